"""What a page may change, saved, kept and taken back."""

from typing import Any

import pytest

from deck.preview.desk import Desk
from deck.preview.editor import Editor
from deck.preview.looks import digest_of
from deck.preview.saving import Change, Conflict, Saver
from deck.preview.source import EditError
from tests.projects import CARDS_A, Project


class Edits:
    """A page's edits of the small project."""

    def __init__(self, desk: Desk, project: Project) -> None:
        self.desk, self.project = desk, project
        self.saver = Saver(desk.project)
        self.saver.see(desk.scene.files)
        self.editor = Editor(desk, self.saver)

    def make(self, **wish: Any) -> str:
        """Make a change of the files as they were last seen, and look at them again."""
        done = self.editor.make({"base": self.desk.scene.files, **wish})
        self.desk.refresh()
        return done.card

    def undo(self) -> None:
        self.saver.undo()
        self.desk.refresh()

    def text(self, name: str = "cards/A.yaml") -> str:
        return (self.project.root / name).read_text("utf-8")

    @property
    def ids(self) -> list[str]:
        return [card.id for card in self.desk.scene.cards]


OTHERS = ["../out.yaml", "/etc/passwd", "cards/../../x.yaml", "layouts/plain.yaml", "cards/a.txt"]


@pytest.fixture
def edits(desk: Desk, project: Project) -> Edits:
    return Edits(desk, project)


def test_a_saved_word_changes_its_line(edits: Edits) -> None:
    edits.make(action="save", id="carpool", changes={"examples": "Djump."})
    assert edits.text() == CARDS_A.replace("examples: BlaBlaCar, Djump.", "examples: Djump.")


def test_fields_that_may_be_left_out_leave_no_line_when_emptied(edits: Edits) -> None:
    edits.make(action="save", id="carpool", changes={"examples": "", "tags": [], "icon": "desk", "copies": "3"})
    assert "examples" not in edits.text()
    assert "tags" not in edits.text()
    card = edits.desk.scene.card("carpool")
    assert card is not None
    assert (card.copies, card.icon and card.icon.text) == (3, "desk")


def test_a_card_is_added_at_the_end_of_its_category(edits: Edits) -> None:
    changes = {"title": "Vélo: partagé", "description": "Un.\n\nDeux.", "tags": ["a, b"]}
    identity = edits.make(action="add", category="A", changes=changes)
    assert identity == "velo-partage"
    assert edits.text().startswith(CARDS_A)
    card = edits.desk.scene.card(identity)
    assert card is not None
    assert (card.title, card.words["description"].text, card.tags) == ("Vélo: partagé", "Un.\n\nDeux.", ("a, b",))


def test_a_category_without_a_file_gets_one(edits: Edits, project: Project) -> None:
    project.spoil("deck.yaml", "fields:", "  C: {name: Third, color: black}\nfields:")
    edits.desk.refresh()
    edits.make(action="move", id="coworking", category="C")
    assert "category: C" in edits.text("cards/C.yaml")
    assert edits.desk.scene.view("coworking").category == "C"  # type: ignore[union-attr]
    edits.undo()
    assert not (project.root / "cards/C.yaml").exists()
    assert edits.desk.scene.view("coworking").category == "B"  # type: ignore[union-attr]


def test_a_duplicate_has_an_id_of_its_own(edits: Edits) -> None:
    first = edits.make(action="duplicate", id="carpool")
    second = edits.make(action="duplicate", id="carpool")
    assert edits.ids[:3] == ["carpool", second, first]
    assert len(set(edits.ids)) == 5


def test_a_card_moves_within_its_file(edits: Edits) -> None:
    edits.make(action="move", id="car-sharing", before="carpool")
    assert edits.ids == ["car-sharing", "carpool", "coworking"]
    edits.undo()
    assert edits.text() == CARDS_A


def test_delete_and_undo(edits: Edits) -> None:
    edits.make(action="delete", id="carpool")
    assert edits.ids == ["car-sharing", "coworking"]
    edits.undo()
    assert edits.text() == CARDS_A
    assert edits.ids == ["carpool", "car-sharing", "coworking"]


