"""Whatever slips into a file, the person who typed it is told in plain words, with the place and something to do."""

import random
import re

import pytest

from tests.projects import FILES, JARGON, Project, headline

SIGNS = (
    *"[]{}:#&*!|>'\"%@`,?-~\\<= ",
    "\t",
    "\n",
    "\n  ",
    ": ",
    " #",
    "- ",
    "...",
    "---",
    "\u00a0",
    "é",
    "車",
    "\u2028",
    "\x07",
    "1",
)
SLIPS_A_FILE = 60


def slipped(text: str, chance: random.Random) -> str:
    """*text* with a sign too many, some too few, or a line that moved."""
    at, lines = chance.randrange(len(text)), text.split("\n")
    line = chance.randrange(len(lines) - 1)
    kind = chance.randrange(5)
    if kind == 0:
        return text[:at] + str(chance.choice(SIGNS)) + text[at:]
    if kind == 1:
        return text[:at] + text[at + chance.choice((1, 1, 2, 5, 20)) :]
    if kind == 2:
        lines[line] = chance.choice((" ", "  ", "\t", "-", "- ", "#")) + lines[line]
    elif kind == 3:
        lines[line] = lines[line][chance.choice((1, 2, 3)) :]
    else:
        lines.insert(chance.randrange(len(lines)), lines.pop(line))
    return "\n".join(lines)


@pytest.mark.parametrize("file", [name for name in FILES if name.endswith(".yaml")])
def test_whatever_slips_in_is_told_in_plain_words(project: Project, file: str) -> None:
    chance, before = random.Random(file), project.files()
    for _ in range(SLIPS_A_FILE):
        text = slipped(FILES[file], chance)
        project.write(file, text)
        result = project.run("check")
        told = f"{text}\n{result.err}"
        assert result.code in (0, 1), told
        assert not (jargon := JARGON.search(result.err)) or jargon[0] in text, told
        assert bool(result.errors) == (result.code == 1), told
        for problem in result.errors:
            assert headline(problem)[0].endswith(".yaml"), told
            assert re.search(r"\n {2}\S| should be .* or ", problem), told
    project.write(file, FILES[file])
    assert project.files() == before
