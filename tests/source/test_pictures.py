"""Hostile and broken SVG files are refused in plain words; what can be drawn is drawn whole."""

import pytest

from tests.projects import ICON, Project, assert_refused

FILE = "assets/icons/car.svg"
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'
PATHS, AGAIN, DRAW = "turn everything into plain filled paths", "save it again as plain SVG", "Draw it again"
ENTITIES = "this SVG declares abbreviations (entities)"
DAMAGED, INK = "this SVG picture is damaged", "which cannot be drawn as ink."
LAUGHS = "".join(f'<g id="l{level}">' + f'<use xlink:href="#l{level - 1}"/>' * 10 + "</g>" for level in range(1, 12))


def svg(inside: str) -> str:
    """A picture that holds *inside* besides its path."""
    return ICON.replace("<path", f"{inside}<path")


def path(attributes: str) -> str:
    """A picture whose path has these attributes as well."""
    return ICON.replace("<path", f"<path {attributes}")


@pytest.mark.parametrize(
    ("picture", "what", "hint"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<desc>&b;</desc>"), ENTITIES, PATHS),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<desc>&a;</desc>"), ENTITIES, PATHS),
        (svg("<linearGradient id='a'/>"), f"this picture holds a gradient, {INK}", PATHS),
        (svg("<defs><radialGradient id='a'/></defs>"), "a gradient", PATHS),
        (svg("<text>Hello</text>"), f"this picture holds text, {INK}", PATHS),
        (svg('<image href="photo.jpg"/>'), "an embedded picture", PATHS),
        (svg("<script>alert(1)</script>"), "a program", PATHS),
        (svg("<foreignObject/>"), "a piece of a web page", PATHS),
        (svg("<marker/><filter/>"), "a filter effect and an arrowhead", PATHS),
        (svg("<mask/>"), "a mask", PATHS),
        (svg("<animate/>"), "an animation", PATHS),
        (path('opacity="0.5"'), f"this picture is partly transparent, {INK}", PATHS),
        (path('opacity="50%"'), "partly transparent", PATHS),
        (path('opacity="half"'), "partly transparent", PATHS),
        (path('fill-opacity="0.5"'), "partly transparent", PATHS),
        (path('stroke="black" stroke-dasharray="1 2"'), "has a dashed line, which would be drawn whole", PATHS),
        ("", "this file is not a complete SVG picture", AGAIN),
        (ICON[:60], "this file is not a complete SVG picture", AGAIN),
        ("hello", "this file is not a complete SVG picture", AGAIN),
        ("\x89PNG\r\n\x1a\n\0\0\0", "this file is not a complete SVG picture", AGAIN),
        (ICON.replace("M1", "M\0"), "this file is not a complete SVG picture", AGAIN),
        ("<html><body/></html>", "this is not an SVG picture", AGAIN),
        (f"<svg {NAMESPACES}/>", "this picture is empty", DRAW),
        (path('display="none"'), "this picture is empty", DRAW),
        (path('fill="none"'), "this picture is empty", DRAW),
        (path('d="" id="M1').replace(' d="M1 1h8v8h-8z"', '"'), "this picture is empty", DRAW),
        (ICON.replace("h8v8", "h8 NaN v8"), f"{DAMAGED}: one of its paths cannot be read", DRAW),
        (ICON.replace("M1 1h8v8h-8z", "M1 1 L nan nan z"), DAMAGED, DRAW),
        (ICON.replace("M1 1h8v8h-8z", "Q hello"), DAMAGED, DRAW),
        (ICON.replace("0 0 10 10", "a b c d"), DAMAGED, DRAW),
        (ICON.replace("0 0 10 10", "0 0 1.2.3 10"), DAMAGED, DRAW),
        (f'<svg {NAMESPACES}><g id="a"><use href="#a"/></g></svg>', DAMAGED, DRAW),
        (ICON.replace("<path", "<g>" * 50_000), "not a complete SVG picture", AGAIN),
        (f"<svg {NAMESPACES}>" + "<g>" * 50_000 + "</g>" * 50_000 + "</svg>", DAMAGED, DRAW),
        (ICON.replace("0 0 10 10", "0 0 -5 -5"), "this picture has no sensible size", DRAW),
        (ICON.replace("M1 1", "M1e400 1"), "this picture has no sensible size", DRAW),
        (path('transform="scale(1e300)"'), "this picture has no sensible size", DRAW),
        (ICON.replace("M1 1", "M100 100"), "this picture lies partly outside its own frame", "resize page to content"),
        (ICON.replace("v8", "v8" + "l0 .00001" * 100_001), "more than 100,000 points", DRAW),
        (f'<svg {NAMESPACES}><path id="l0" d="M1 1h1v1z"/>{LAUGHS}</svg>', "more than 100,000 points", DRAW),
        (svg("<x/>" * 5_000_001), "this file is too big", "Is it the right file?"),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_printed(project: Project, picture: str, what: str, hint: str) -> None:
    project.write(FILE, picture.encode("latin-1") if picture.startswith("\x89") else picture)
    assert_refused(project, None, FILE, what, hint)


@pytest.mark.parametrize(
    "picture",
    [
        ICON.encode("utf-8-sig"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>' + svg("<!-- é -->")).encode("latin-1"),
        ('<?xml version="1.0" encoding="utf-16"?>' + ICON).encode("utf-16"),
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/DTD/svg11.dtd">' + ICON).encode(),
        svg("<style>path{fill:#000}</style><title>A car</title><desc>text</desc>").encode(),
        ICON.replace('viewBox="0 0 10 10"', 'width="10mm" height="10mm"').encode(),
        ICON.replace("0 0 10 10", "0,0,10,10").encode(),
        f'<svg {NAMESPACES}><defs><path id="a" d="M1 1h1v1z"/></defs><use xlink:href="#a" x="2"/></svg>'.encode(),
        path('opacity="1.0" stroke="black" stroke-width="1" stroke-dasharray="none"').encode(),
        ICON.replace("h8v8", "h 8,v+8e0").encode(),
    ],
)  # fmt: skip
def test_a_picture_that_can(project: Project, picture: bytes) -> None:
    project.write(FILE, picture)
    result = project.run("build")
    assert (result.code, result.err) == (0, "")


def test_only_pictures_that_are_printed_are_read(project: Project) -> None:
    project.write("assets/icons/unused.svg", "hello")
    assert project.run("build").code == 0
