"""The kept inputs of the fuzzers, given to every reader once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from torture.fuzz import CORPUS
from torture.fuzz_targets import TARGETS

KEPT = sorted(file for target in TARGETS for file in (CORPUS / target).iterdir())


@pytest.mark.parametrize("file", KEPT, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_a_kept_input_is_read_or_refused_in_a_sentence(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_inputs_cut_off_and_bent_are_too(target: str) -> None:
    """A few hundred of what the fuzzer tries by the million."""
    for file in sorted((CORPUS / target).iterdir()):
        data = file.read_bytes()
        for place in range(0, len(data), max(1, len(data) // 12)):
            TARGETS[target](data[:place])
            TARGETS[target](data[:place] + bytes([data[place] ^ 0x15]) + data[place + 1 :])


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_has_something_to_begin_with(target: str) -> None:
    assert any((CORPUS / target).iterdir())
