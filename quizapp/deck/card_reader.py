"""From one mapping of a deck file to a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from quizapp.deck.card import Card, Place
from quizapp.deck.card_label import CardLabel, card_label, on_one_line
from quizapp.deck.fields import Fields, Keys, entries_of, kind_of, read_text, read_texts
from quizapp.deck.identity import valid_id
from quizapp.deck.marking_reader import MARKING_KEYS, ReadContext, read_marking
from quizapp.deck.nodes import Mapping, Node, Scalar
from quizapp.deck.shape_reader import SHAPES
from quizapp.deck.shapes import Cloze, Marking
from quizapp.deck.source import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType

    from quizapp.deck.report import Report
    from quizapp.deck.shapes import Shape
    from quizapp.deck.source import Source

ALIASES = {"question": "q", "answer": "a", "sources": "source", "hints": "hint"}
OPTIONAL_KEYS = ("tags", "source", "explain", "hint", "as_of", "requires", "shuffle", "note")
IDENTITY_KEYS = ("id", "was", "retired")
_SHAPE_KEYS = tuple(dict.fromkeys(key for name, keys in SHAPES.items() for key in (name, *keys.keys)))
CARD_KEYS = ("q", *_SHAPE_KEYS, *IDENTITY_KEYS, *OPTIONAL_KEYS)
DEFAULT_KEYS = ("typed", *MARKING_KEYS, *OPTIONAL_KEYS)
"""What `defaults` may hold: any optional key but those of identity and the answers."""


_CARD = Keys(CARD_KEYS, ALIASES)
_DEFAULTS = Keys(DEFAULT_KEYS, ALIASES)
_COMPANY = {
    name: frozenset(("q", name, *keys.keys, *IDENTITY_KEYS, *OPTIONAL_KEYS, *SHAPES))
    for name, keys in SHAPES.items()
}
"""What may stand beside an answer key, or is complained about elsewhere."""
_PLACED = ("id", "was", "requires")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What cards take over where they are silent. Tags add to a card's own; all else is replaced."""

    marking: Marking = field(default_factory=Marking)
    typed: bool = False
    tags: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    explain: str = ""
    hints: tuple[str, ...] = ()
    as_of: str = ""
    requires: tuple[str, ...] = ()
    shuffle: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardContext:
    """What holds for all cards of a file. `sources` is None where any text may be cited."""

    language: str
    defaults: Defaults
    sources: MappingType[str, Source] | None
    marking: ReadContext

    @classmethod
    def of(cls, language: str, defaults: Defaults, sources: MappingType[str, Source] | None) -> CardContext:
        marking = ReadContext(language, defaults.marking, defaults.typed)
        return cls(language, defaults, sources, marking)


# A named tuple, as each card has one: it is made in half the time of a frozen dataclass.
class ReadCard(NamedTuple):
    """A card and where its parts stand, as offsets, for the findings that need the whole course.

    `number` counts the cards of the file from 1; `written` is the question as the author wrote it.
    """

    card: Card
    number: int
    written: str
    values: tuple[tuple[str, Node], ...]
    """What stands under `id`, `was` and `requires`."""

    @property
    def label(self) -> str:
        """The card in human terms."""
        return card_label(self.number, self.written)

    def called(self, id: str) -> ReadCard:
        """The same card under an id that it does not have of its own."""
        card = self.card
        named = Card(
            id,
            card.stem,
            card.shape,
            card.place,
            card.tags,
            card.sources,
            card.explain,
            card.hints,
            card.as_of,
            card.requires,
            card.shuffle,
            card.note,
            card.retired,
            card.was,
        )
        return ReadCard(named, self.number, self.written, self.values)

    def places(self, name: str, count: int) -> tuple[tuple[int, int], ...]:
        """Where the texts under a key stand; the beginning of the card for each of `count` texts that are not
        its own."""
        for key, value in self.values:
            if key == name:
                return tuple((entry.start, entry.end) for entry in entries_of(value))
        start = self.card.place.start
        return ((start, start + 1),) * count


_Optional = tuple[
    tuple[str, ...], tuple[Citation, ...], str, tuple[str, ...], str, tuple[str, ...], bool, str
]
"""The values of the optional keys, in the order in which `Card` and `Defaults` have them."""


