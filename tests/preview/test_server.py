"""What the page is given: the deck, its pictures, what changes, drafts, sheets and files to print."""

import io
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageChops

from deck.edition import about
from deck.impose.sheets import face_page
from deck.render.pdf import render_screen
from tests.preview.conftest import Served
from tests.projects import PDF, Project

LONG = "Many words that go on and on. " * 400


def picture(served: Served, digest: str, width: int = 400) -> Image.Image:
    answer = served.get(f"/picture/{digest}.png?width={width}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert "immutable" in answer.headers["cache-control"]
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def events(served: Served, act: Callable[[], object], count: int = 2) -> list[Any]:
    """What a page is told: all at first, then what *act* changes."""
    told: list[Any] = []
    with served.http.stream("GET", "/api/events", timeout=15) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                told.append(json.loads(line[6:]))
                if len(told) == 1:
                    threading.Timer(0.3, act).start()
                if len(told) == count:
                    return told
    return told


def test_a_picture_is_pdfiums_drawing_of_the_pdf(served: Served) -> None:
    import pypdfium2

    view = served.session.desk.scene.cards[0]
    face = served.session.desk.faces[view.back]
    data = io.BytesIO()
    deck = served.session.desk.scene.deck
    assert deck is not None
    render_screen([face_page(face, face.bleed)], about(deck), data)
    page = pypdfium2.PdfDocument(data.getvalue())[0]
    expected = page.render(scale=400 / page.get_width()).to_pil().convert("RGB")
    assert ImageChops.difference(picture(served, view.back), expected).getbbox() is None


def test_pictures_are_as_sharp_as_the_screen(served: Served) -> None:
    digest = served.session.desk.scene.cards[0].front
    assert [picture(served, digest, width).width for width in (160, 800)] == [160, 800]
    assert picture(served, digest, 99_999).width == 2400
    assert served.get("/picture/0000.png?width=100").status_code == 404


def test_pictures_asked_for_at_once_are_the_same_ones(served: Served) -> None:
    cards = served.session.desk.scene.cards
    alone = [picture(served, digest, 300).tobytes() for card in cards for digest in (card.front, card.back)]
    digests = ",".join(digest for card in cards for digest in (card.front, card.back))
    assert served.get(f"/api/ahead?width=320&digests={digests},nothing").status_code == 204
    together = [picture(served, digest, 320) for card in cards for digest in (card.front, card.back)]
    assert len(alone) == len(together) == 6
    assert all(image.width == 320 for image in together)


@pytest.mark.parametrize(
    ("name", "old", "new", "cards"),
    [
        ("cards/A.yaml", "A car for a short time.", "A car for an hour.", ["car-sharing"]),
        ("assets/icons/desk.svg", "M1 1", "M2 1", ["coworking"]),
        ("deck.yaml", "cmyk(60 0 0 0)", "cmyk(0 60 0 0)", ["coworking"]),
        ("layouts/plain.yaml", "height: 60%", "height: 50%", ["carpool", "car-sharing", "coworking"]),
    ],
)
def test_a_page_is_told_what_changed(
    served: Served, project: Project, name: str, old: str, new: str, cards: list[str]
) -> None:
    first, then = events(served, lambda: project.spoil(name, old, new))
    assert first["whole"]
    looks = {card["id"]: (card["front"], card["back"]) for card in first["cards"]}
    changed = [card["id"] for card in then["cards"] if looks[card["id"]] != (card["front"], card["back"])]
    assert changed == cards


def test_a_page_is_told_of_problems_and_of_their_end(served: Served, project: Project) -> None:
    _, then = events(served, lambda: project.spoil("cards/A.yaml", "A car for a short time.", LONG))
    assert not then["good"]
    problem = next(problem for problem in then["problems"] if problem["severity"] == "error")
    assert (problem["card"], problem["file"], problem["line"]) == ("car-sharing", "cards/A.yaml", 14)
    _, after = events(served, lambda: project.spoil("cards/A.yaml", LONG.strip(), "Short."))
    assert after["good"]


def test_folders_that_appear_are_watched(served: Served, project: Project) -> None:
    (project.root / "assets/fonts").mkdir()
    time.sleep(0.5)
    _, then = events(
        served, lambda: project.write("cards/more/C.yaml", "cards:\n  - title: More\n    description: x\n")
    )
    assert "more" in then["order"]


def test_a_card_for_the_panel(served: Served) -> None:
    card = served.get("/api/card/carpool").json()
    assert card["values"] == {
        "title": "Carpooling", "front_title": "", "icon": "car", "copies": "1", "tags": ["road", "shared"],
        "description": "Several people share one car for the same journey.", "examples": "BlaBlaCar, Djump.",
    }  # fmt: skip
    assert card["base"] == {"cards/A.yaml": served.scene()["files"]["cards/A.yaml"]}
    assert served.get("/api/card/nobody").status_code == 404


def test_a_draft_looks_as_the_saved_card_will(served: Served) -> None:
    changes = {"title": "Carpool!", "description": "One.\n\n- **two**\n- three", "icon": "desk", "front_title": "Short"}
    drafted = served.post("/api/draft", {"id": "carpool", "changes": changes}).json()
    before = served.scene()["cards"][0]
    assert (drafted["front"], drafted["back"]) != (before["front"], before["back"])
    wish = {"action": "save", "id": "carpool", "changes": changes, "base": served.scene()["files"]}
    assert served.post("/api/edit", wish).status_code == 200
    after = served.scene()["cards"][0]
    assert (drafted["front"], drafted["back"]) == (after["front"], after["back"])
    assert drafted["gauge"] == after["gauge"]


def test_a_draft_of_a_new_card(served: Served) -> None:
    changes = {"title": "New", "description": "Words.", "icon": "car"}
    drafted = served.post("/api/draft", {"id": "", "category": "B", "changes": changes}).json()
    assert served.get(f"/picture/{drafted['front']}.png?width=200").status_code == 200
    wish = {"action": "add", "category": "B", "changes": changes, "base": served.scene()["files"]}
    assert served.post("/api/edit", wish).json()["card"] == "new"
    card = next(card for card in served.scene()["cards"] if card["id"] == "new")
    assert (drafted["front"], drafted["back"]) == (card["front"], card["back"])


def test_a_draft_that_is_too_long_says_so(served: Served) -> None:
    drafted = served.post("/api/draft", {"id": "carpool", "changes": {"description": LONG}}).json()
    assert drafted["back"] == ""
    assert "too long" in drafted["problems"][0]["what"]
    assert drafted["gauge"]["characters"] > drafted["gauge"]["capacity"]


def test_a_conflict_tells_both_versions(served: Served, project: Project) -> None:
    base = served.scene()["files"]
    project.spoil("cards/A.yaml", "Djump.", "Theirs.")
    wish = {"action": "save", "id": "carpool", "changes": {"examples": "Mine."}, "base": base}
    answer = served.post("/api/edit", wish)
    told = answer.json()
    assert (answer.status_code, told["now"]["examples"]) == (409, "BlaBlaCar, Theirs.")
    assert "BlaBlaCar, Djump." in told["files"][0]["seen"]
    assert "Theirs." in (project.root / "cards/A.yaml").read_text()


def test_two_previews_meet_in_the_same_check(served: Served, project: Project) -> None:
    other = Served(project.root)
    try:
        base = other.scene()["files"]
        mine = {"action": "save", "id": "carpool", "changes": {"examples": "Mine."}, "base": base}
        assert served.post("/api/edit", mine).status_code == 200
        assert other.post("/api/edit", {**mine, "changes": {"examples": "Other."}}).status_code == 409
        assert "Mine." in (project.root / "cards/A.yaml").read_text()
        assert other.door.port != served.door.port
    finally:
        other.close()


def test_icons_and_who_shows_them(served: Served) -> None:
    icons = {icon["name"]: icon["uses"] for icon in served.get("/api/icons").json()}
    assert icons == {"car": ["A1 Carpooling", "A2 Car sharing"], "desk": ["B1 Coworking"]}
    answer = served.get("/icon/car.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<path" in answer.text
    assert "<script" not in answer.text


def test_a_colour_tried_out(served: Served) -> None:
    told = served.get("/api/colour?color=cmyk(0 5 100 0)").json()
    assert (told["good"], told["text"], told["level"]) == (True, "black", "AAA")
    assert "is not a colour" in served.get("/api/colour?color=reddish").json()["what"]


def test_the_sheets_of_a_choice(served: Served) -> None:
    whole = served.get("/api/sheets").json()
    assert (whole["count"], whole["copies"], len(whole["sheets"])) == (1, 4, 2)
    part = served.get("/api/sheets?categories=B").json()
    assert part["sheets"][0]["cards"] == ["B1 Coworking"]
    assert picture(served, part["sheets"][0]["digest"]).width == 400
    assert served.get("/api/sheets?categories=Z").json()["problems"]


def test_the_file_is_that_of_a_build(served: Served, project: Project) -> None:
    made = served.post("/api/print", {"categories": []}).json()
    printed = served.get(f"/download/{made['download']}/x").content
    assert project.run("build").code == 0
    assert printed == (project.root / PDF).read_bytes()
    assert made["where"] == PDF
    assert made["summary"].startswith("3 cards, 4 with copies on 1 sheet of A4")


@pytest.mark.parametrize("output", ["press", "fold", "cards", "screen", "tts", "mpc"])
def test_every_output_can_be_downloaded(served: Served, output: str) -> None:
    made = served.post("/api/print", {"categories": ["B"], "output": output, "copies": "2"}).json()
    assert made["good"], made
    assert len(served.get(f"/download/{made['download']}/x").content) == made["size"]


@pytest.mark.parametrize(
    "wish", [{"output": "nothing"}, {"printer": "nobody"}, {"copies": "0"}, {"copies": "x"}, {"categories": ["Z"]}]
)
def test_what_cannot_be_printed_is_told(served: Served, wish: dict[str, Any]) -> None:
    made = served.post("/api/print", wish).json()
    assert not made["good"]
    assert made["problems"][0]["severity"] == "error"
    assert "Nothing was written" in made["summary"]
