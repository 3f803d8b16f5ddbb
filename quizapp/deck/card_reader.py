"""From one mapping of a deck file to a card."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from quizapp.deck.fields import Fields, entries_of, kind_of, read_text
from quizapp.deck.identity import valid_id
from quizapp.deck.marking_reader import MARKING_KEYS, ReadContext, read_marking
from quizapp.deck.model import Card, Citation, Place
from quizapp.deck.nodes import Mapping, Node, Scalar
from quizapp.deck.prose import plain
from quizapp.deck.shape_reader import SHAPES
from quizapp.deck.shapes import Cloze, Marking

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType

    from quizapp.deck.model import Source
    from quizapp.deck.report import Report
    from quizapp.deck.shapes import Shape

ALIASES = {"question": "q", "answer": "a", "sources": "source", "hints": "hint"}
STEM_KEYS = ("q", "question", "statement", "cloze")
OPTIONAL_KEYS = ("tags", "source", "explain", "hint", "as_of", "requires", "shuffle", "note")
IDENTITY_KEYS = ("id", "was", "retired")
_SHAPE_KEYS = tuple(dict.fromkeys(key for name, keys in SHAPES.items() for key in (name, *keys.keys)))
CARD_KEYS = ("q", *_SHAPE_KEYS, *IDENTITY_KEYS, *OPTIONAL_KEYS)
DEFAULT_KEYS = ("typed", *MARKING_KEYS, *OPTIONAL_KEYS)
"""What `defaults` may hold: any optional key but those of identity and the answers."""


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


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card and where its parts stand, as offsets, for the findings that need the whole course."""

    card: Card
    start: int
    end: int
    label: str
    places: dict[str, tuple[tuple[int, int], ...]]
    """The texts under `id`, `was` and `requires`, in their order."""


def read_card(report: Report, node: Node, number: int, context: CardContext) -> ReadCard | None:
    """The card, or None if an error makes it unusable. `number` counts the file's cards from 1."""
    report.card = f"card {number}"
    if not isinstance(node, Mapping):
        _no_mapping(report, node)
        return None
    stem = written_stem(node)
    if stem:
        report.card = card_label(number, stem)
    errors = report.errors
    fields = Fields(report, node, CARD_KEYS, ALIASES, "a card")
    shape = _shape(fields, context)
    optional = read_optional(fields, context.defaults, context.sources)
    card_id, was, retired = _identity(fields)
    if shape is None or report.errors > errors:
        return None
    if isinstance(shape, Cloze):
        stem = shape.text.whole()
    line, _ = report.index.position(node.start)
    last_line, _ = report.index.position(max(node.start, node.end - 1))
    card = Card(
        id=card_id,
        stem=stem,
        shape=shape,
        place=Place(report.file, line, last_line, node.start, node.end),
        tags=optional.tags,
        sources=optional.sources,
        explain=optional.explain,
        hints=optional.hints,
        as_of=optional.as_of,
        requires=optional.requires,
        shuffle=optional.shuffle,
        note=optional.note,
        retired=retired,
        was=was,
    )
    places = {
        name: tuple((entry.start, entry.end) for entry in entries_of(value))
        for name in ("id", "was", "requires")
        if (value := fields.get(name)) is not None
    }
    return ReadCard(card, node.start, node.end, report.card, places)


def read_optional(fields: Fields, defaults: Defaults, sources: MappingType[str, Source] | None) -> Defaults:
    """The optional keys of a card, or of `defaults` itself, over the defaults given."""
    changes: dict[str, object] = {}
    for name in OPTIONAL_KEYS:
        if name not in fields:
            continue
        match name:
            case "tags":
                own = fields.texts(name)
                changes["tags"] = tuple(dict.fromkeys((*defaults.tags, *own)))
            case "source":
                changes["sources"] = _citations(fields, sources)
            case "hint":
                changes["hints"] = _one_or_more(fields, name)
            case "requires":
                changes["requires"] = fields.texts(name)
            case "shuffle":
                flag = fields.flag(name)
                changes["shuffle"] = True if flag is None else flag
            case _:
                changes[name] = fields.text(name)
    return replace(defaults, **changes) if changes else defaults  # type: ignore[arg-type]