def read_card(report: Report, node: Node, number: int, context: CardContext) -> ReadCard | None:
    """The card, or None if an error makes it unusable. `number` counts the file's cards from 1."""
    report.card = CardLabel(number, node)
    if not isinstance(node, Mapping):
        _no_mapping(report, node)
        return None
    errors = report.errors
    fields = Fields(report, node, _CARD, "a card")
    values = fields.values
    shape = _shape(fields, context)
    optional = read_optional(fields, context.defaults, context.sources)
    card_id = fields.id() if "id" in values else ""
    was = _earlier_ids(fields) if "was" in values else ()
    retired = fields.text("retired") if "retired" in values else ""
    if shape is None or report.errors > errors:
        return None
    placed = []
    for name in _PLACED:
        if name in values:
            placed.append((name, values[name][1]))
    asked = values["q" if "q" in values else "cloze" if "cloze" in values else "statement"][1]
    written = asked.value.strip() if isinstance(asked, Scalar) else ""
    stem = shape.text.whole() if isinstance(shape, Cloze) else written
    start, end = node.start, node.end
    place = Place(report.file, *report.index.lines(start, end), start, end)
    card = Card(card_id, stem, shape, place, *optional, retired, was)
    return ReadCard(card, number, written, tuple(placed))


def read_optional(fields: Fields, defaults: Defaults, sources: MappingType[str, Source] | None) -> _Optional:
    """The optional keys of a card, or of `defaults` itself, over the defaults given."""
    values = fields.values
    tags = defaults.tags
    if "tags" in values:
        own = read_texts(fields.report, values["tags"][1], "`tags`")
        tags = tuple(dict.fromkeys((*tags, *own)))
    flag = fields.flag("shuffle") if "shuffle" in values else defaults.shuffle
    return (
        tags,
        _citations(fields, sources) if "source" in values else defaults.sources,
        read_text(fields.report, values["explain"][1], "`explain`") or ""
        if "explain" in values
        else defaults.explain,
        _one_or_more(fields, "hint") if "hint" in values else defaults.hints,
        fields.text("as_of") if "as_of" in values else defaults.as_of,
        fields.texts("requires") if "requires" in values else defaults.requires,
        flag is not False,
        fields.text("note") if "note" in values else defaults.note,
    )


def read_defaults(
    report: Report, node: Node, base: Defaults, sources: MappingType[str, Source] | None
) -> Defaults:
    """The value of a `defaults:` key, over the defaults of the course."""
    if not isinstance(node, Mapping):
        seen = f"`defaults` wants a mapping, and this is {kind_of(node)}"
        report.add("D204", seen, node.start, node.end, "write keys and values below it, as on a card")
        return base
    fields = Fields(report, node, _DEFAULTS, "`defaults`")
    typed = fields.flag("typed") if "typed" in fields else None
    marking = read_marking(fields, base.marking)
    return Defaults(marking, base.typed if typed is None else typed, *read_optional(fields, base, sources))


def _no_mapping(report: Report, node: Node) -> None:
    if isinstance(node, Scalar) and not node.value:
        label = "write a card there, or take the dash out"
        report.add("D205", "no card stands behind this dash", max(node.start - 1, 0), node.end, label)
        return
    if isinstance(node, Scalar):
        key, colon, _ = node.value.partition(":")
        if colon and ALIASES.get(key.strip(), key.strip()) in CARD_KEYS:
            at = node.start + len(key)
            fix = report.fix("put a space in", at + 1, at + 1, " ")
            report.add(
                "Y014", "a space is missing after the colon", at, at + 1, "YAML wants a space here", fix
            )
            return
    report.add(
        "D204",
        f"a card is a mapping of keys and values, and this is {kind_of(node)}",
        node.start,
        max(node.end, node.start + 1),
        "write `- q: …` and below it `a: …`",
    )


def _shape(fields: Fields, context: CardContext) -> Shape | None:
    """The shape that the answer key names, after a check that the other keys go with it."""
    values = fields.values
    answers, fitting = _answers(tuple(values))
    if not answers:
        if not fields.unknown:
            _no_answer(fields)
        return None
    name = answers[0]
    if len(answers) > 1:
        first, second, *_ = sorted(map(fields.key, answers), key=_start)
        order = fields.get("order")
        label = "keep one of them, or make two cards"
        if "list" in answers and isinstance(order, Scalar) and order.value.lower() in ("true", "false"):
            label = "did you mean `ordered`?"
        report = fields.report
        line, _ = report.index.position(first.start)
        report.add(
            "D203",
            f"`{second.value}` is a second answer: `{first.value}` on line {line} is one already",
            second.start,
            second.end,
            label,
            related=(report.place(first.start, first.end, "the first answer"),),
        )
        return None
    keys = SHAPES[name]
    if keys.question and "q" not in values:
        if not fields.unknown:
            key = fields.key(name)
            fields.report.add(
                "D206", "this card has no question", key.start, key.end, "add `q:` with the question"
            )
        return None
    if keys.question:
        # Reports a question that is empty or no text.
        if not read_text(fields.report, values["q"][1], "`q`"):
            return None
    elif "q" in values:
        key = fields.key("q")
        label = f"`{name}` holds the question itself; take `q` out"
        fields.report.add("D214", f"`q` does not go with `{name}`", key.start, key.end, label)
    elif name == "statement" and not fields.text("statement"):
        return None
    shape = keys.read(fields, context.marking)
    if not fitting:
        _report_company(fields, name)
    return shape


