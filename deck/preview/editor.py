"""What a page may change: a card's words, cards as a whole, a category's colour. Each change is one undo step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from deck.color.ink import to_ink
from deck.model import Card
from deck.preview import cards, edits
from deck.preview.desk import Desk
from deck.preview.saving import Change, Conflict, Saver
from deck.preview.scalar import normal
from deck.preview.source import EditError, Source
from deck.problems import shown_path
from deck.source.naming import file_stem, slug

TEXT_KEYS = ("title", "front_title", "icon", "copies")
GONE = "This card is no longer in the files."
NO_DECK = "The deck cannot be read yet. Mend what is told first."


class Done(Struct, frozen=True):
    """What a change led to: the card that it left selected, and the files it wrote."""

    card: str
    change: Change


class Editor:
    """Makes changes of the files that the desk reads."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        self.desk, self.saver = desk, saver

    def make(self, wish: Mapping[str, Any]) -> Done:
        """Make the change that a page wishes for; Conflict or EditError when it cannot be made."""
        actions = {
            "save": self._save,
            "add": self._add,
            "duplicate": self._duplicate,
            "delete": self._delete,
            "move": self._move,
            "colour": self._colour,
        }
        action = actions.get(str(wish.get("action")))
        if action is None:
            raise EditError("This change is not known.")
        base = {str(name): str(digest) for name, digest in dict(wish.get("base") or {}).items()}
        try:
            done = action(wish)
        except EditError:
            self.saver.check(base)  # what is no longer there may be there in a version that the page did not see
            raise
        self.saver.save(done.change, base)
        return done

    def _save(self, wish: Mapping[str, Any]) -> Done:
        name, source, index = self._found(str(wish.get("id")))
        made = self._filled(source, index, dict(wish.get("changes") or {}))
        identity = cards.card_ids(made)[index]
        return Done(identity, Change("edit", self._title(made, index), {name: made.data}))

    def _add(self, wish: Mapping[str, Any]) -> Done:
        changes = dict(wish.get("changes") or {})
        title = normal(str(changes.get("title") or ""))
        if not title:
            raise EditError("A card needs a title.")
        name, source = self._file_of(str(wish.get("category") or ""))
        index = len(cards.card_nodes(source))
        made = cards.within(source, index, f"- id: {self._free_id(slug(title))}\n  title: x")
        made = self._filled(made, index, changes)
        return Done(cards.card_ids(made)[index], Change("add", title, {name: made.data}))

    def _duplicate(self, wish: Mapping[str, Any]) -> Done:
        identity = str(wish.get("id"))
        name, source, index = self._found(identity)
        title = f"{self._title(source, index)} (2)"
        made = cards.within(source, index + 1, cards.text_of(source, index))
        made = edits.set_text(made, ("cards", index + 1, "title"), title)
        made = edits.set_text(made, ("cards", index + 1, "id"), self._free_id(identity), ("id",))
        return Done(cards.card_ids(made)[index + 1], Change("duplicate", title, {name: made.data}))

    def _delete(self, wish: Mapping[str, Any]) -> Done:
        name, source, index = self._found(str(wish.get("id")))
        change = Change("delete", self._title(source, index), {name: cards.without(source, index).data})
        return Done("", change)

    def _move(self, wish: Mapping[str, Any]) -> Done:
        """Put a card before the card ``before``, or at the end of the category ``category``."""
        identity, before = str(wish.get("id")), str(wish.get("before") or "")
        name, source, index = self._found(identity)
        title, text = self._title(source, index), cards.text_of(source, index)
        if before:
            there, target, place = self._found(before)
        else:
            there, target = self._file_of(str(wish.get("category") or ""))
            place = len(cards.card_nodes(target))
        if there == name:
            made = cards.without(source, index)
            made = cards.within(made, place - (index < place), text)
            return Done(identity, Change("move", title, {name: made.data}))
        moved = cards.within(target, place, text)
        if "category" in moved.tree()["cards"][place]:
            moved = edits.remove(moved, ("cards", place, "category"))
        left = cards.without(source, index)
        return Done(identity, Change("move", title, {name: left.data, there: moved.data}))

    def _colour(self, wish: Mapping[str, Any]) -> Done:
        letter, color = str(wish.get("category")), str(wish.get("color") or "").strip()
        try:
            to_ink(color)
        except ValueError as error:
            raise EditError(str(error)[:1].upper() + str(error)[1:]) from error
        source = self._source("deck.yaml")
        made = edits.set_text(source, ("categories", letter, "color"), color)
        return Done("", Change("colour", letter, {"deck.yaml": made.data}))

    def _filled(self, source: Source, index: int, changes: Mapping[str, Any]) -> Source:
        """The file with the card *index* changed: texts by key, tags as a list."""
        deck = self.desk.scene.deck
        fields = [field.key for field in deck.fields] if deck else []
        order = ("id", "title", "front_title", "category", "icon", "picture", "copies", "tags", *fields)
        for key in sorted(changes, key=lambda key: order.index(key) if key in order else len(order)):
            path, value = ("cards", index, key), changes[key]
            if key == "tags":
                source = edits.set_list(source, path, [str(tag) for tag in value], order)
            elif key in TEXT_KEYS or key in fields:
                source = self._with_text(source, path, str(value), order)
            else:
                raise EditError(f'A card of this deck has no "{key}".')
        return source

    def _with_text(self, source: Source, path: edits.Path, text: str, order: tuple[str, ...]) -> Source:
        """A text set; one that is emptied leaves no line where it may be left out."""
        key, deck = path[-1], self.desk.scene.deck
        card = source.tree()["cards"][path[1]]
        if normal(text) == normal(str(card.get(key, ""))):
            return source
        needed = {"id", "title", *(field.key for field in deck.fields if field.required)} if deck else {"id", "title"}
        if not normal(text) and key not in needed:
            return edits.remove(source, path)
        return edits.set_text(source, path, text, order)

    def _found(self, identity: str) -> tuple[str, Source, int]:
        """The file, its text and the place in it of a card, as they are now."""
        known = self.desk.scene.view(identity)
        names = [known.file] if known and known.file else []
        names += [name for name in self.desk.files() if name not in names and name != "deck.yaml"]
        for name in names:
            if self.saver.read(name) is None:
                continue
            source = self._source(name)
            ids = cards.card_ids(source)
            if identity in ids:
                return name, source, ids.index(identity)
        raise EditError(GONE)

    def _file_of(self, letter: str) -> tuple[str, Source]:
        """The file of a category's cards; a new one where the category has none yet."""
        for name in self.desk.files():
            if name == "deck.yaml":
                continue
            source = self._source(name)
            tree = source.tree()
            special = tree and any(card.get("special") for card in tree.get("cards") or [] if isinstance(card, dict))
            if tree and not special and str(tree.get("category", "")) == letter:
                return name, source
        plain = file_stem(re.sub(r"[^\w-]+", "-", letter).strip("-") or "cards")
        name = f"cards/{plain}.yaml"
        if self.saver.read(name) is not None:
            raise EditError(f"{name} is there already, but not for this category.")
        category = edits.set_text(Source("category: x\ncards: []\n"), ("category",), letter)
        return name, category if letter else Source("cards: []\n")

    def _source(self, name: str) -> Source:
        data = self.saver.read(name)
        if data is None:
            raise EditError(f"{name} is no longer there.")
        return Source.of_bytes(data)

    def _title(self, source: Source, index: int) -> str:
        card = source.tree()["cards"][index]
        return str(card.get("title", "")).strip()

    def _free_id(self, wanted: str) -> str:
        """An id like *wanted* that no card has."""
        deck = self.desk.scene.deck
        if deck is None:
            raise EditError(NO_DECK)
        taken = {card.id for card in deck.cards}
        number = 2
        identity = wanted
        while identity in taken:
            identity, number = f"{wanted}-{number}", number + 1
        return identity


