"""Whatever a project says: it builds, or the problems are told; never an error of ours, never an endless wait."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.projects import Project

WORDS = st.text(st.sampled_from("aé x漢ש‮\u0301*_[]()`\\#-:{}|>&!%@\"'\n\t1.,~🙂\u200b\u00ad\x1b"), max_size=40)
SIZES = st.sampled_from(["3mm", "0", "-1mm", "1e9mm", "50%", "NaN", "safe", "9pt", "5pt..9pt", "9pt..5pt", "", "x"])
PLAIN = st.one_of(
    WORDS, SIZES, st.integers(-3, 10_000).map(str), st.sampled_from(["true", "A", "car", "title", "fields"])
)


def quoted(text: str) -> str:
    """*text* as a value that YAML takes as it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'.replace("\x1b", "\\e")


VALUES = st.recursive(
    st.one_of(PLAIN.map(quoted), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(PLAIN.map(quoted), inner, max_size=3).map(
            lambda group: "{" + ", ".join(f"{key}: {value}" for key, value in group.items()) + "}"
        ),
    ),
    max_leaves=6,
)


def lines(keys: list[str], begin: str = "") -> st.SearchStrategy[str]:
    """Settings with these names, some of them, with values of any kind."""
    some = st.dictionaries(st.sampled_from(keys), VALUES, max_size=5)
    return some.map(lambda found: begin + "".join(f"{key}: {value}\n" for key, value in found.items()))


DECKS = lines(
    ["subtitle", "language", "languages", "date", "layout", "size", "paper", "categories", "fields", "cards", "fonts",
     "companions", "blank", "outputs", "odd"], "title: T\n",
)  # fmt: skip
CARD = lines(
    ["id", "front_title", "category", "special", "place", "icon", "picture", "copies", "tags", "labels", "description"],
    "title: One\n",
).map(lambda text: "  - " + text.rstrip("\n").replace("\n", "\n    ") + "\n")
CARDS = st.lists(CARD, max_size=4).map(lambda cards: "category: A\ncards:\n" + "".join(cards))
ITEM = lines(
    ["fill", "art", "text", "picture", "qr", "rule", "frame", "lines", "flow", "repeat", "box", "style", "fit",
     "valign", "columns", "turn", "when", "items", "color", "weight"],
).map(lambda text: "  - " + (text.rstrip("\n") or "{}").replace("\n", "\n    ") + "\n")  # fmt: skip
LAYOUTS = st.lists(ITEM, max_size=4).map(lambda items: "front:\n" + "".join(items) + "back: []\n")
FILES = st.fixed_dictionaries({}, optional={"deck.yaml": DECKS, "cards/A.yaml": CARDS, "layouts/plain.yaml": LAYOUTS})


@settings(max_examples=60)
@given(FILES, st.sampled_from([["build"], ["check"], ["list"], ["build", "cards", "--force"]]))
def test_a_project_builds_or_says_why_not(files: dict[str, str], command: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "project")
        for name, text in files.items():
            project.write(name, text)
        result = project.run(*command)
    assert result.code in (0, 1), result.err
    assert (result.code == 1) == bool(result.errors)
    assert "\x1b" not in result.out + result.err
