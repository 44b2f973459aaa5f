"""Pictograms that fetch, run, grow without end, or are no pictograms."""

from __future__ import annotations

import pytest

from tests.hostile.confined import confined, refused
from tests.projects import Project

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
BOX = '<path d="M1 1h8v8h-8z"/>'
AWAY = "http://127.0.0.1:9/x"
ENTITIES = "declares abbreviations (entities), which are not followed"
ELSEWHERE = "takes a part of itself from another file, or from a place that is not in it"
POINTS = "more than 100,000 points"
SIZE = "has no sensible size"
USED = "".join(f'<g id="a{i}">{f"<use xlink:href=%s#a{i - 1}%s/>" % (chr(34), chr(34)) * 10}</g>' for i in range(1, 10))

USE_PATH = '<use href="#p"/>'

HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "external entity": (f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</svg>', ENTITIES),
    "entity bomb": ('<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "&b;</svg>", ENTITIES),
    "entity in UTF-16": (f'<!DOCTYPE svg [<!ENTITY x "y">]>{HEAD}{BOX}</svg>'.encode("utf-16"), ENTITIES),
    "image by http": (f'{HEAD}<image href="{AWAY}.png"/></svg>', "an embedded picture"),
    "image by file": (f'{HEAD}<image xlink:href="file:///etc/passwd"/></svg>', "an embedded picture"),
    "script": (f"{HEAD}<script>alert(1)</script>{BOX}</svg>", "a program"),
    "web page": (f"{HEAD}<foreignObject/>{BOX}</svg>", "a piece of a web page"),
    "style sheet": (f'{HEAD}<style>@import url("{AWAY}.css");</style>{BOX}</svg>', ELSEWHERE),
    "use of another file": (f'{HEAD}<use xlink:href="{AWAY}.svg#a"/>{BOX}</svg>', ELSEWHERE),
    "use of nothing": (f'{HEAD}<use href="#nothing"/>{BOX}</svg>', ELSEWHERE),
    "paint from elsewhere": (f'{HEAD}<path fill="url({AWAY}#g)" d="M1 1h8v8z"/></svg>', ELSEWHERE),
    "use bomb": (f'{HEAD}<defs><g id="a0">{BOX}</g>{USED}</defs><use xlink:href="#a9"/></svg>', POINTS),
    "use of itself": (f'{HEAD}<g id="a"><use href="#a"/></g></svg>', "damaged"),
    "one long path, often": (f'{HEAD}<path id="p" d="M1 1{" L2 3" * 40_000}"/>{USE_PATH * 5000}</svg>', POINTS),
    "a million points": (f'{HEAD}<path d="M1 1{" 2 3" * 1_000_000}"/></svg>', POINTS),
    "a million corners": (f'{HEAD}<polygon points="{"1 1 " * 1_000_000}"/></svg>', POINTS),
    "10 MB": (f'{HEAD}<path d="M1 1{" L2 3" * 2_000_000}"/></svg>', "too big to be part of a deck"),
    "deep": (f"{HEAD}{'<g>' * 100_000}{BOX}{'</g>' * 100_000}</svg>", "damaged"),
    "NaN": (f'{HEAD}<path d="M1 1 L NaN 2"/></svg>', "one of its paths cannot be read"),
    "huge numbers": (f'{HEAD}<path d="M1 1 L 1e999 2"/></svg>', SIZE),
    "huge shapes": (f'{HEAD}<rect width="1e200" height="1e200"/></svg>', SIZE),
    "a frame of NaN": (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 NaN 10">{BOX}</svg>', SIZE),
    "a frame without end": (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e400 10">{BOX}</svg>', SIZE),
    "not closed": (HEAD + BOX, "not a complete SVG picture"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 10, "not a complete SVG picture"),
    "NULs": (HEAD.encode() + b"\0" * 100, "not a complete SVG picture"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_told_and_nothing_is_fetched(project: Project, name: str) -> None:
    content, sentence = HOSTILE[name]
    project.write("assets/icons/car.svg", content)
    refused(confined(project, "build"), sentence, "assets/icons/car.svg")


def test_what_names_a_file_elsewhere_and_needs_nothing_of_it_is_drawn(project: Project) -> None:
    project.write("assets/icons/car.svg", f'<!DOCTYPE svg SYSTEM "{AWAY}.dtd">{HEAD}<a href="{AWAY}">{BOX}</a></svg>')
    result = confined(project, "build")
    assert (result.code, result.err) == (0, "")
