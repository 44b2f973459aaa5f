"""The scripts of tools/ are found as they find one another: by their names alone."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