@lru_cache(maxsize=256)
def _answers(names: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The answer keys among the keys of a card, and whether all others go with the first of them.

    Kept, since the cards of a deck have few different sets of keys.
    """
    answers = [name for name in names if name in SHAPES]
    if len(answers) > 1 and "statement" in answers and "a" in answers:
        answers.remove("a")
    return tuple(answers), bool(answers) and _COMPANY[answers[0]].issuperset(names)


def _start(key: Scalar) -> int:
    return key.start


def _report_company(fields: Fields, name: str) -> None:
    """Report keys of other shapes: they would be dropped in silence."""
    for other in fields:
        if other in _COMPANY[name]:
            continue
        key = fields.key(other)
        owners = [shape for shape, keys in SHAPES.items() if other in keys.keys]
        label = "take it out: it goes with " + " or ".join(f"`{owner}`" for owner in owners)
        fields.report.add("D214", f"`{key.value}` does not go with `{name}`", key.start, key.end, label)


def _no_answer(fields: Fields) -> None:
    start = fields.node.start
    end = start
    if fields.node.pairs:
        key = fields.node.pairs[0][0]
        start, end = key.start, key.end
    label = "add one of: " + ", ".join(f"`{name}`" for name in SHAPES if name != "statement")
    if "wrong" in fields:
        label = "`wrong` holds only the wrong options; add the right one as `a`, or several as `right`"
    fields.report.add("D202", "this card has no answer", start, max(end, start + 1), label)


def _earlier_ids(fields: Fields) -> tuple[str, ...]:
    was = fields.texts("was")
    for earlier, place in zip(was, _places(fields, "was") if was else (), strict=False):
        course, slash, own = earlier.rpartition("/")
        if not valid_id(own.removeprefix("~")) or (slash and not valid_id(course)):
            label = "write an id the card had, or `course/id` for one of another course"
            seen = f"`{on_one_line(earlier)}` in `was` cannot be an id"
            fields.report.add("I301", seen, place.start, place.end, label)
    return was


def _places(fields: Fields, name: str) -> list[Node]:
    """Where the texts under a key stand."""
    node = fields.get(name)
    return [] if node is None else entries_of(node)


def _known_sources(sources: MappingType[str, Source]) -> str:
    names = [f"`{name}`" for name in islice(sources, 8)]
    if not names:
        return "add it to `sources`, which is empty"
    more = f" and {len(sources) - len(names)} more" if len(sources) > len(names) else ""
    return f"a citation begins with the key of a source: {', '.join(names)}{more}"


def _one_or_more(fields: Fields, name: str) -> tuple[str, ...]:
    """A text, commas and all, or a list of texts."""
    node = fields.values[name][1]
    if isinstance(node, Scalar):
        text = read_text(fields.report, node, f"`{name}`")
        return () if text is None else (text,)
    return read_texts(fields.report, node, f"`{name}`")


def _citations(fields: Fields, sources: MappingType[str, Source] | None) -> tuple[Citation, ...]:
    texts = _one_or_more(fields, "source")
    if sources is None:
        return tuple([Citation("", text) for text in texts])
    found = []
    for number, text in enumerate(texts):
        key, _, locator = text.partition(" ")
        if key not in sources:
            _report_source(fields.report, key, sources, _places(fields, "source")[number])
            key, locator = "", text
        found.append(Citation(key, locator.strip()))
    return tuple(found)


def _report_source(report: Report, key: str, sources: MappingType[str, Source], place: Node) -> None:
    seen = f"`{on_one_line(key)}` is not in the list of sources"
    label, fix = _known_sources(sources), None
    meant = report.nearest(key, sources)
    if meant is not None:
        label = f"did you mean `{meant}`?"
        if report.index.text.startswith(key, place.start):
            end = place.start + len(key)
            fix = report.fix(f"write `{meant}`", place.start, end, meant, safe=False)
    report.add("S401", seen, place.start, place.end, label, fix)
