"""The page in a browser: it shows the deck, follows the files, and lets a person edit."""

from pathlib import Path

from tests.preview.browser import focused, ids, needs_chromium, opened, shown, until
from tests.preview.conftest import Served, copy_of_first_deck
from tests.projects import CARDS_A, Project

pytestmark = needs_chromium
LONG = "Many words that go on and on. " * 400


def text(project: Project) -> str:
    return (project.root / "cards/A.yaml").read_text("utf-8")


def test_the_first_deck_lies_on_the_table(tmp_path: Path) -> None:
    served = Served(copy_of_first_deck(tmp_path / "boite"))
    try:
        with opened(served, device_scale_factor=2) as page:
            until(lambda: all(shown(page, card) for card in ids(page)[:12]), "the pictures")
            assert len(ids(page)) == 37
            assert page.title() == "La boîte à outils des territoires collaboratifs"
            width = page.evaluate("() => document.querySelector('.card img').naturalWidth")
            assert width >= 2 * page.locator(".card img").first.bounding_box()["width"] - 2  # type: ignore[index]
    finally:
        served.close()


def test_an_edited_word_shows_without_a_reload(served: Served, project: Project) -> None:
    with opened(served) as page:
        page.evaluate("() => { window.sameness = 1; }")
        until(lambda: bool(shown(page, "carpool")))
        before = [shown(page, card) for card in ids(page)]
        project.spoil("cards/A.yaml", "title: Carpooling", "title: Sharing a car")
        until(lambda: shown(page, "carpool") != before[0], "the new face")
        page.locator(".caption", has_text="A1 Sharing a car").wait_for()
        assert [shown(page, card) for card in ids(page)][1:] == before[1:]
        assert page.evaluate("() => window.sameness") == 1


def test_overset_text_is_told_on_its_card_over_the_last_good_picture(served: Served, project: Project) -> None:
    with opened(served) as page:
        until(lambda: bool(shown(page, "car-sharing")))
        before = shown(page, "car-sharing")
        project.spoil("cards/A.yaml", "A car for a short time.", LONG)
        card = page.locator(".card", has_text="Car sharing")
        card.get_by_text("The text of this card is too long for its back.").wait_for()
        assert "cards/A.yaml, line 14" in card.inner_text()
        assert shown(page, "car-sharing") == before
        assert page.locator("#state").inner_text() == "1 problem"
        page.locator("#problem-list").get_by_text("Remove about").wait_for()
        page.get_by_label("Problems only").check()
        until(lambda: ids(page) == ["car-sharing"])
        project.spoil("cards/A.yaml", LONG.strip(), "Short.")
        page.locator("#state", has_text="All is well").wait_for()


def test_a_card_that_goes_on_is_turned_part_by_part(served: Served, project: Project) -> None:
    project.spoil("layouts/plain.yaml", "bleed: 3mm", "overflow: continue\nbleed: 3mm")
    project.spoil("cards/A.yaml", "A car for a short time.", LONG[:2_500].strip())
    with opened(served) as page:
        card = page.locator(".card", has_text="Car sharing")
        until(lambda: bool(shown(page, "car-sharing")))
        seen: list[str] = []
        for side in ("front 1/2", "back 1/2", "front 2/2", "back 2/2", "front 1/2"):
            face = card.get_by_role("button", name=f"Car sharing, {side}. Flip")
            face.wait_for()
            until(lambda side=side: shown(page, "car-sharing", side.split()[0]) not in ("", *seen[-2:]))  # type: ignore[misc]
            seen.append(shown(page, "car-sharing", side.split()[0]))
            face.click()
        assert len(set(seen)) == 4
        assert seen[0] == seen[4]
        page.locator(".card", has_text="Car sharing").get_by_role("button", name="Edit").click()
        page.get_by_role("button", name="back 1/2", exact=True).click()
        page.get_by_role("button", name="back 2/2", exact=True).wait_for()


def test_what_is_typed_shows_before_it_is_saved(served: Served, project: Project) -> None:
    with opened(served) as page:
        page.get_by_role("button", name="Edit A1 Carpooling").click()
        back = page.locator("#panel img[alt=back]")
        until(lambda: bool(back.get_attribute("data-digest")))
        before = back.get_attribute("data-digest")
        page.get_by_label("Description").focus()
        page.keyboard.insert_text(" More words.")  # all at once: of words typed one by one, half may be drafted
        until(lambda: back.get_attribute("data-digest") != before, "the draft")
        assert "62 characters" in page.locator("#panel").inner_text()
        assert "of about" in page.locator(".total").inner_text()
        assert text(project) == CARDS_A
        drafted = back.get_attribute("data-digest")
        page.keyboard.press("Control+s")
        page.get_by_text("Saved.").wait_for()
        assert text(project) == CARDS_A.replace(
            "      for the same journey.", "      for the same journey. More words."
        )
        page.get_by_role("button", name="A1 Carpooling, front. Flip").click()
        until(lambda: shown(page, "carpool", "back") == drafted, "the saved face")
        page.get_by_role("button", name="Undo").first.click()
        until(lambda: text(project) == CARDS_A, "the undo")