def test_several_steps_are_undone_one_by_one(edits: Edits) -> None:
    for text in ("One.", "Two.", "Three."):
        edits.make(action="save", id="carpool", changes={"examples": text})
    states = []
    for _ in range(3):
        edits.undo()
        card = edits.desk.scene.card("carpool")
        states.append(card.words["examples"].text if card else "")
    assert states == ["Two.", "One.", "BlaBlaCar, Djump."]
    assert edits.saver.undo() is None


def test_a_colour(edits: Edits) -> None:
    before = edits.text("deck.yaml")
    edits.make(action="colour", category="A", color="#FFD400")
    assert edits.text("deck.yaml") == before.replace("color: cmyk(0 5 100 0)", 'color: "#FFD400"')
    with pytest.raises(EditError, match="not a colour"):
        edits.make(action="colour", category="A", color="reddish")


def test_a_file_changed_meanwhile_is_not_overwritten(edits: Edits, project: Project) -> None:
    seen = dict(edits.desk.scene.files)
    theirs = project.spoil("cards/A.yaml", "Djump.", "Theirs.")
    assert theirs is None
    now = edits.text()
    for wish in (
        {"action": "save", "id": "carpool", "changes": {"examples": "Mine."}},
        {"action": "delete", "id": "carpool"},
        {"action": "duplicate", "id": "carpool"},
        {"action": "move", "id": "carpool", "category": "B"},
    ):
        with pytest.raises(Conflict) as conflict:
            edits.make(**wish, base=seen)
        assert conflict.value.files["cards/A.yaml"] == (CARDS_A.encode(), now.encode())
        assert edits.text() == now


def test_what_was_chosen_is_written_into_the_new_version(edits: Edits, project: Project) -> None:
    project.spoil("cards/A.yaml", "A car for a short time.", "Theirs.")
    base = {"cards/A.yaml": digest_of(edits.text().encode())}
    edits.make(action="save", id="carpool", changes={"examples": "Mine."}, base=base)
    assert "Theirs." in edits.text()
    assert "Mine." in edits.text()


def test_undo_does_not_take_back_what_others_did(edits: Edits, project: Project) -> None:
    edits.make(action="save", id="carpool", changes={"examples": "Mine."})
    project.spoil("cards/A.yaml", "A car for a short time.", "Theirs.")
    with pytest.raises(Conflict):
        edits.undo()
    assert "Theirs." in edits.text()


def test_every_save_keeps_the_version_before(edits: Edits, project: Project) -> None:
    edits.make(action="save", id="carpool", changes={"examples": "One."})
    kept = [file.read_bytes() for file in (project.root / ".deckpress/history").rglob("0")]
    assert kept == [CARDS_A.encode()]
    assert (project.root / ".deckpress/.gitignore").read_text() == "*\n"


def test_a_mode_and_no_other_file_is_left(edits: Edits, project: Project) -> None:
    file = project.root / "cards/A.yaml"
    file.chmod(0o640)
    edits.make(action="save", id="carpool", changes={"examples": "One."})
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(entry.name for entry in (project.root / "cards").iterdir()) == ["A.yaml", "B.yaml"]


@pytest.mark.parametrize("name", OTHERS)
def test_only_the_decks_own_files_are_written(edits: Edits, name: str) -> None:
    with pytest.raises(EditError):
        edits.saver.save(Change("edit", "", {name: b"x"}), {})


def test_a_link_out_of_the_project_is_not_followed(edits: Edits, project: Project, tmp_path_factory: Any) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text("cards: []\n")
    (project.root / "cards/x.yaml").symlink_to(outside)
    with pytest.raises(EditError):
        edits.saver.save(Change("edit", "", {"cards/x.yaml": b"x"}), {})
    assert outside.read_text() == "cards: []\n"


def test_old_steps_go(edits: Edits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deck.preview.history.MOST_STEPS", 3)
    for number in range(6):
        edits.make(action="save", id="carpool", changes={"examples": f"{number}."})
    assert len(list(edits.saver.history.folder.iterdir())) == 3