def sheet_of_card(card: Card, desk: Desk) -> dict[str, Any]:
    """A card's fields as they were typed, for the panel, and the file they are in as it was seen."""
    mark = card.mark
    own_front = card.words["front_title"].mark != card.words["title"].mark
    name = shown_path(mark.file, desk.project.root) if mark else ""
    deck = desk.scene.deck
    fields = [field.key for field in deck.fields] if deck else []
    return {
        "id": card.id,
        "file": name,
        "line": mark.line if mark else 0,
        "base": {name: desk.scene.files.get(name, "")} if name else {},
        "values": {
            "title": card.words["title"].text,
            "front_title": card.words["front_title"].text if own_front else "",
            "icon": card.icon.text if card.icon else "",
            "copies": str(card.copies),
            "tags": list(card.tags),
            **{key: card.words[key].text if key in card.words else "" for key in fields},
        },
    }


def conflict_told(conflict: Conflict, wish: Mapping[str, Any]) -> dict[str, Any]:
    """Both versions for the page: the files as they were seen and as they are, and a card's values in both."""
    files = [
        {"name": name, "seen": _text(seen), "now": _text(now), "digest": _digest(now)}
        for name, (seen, now) in conflict.files.items()
    ]
    return {"conflict": True, "files": files, "now": _values_now(conflict, str(wish.get("id") or ""))}


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode("utf-8", "replace")


def _digest(content: bytes | None) -> str:
    from deck.preview.looks import digest_of

    return "" if content is None else digest_of(content)


def _values_now(conflict: Conflict, identity: str) -> dict[str, Any] | None:
    """The card's values in the file as it is now; None when it is not there or cannot be read."""
    for _, content in conflict.files.values():
        try:
            source = Source.of_bytes(content or b"")
            ids = cards.card_ids(source)
        except EditError:
            continue
        tree = source.tree()
        if identity in ids and tree:
            card = tree["cards"][ids.index(identity)]
            return {key: value for key, value in card.items() if isinstance(value, (str, list))}
    return None
