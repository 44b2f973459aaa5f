"""One isolating run sequence of a paragraph: the levels of its characters (Unicode Standard Annex 9, W1 to I2)."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

# BidiBrackets.txt of Unicode 15: what opens and, beside it, what closes it.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
CLOSER = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSERS = frozenset(CLOSER.values())
_MOST_OPEN = 63  # BD16: brackets open at once; with more the rule is given up
ISOLATES = ("LRI", "RLI", "FSI")
REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))  # X9
_NEUTRAL = frozenset(("B", "S", "WS", "ON", *ISOLATES, "PDI"))


class IsolatingRun:
    """Characters that are resolved together, at *indices* of the text; *explicit* are the levels that marks gave."""

    def __init__(
        self,
        text: str,
        classes: Sequence[str],
        types: Sequence[str],
        explicit: Sequence[int],
        indices: list[int],
        base: int,
    ) -> None:
        self.text, self.explicit, self.indices = text, explicit, indices
        self.original = [classes[index] for index in indices]
        self.kinds = [types[index] for index in indices]
        self.level = explicit[indices[0]]
        self.own = "R" if self.level % 2 else "L"
        self.sos = self._edge(classes, indices[0], -1, base)
        unclosed = classes[indices[-1]] in ISOLATES
        self.eos = self._strong(max(self.level, base)) if unclosed else self._edge(classes, indices[-1], 1, base)

    def _edge(self, classes: Sequence[str], index: int, step: int, base: int) -> str:
        """The direction at one end: that of the higher of the levels on its sides."""
        index += step
        while 0 <= index < len(classes) and classes[index] in REMOVED:
            index += step
        beyond = self.explicit[index] if 0 <= index < len(classes) else base
        return self._strong(max(self.level, beyond))

    @staticmethod
    def _strong(level: int) -> str:
        return "R" if level % 2 else "L"

    def resolved(self) -> list[int]:
        """The level of each of its characters (I1, I2)."""
        self._weak()
        self._brackets()
        self._neutrals()
        raised = {"L": 1, "EN": 1, "AN": 1} if self.level % 2 else {"R": 1, "EN": 2, "AN": 2}
        return [self.level + raised.get(kind, 0) for kind in self.kinds]

    def _weak(self) -> None:
        """Marks and numbers (W1 to W7)."""
        kinds = self.kinds
        before, strong = self.sos, self.sos
        for place, kind in enumerate(kinds):
            if kind == "NSM":
                kinds[place] = "ON" if before in (*ISOLATES, "PDI") else before  # W1
            elif kind == "EN" and strong == "AL":
                kinds[place] = "AN"  # W2
            if kind in ("L", "R", "AL"):
                strong = kind
            before = kinds[place]
        kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
        for place in range(1, len(kinds) - 1):  # W4
            sides = kinds[place - 1], kinds[place + 1]
            if sides == ("EN", "EN") and kinds[place] in ("ES", "CS"):
                kinds[place] = "EN"
            elif sides == ("AN", "AN") and kinds[place] == "CS":
                kinds[place] = "AN"
        self._terminators()
        kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # W6
        strong = self.sos
        for place, kind in enumerate(kinds):  # W7
            strong = kind if kind in ("L", "R") else strong
            kinds[place] = "L" if kind == "EN" and strong == "L" else kind

    def _terminators(self) -> None:
        """Signs such as % beside a number go with it (W5)."""
        for start, stop in _spans(self.kinds, frozenset(("ET",))):
            beside = (start and self.kinds[start - 1] == "EN") or self.kinds[stop : stop + 1] == ["EN"]
            if beside:
                self.kinds[start:stop] = ["EN"] * (stop - start)

    def _brackets(self) -> None:
        """A pair of brackets takes the direction of what it holds, or of what stands before it (N0)."""
        for opener, closer in self._pairs():
            inside = {_direction(kind) for kind in self.kinds[opener + 1 : closer]}
            if self.own in inside:
                self._turn_pair(opener, closer, self.own)
            elif inside & {"L", "R"}:
                before = next((d for kind in reversed(self.kinds[:opener]) if (d := _direction(kind))), self.sos)
                self._turn_pair(opener, closer, before)

    def _turn_pair(self, opener: int, closer: int, strong: str) -> None:
        for place in (opener, closer):
            self.kinds[place] = strong
            after = place + 1
            while after < len(self.kinds) and self.original[after] == "NSM":  # marks on a bracket
                self.kinds[after] = strong
                after += 1

    def _pairs(self) -> list[tuple[int, int]]:
        """The places of brackets that belong together (BD16), those that open first first."""
        pairs: list[tuple[int, int]] = []
        opened: list[tuple[str, int]] = []
        for place, index in enumerate(self.indices):
            sign = normalize("NFC", self.text[index]) if self.kinds[place] == "ON" else ""
            if sign in CLOSER:
                if len(opened) == _MOST_OPEN:
                    return []
                opened.append((CLOSER[sign], place))
            elif sign in _CLOSERS:
                found = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == sign), None)
                if found is not None:
                    pairs.append((opened[found][1], place))
                    del opened[found:]
        return sorted(pairs)

    def _neutrals(self) -> None:
        """Neutral signs between two of one direction take it, others that of their embedding (N1, N2)."""
        for start, stop in _spans(self.kinds, _NEUTRAL):
            before = _direction(self.kinds[start - 1]) if start else self.sos
            after = _direction(self.kinds[stop]) if stop < len(self.kinds) else self.eos
            self.kinds[start:stop] = [before if before == after else self.own] * (stop - start)


def _direction(kind: str) -> str:
    """The direction that a class counts as beside neutral signs: numbers read like text from right to left (N1)."""
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


def _spans(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """The stretches of classes that are among *wanted*."""
    spans: list[tuple[int, int]] = []
    for place, kind in enumerate(kinds):
        if kind in wanted:
            if spans and spans[-1][1] == place:
                spans[-1] = (spans[-1][0], place + 1)
            else:
                spans.append((place, place + 1))
    return spans