def test_a_conflict_shows_both_and_asks(served: Served, project: Project) -> None:
    with opened(served) as page:
        page.get_by_role("button", name="Edit A1 Carpooling").click()
        page.get_by_label("Examples").fill("Mine.")
        project.spoil("cards/A.yaml", "Djump.", "Theirs.")
        theirs = text(project)
        until(lambda: served.scene()["cards"][0]["text"].find("Theirs") > 0)
        page.get_by_role("button", name="Save", exact=True).click()
        dialog = page.get_by_role("dialog", name="The file has changed meanwhile")
        dialog.wait_for()
        assert dialog.locator("pre").all_inner_texts() == ["Mine.", "BlaBlaCar, Theirs."]
        assert text(project) == theirs
        dialog.get_by_role("button", name="Keep mine").click()
        until(lambda: text(project) == theirs.replace("BlaBlaCar, Theirs.", "Mine."), "the choice")


def test_a_conflict_can_be_given_up(served: Served, project: Project) -> None:
    with opened(served) as page:
        page.get_by_role("button", name="Edit A1 Carpooling").click()
        page.get_by_label("Examples").fill("Mine.")
        project.spoil("cards/A.yaml", "Djump.", "Theirs.")
        theirs = text(project)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name="Take the one in the file").click()
        until(lambda: page.get_by_label("Examples").input_value() == "BlaBlaCar, Theirs.")
        assert text(project) == theirs


def test_cards_are_added_duplicated_moved_and_deleted(served: Served, project: Project) -> None:
    with opened(served) as page:
        page.get_by_role("button", name="Add a card").click()
        page.get_by_role("button", name="Save", exact=True).click()
        assert focused(page) != "Save"  # on the field that is missing
        page.get_by_label("Title", exact=False).first.fill("Vélos")
        page.get_by_label("Description").fill("Des vélos.\n\n- un\n- deux")
        page.get_by_role("button", name="Choose an icon").click()
        page.get_by_role("dialog").get_by_role("button", name="desk").click()
        page.get_by_role("button", name="Save", exact=True).click()
        until(lambda: "velos" in ids(page))
        assert "icon: desk" in text(project)
        page.get_by_role("button", name="Duplicate").click()
        until(lambda: len(ids(page)) == 5)
        page.get_by_label("Move to category").select_option("B")
        until(lambda: ids(page)[-1] == "velos-2", "the move")
        page.get_by_role("button", name="Move earlier").click()
        until(lambda: ids(page)[-1] == "coworking")
        page.get_by_role("button", name="Delete").click()
        until(lambda: "velos-2" not in ids(page))
        page.locator("#toast").get_by_role("button", name="Undo").click()
        until(lambda: "velos-2" in ids(page), "the undo")


def test_a_colour_is_changed_with_its_contrast_shown(served: Served, project: Project) -> None:
    with opened(served) as page:
        until(lambda: bool(shown(page, "coworking")))
        before = shown(page, "coworking")
        page.get_by_role("button", name="Colours").click()
        field = page.get_by_label("Colour of Work", exact=True)
        field.fill("reddish")
        page.get_by_text("is not a colour").wait_for()
        field.fill("cmyk(100 90 10 0)")
        page.get_by_text("white text on it: contrast").wait_for()
        page.get_by_role("button", name="Save: B").click()
        until(lambda: shown(page, "coworking") != before)
        assert "B: {name: Work, color: cmyk(100 90 10 0)}" in (project.root / "deck.yaml").read_text()


def test_filters_and_the_sheets_that_they_leave(served: Served) -> None:
    with opened(served) as page:
        page.get_by_label("Search").fill("COWORK")
        until(lambda: ids(page) == ["coworking"])
        page.get_by_role("button", name="Sheets").click()
        page.get_by_role("heading", name="1 sheet of A4 for 1 card").wait_for()
        assert page.get_by_alt_text("Sheet 1, recto: B1 Coworking").count() == 1
        assert page.get_by_alt_text("Sheet 1, verso: B1 Coworking").count() == 1
        page.get_by_label("Search").fill("")
        page.get_by_role("heading", name="1 sheet of A4 for 4 cards").wait_for()
        page.get_by_role("button", name="Cards").click()
        page.get_by_label("Mobility").check()
        until(lambda: ids(page) == ["carpool", "car-sharing"])
        page.get_by_label("Tag").select_option("road")
        until(lambda: ids(page) == ["carpool"])


def test_print_and_download(served: Served) -> None:
    with opened(served) as page:
        page.get_by_role("button", name="Print…").click()
        page.get_by_label("A · Mobility").check()
        page.get_by_role("button", name="Make the file").click()
        page.get_by_text("2 cards, 3 with copies on 1 sheet of A4").wait_for()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download small-deck-A.pdf").click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_read_only_offers_no_editing(project: Project) -> None:
    served = Served(project.root, read_only=True)
    try:
        with opened(served) as page:
            page.get_by_text("To look at only").wait_for()
            assert not page.get_by_role("button", name="Edit").first.is_visible()
            assert not page.get_by_role("button", name="Add a card").is_visible()
    finally:
        served.close()


def test_a_telephone(served: Served) -> None:
    with opened(served, viewport={"width": 390, "height": 780}, device_scale_factor=3, has_touch=True) as page:
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Edit A1 Carpooling").tap()
        page.get_by_label("Description").wait_for()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_a_page_without_the_token_may_only_look(served: Served) -> None:
    with opened(served) as page:
        other = page.context.new_page()
        other.goto(served.url)
        other.get_by_text("open the address that deck preview printed").wait_for()
        other.close()
        assert "token" not in page.url
        page.reload()
        page.get_by_role("button", name="Add a card").wait_for()
