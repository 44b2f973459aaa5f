"""Settings for every test: properties take the time they need, and on a build server they try the same cases."""

import os
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# What a build keeps between runs must not come from another version of the program, nor go to the user's own cache.
_scratch = tempfile.TemporaryDirectory(prefix="deckpress-tests-")
os.environ["DECKPRESS_CACHE"] = _scratch.name
os.environ["DECKPRESS_FONTS"] = "off"  # what is installed on this computer is no part of any deck's tests