def read_defaults(
    report: Report, node: Node, base: Defaults, sources: MappingType[str, Source] | None
) -> Defaults:
    """The value of a `defaults:` key, over the defaults of the course."""
    if not isinstance(node, Mapping):
        seen = f"`defaults` wants a mapping, and this is {kind_of(node)}"
        report.add("D204", seen, node.start, node.end, "write keys and values below it, as on a card")
        return base
    fields = Fields(report, node, DEFAULT_KEYS, ALIASES, "`defaults`")
    typed = fields.flag("typed") if "typed" in fields else None
    return replace(
        read_optional(fields, base, sources),
        marking=read_marking(fields, base.marking),
        typed=base.typed if typed is None else typed,
    )


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


def card_label(number: int, stem: str) -> str:
    """A card in human terms: its number in the file, from 1, and its question as the author wrote it."""
    return f"card {number}, “{_short(stem)}”"


def written_stem(node: Mapping) -> str:
    """The question, statement or cloze text, "" where there is none to read."""
    for key, value in node.pairs:
        if isinstance(key, Scalar) and key.value in STEM_KEYS and isinstance(value, Scalar):
            return value.value.strip()
    return ""


def _shape(fields: Fields, context: CardContext) -> Shape | None:
    """The shape that the answer key names, after a check that the other keys go with it."""
    report = fields.report
    answers = [name for name in SHAPES if name in fields and not (name == "a" and "statement" in fields)]
    if not answers:
        if not fields.unknown:
            _no_answer(fields)
        return None
    name = answers[0]
    if len(answers) > 1:
        answers.sort(key=lambda name: fields.key(name).start)
        first, second = fields.key(answers[0]), fields.key(answers[1])
        order = fields.get("order")
        label = "keep one of them, or make two cards"
        if "list" in answers and isinstance(order, Scalar) and order.value.lower() in ("true", "false"):
            label = "did you mean `ordered`?"
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
    if keys.question and "q" not in fields:
        if not fields.unknown:
            key = fields.key(name)
            report.add("D206", "this card has no question", key.start, key.end, "add `q:` with the question")
        return None
    if keys.question:
        # Reports a question that is empty or no text.
        if not fields.text("q"):
            return None
    elif "q" in fields:
        key = fields.key("q")
        label = f"`{name}` holds the question itself; take `q` out"
        report.add("D214", f"`q` does not go with `{name}`", key.start, key.end, label)
    elif name == "statement" and not fields.text("statement"):
        return None
    defaults = context.defaults
    shape = keys.read(fields, ReadContext(context.language, defaults.marking, defaults.typed))
    _check_company(fields, name, keys.keys)
    return shape


def _check_company(fields: Fields, name: str, company: tuple[str, ...]) -> None:
    """Report keys of other shapes: they would be dropped in silence."""
    for other in fields:
        if other in ("q", name) or other in company or other in IDENTITY_KEYS or other in OPTIONAL_KEYS:
            continue
        if other in SHAPES:
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


def _identity(fields: Fields) -> tuple[str, tuple[str, ...], str]:
    report = fields.report
    card_id = fields.id()
    was = fields.texts("was") if "was" in fields else ()
    for earlier, place in zip(was, _places(fields, "was"), strict=False):
        course, slash, own = earlier.rpartition("/")
        if not valid_id(own.removeprefix("~")) or (slash and not valid_id(course)):
            label = "write an id the card had, or `course/id` for one of another course"
            seen = f"`{_short(earlier)}` in `was` cannot be an id"
            report.add("I301", seen, place.start, place.end, label)
    return card_id, was, fields.text("retired") if "retired" in fields else ""


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
    node = fields.get(name)
    if isinstance(node, Scalar):
        text = read_text(fields.report, node, f"`{name}`")
        return () if text is None else (text,)
    return fields.texts(name)


def _citations(fields: Fields, sources: MappingType[str, Source] | None) -> tuple[Citation, ...]:
    found = []
    texts = _one_or_more(fields, "source")
    for text, place in zip(texts, _places(fields, "source"), strict=False):
        key, _, locator = text.partition(" ")
        if sources is None:
            found.append(Citation("", text))
            continue
        if key not in sources:
            seen = f"`{_short(key)}` is not in the list of sources"
            label, fix = _known_sources(sources), None
            meant = fields.report.nearest(key, sources)
            if meant is not None:
                label = f"did you mean `{meant}`?"
                if fields.report.index.text.startswith(key, place.start):
                    end = place.start + len(key)
                    fix = fields.report.fix(f"write `{meant}`", place.start, end, meant, safe=False)
            fields.report.add("S401", seen, place.start, place.end, label, fix)
            found.append(Citation("", text))
            continue
        found.append(Citation(key, locator.strip()))
    return tuple(found)


def _short(text: str) -> str:
    line = " ".join(plain(text).split())
    return line if len(line) <= 48 else line[:47] + "…"
