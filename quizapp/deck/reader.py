"""From the text of a deck file or of `course.yaml` to values, and all that is wrong with it.

A broken card never hides the others: findings are collected, and where YAML itself gives up, the
text is cut at its cards and each is read alone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizapp.collector import collector_paused
from quizapp.deck.blueprint_reader import read_quiz
from quizapp.deck.card_label import STEM_KEYS
from quizapp.deck.card_reader import CardContext, Defaults, ReadCard, read_card, read_defaults
from quizapp.deck.exam_reader import read_exam
from quizapp.deck.fields import Fields, Keys, kind_of, read_text, report_twice
from quizapp.deck.guide import read_guide
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.source_reader import read_sources
from quizapp.deck.source_text import settle
from quizapp.deck.syntax.faults import explain_fault, explain_lost_dash, explain_refused
from quizapp.deck.syntax.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.blueprint_reader import ReadBlueprint
    from quizapp.deck.exam_reader import AuthorsExam
    from quizapp.deck.guide import Step
    from quizapp.deck.report import Report
    from quizapp.deck.source import Source

VERSION = "1"
_COURSE_ONLY = ("language", "license", "authors", "guide", "quiz", "exam")
_SHARED_KEYS = ("quizapp", "id", "title", "description", *_COURSE_ONLY, "sources", "defaults")
COURSE_KEYS = (*_SHARED_KEYS, "path")
DECK_KEYS = ("id", "title", "description", "tags", *_COURSE_ONLY, "sources", "defaults")
FILE_KEYS = (*_SHARED_KEYS, "tags", "deck", "cards")
FILE_ALIASES = {"licence": "license"}
_COURSE = Keys(COURSE_KEYS, FILE_ALIASES)
_DECK = Keys(DECK_KEYS, FILE_ALIASES)
_FILE = Keys(FILE_KEYS, FILE_ALIASES)
_FIRST_CARD = "write `- q: …` and below it `a: …`"


@dataclass(frozen=True, slots=True)
class PathEntry:
    """One file that a course lists, and where it says so (offsets into course.yaml)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself as a course or as a deck; "" and None where it is silent."""

    id: str = ""
    title: str = ""
    description: str = ""
    language: str = "en"
    license: str = ""
    authors: tuple[str, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    cites_freely: bool = True
    """Whether no list of sources is given, so that any text may be cited."""
    defaults: Defaults = field(default_factory=Defaults)
    path: tuple[PathEntry, ...] = ()
    guide: tuple[Step, ...] = ()
    quiz: tuple[ReadBlueprint, ...] = ()
    exam: AuthorsExam | None = None
    id_place: tuple[int, int] = (0, 0)
    """Where the id stands in the file, as offsets; its beginning where there is none."""
    no_id: bool = False
    """Whether an id was meant and cannot be used. Progress hangs on it, so that nothing is studied
    under another one meanwhile."""


@dataclass(frozen=True, slots=True)
class DeckFile:
    """One deck file as read: its header, its sound cards, and how many it has in all."""

    header: Header
    cards: tuple[ReadCard, ...]
    written: int


def read_course_file(report: Report) -> Header | None:
    """Read `course.yaml`; None if nothing of it can be used."""
    root = _root(report)
    if not isinstance(root, Mapping):
        if root is not None or not report.errors:
            start, end = (0, 0) if root is None else (root.start, min(root.start + 1, root.end))
            report.add("D200", "course.yaml holds no keys", start, end, "begin with `quizapp: 1` and `id:`")
        return None
    fields = Fields(report, root, _COURSE, "course.yaml")
    _check_version(fields)
    header = _header(fields, Header())
    node = fields.get("path")
    if node is None:
        if not fields.unknown:
            report.add(
                "S404", "the course lists no decks", root.start, root.start, "add `path:` with the files"
            )
        return header
    entries = node.items if isinstance(node, Sequence) else [node]
    path = []
    for entry in entries:
        name = read_text(report, entry, "an entry of `path`")
        if name is not None:
            path.append(PathEntry(name, entry.start, entry.end))
    if not path and not report.errors:
        report.add("S404", "the course lists no decks", node.start, node.end, "name at least one file")
    return replace(header, path=tuple(path))


@collector_paused()
def read_deck_file(report: Report, course: Header | None = None) -> DeckFile:
    """Read a deck file; `course` is the header of the course that lists it, None for a lone file."""
    base = (
        Header()
        if course is None
        else replace(
            course, id="", title="", description="", path=(), guide=(), quiz=(), exam=None, id_place=(0, 0)
        )
    )
    text = settle(report)
    tree = build(text)
    if tree.fault is not None or any(refused.kind == "depth" for refused in tree.refused):
        return _read_pieces(report, text, base, course is not None)
    for found in tree.refused:
        explain_refused(report, found)
    refused = [found.start for found in tree.refused]
    root = tree.root
    if isinstance(root, Sequence):
        return _cards(report, base, root.items, refused)
    if isinstance(root, Mapping):
        return _whole_file(report, root, base, course is not None, refused)
    if report.errors:
        return DeckFile(base, (), 0)
    if root is not None:
        label = "write each card as `- q: …` and below it `a: …`"
        seen = f"a deck is a list of cards, and this is {kind_of(root)}"
        report.add("D200", seen, root.start, root.end, label)
    else:
        report.add("D223", "there are no cards in this file", 0, 0, _FIRST_CARD)
    return DeckFile(base, (), 0)


def _whole_file(
    report: Report, root: Mapping, base: Header, listed: bool, refused: Iterable[int]
) -> DeckFile:
    dashless = _dashless(root)
    if dashless is not None:
        seen = f"`{dashless.value}` belongs to a card, and no dash stands before it"
        report.add("D200", seen, dashless.start, dashless.end, "begin each card with a dash: `- q: …`")
        return DeckFile(base, (), 0)
    fields = Fields(report, root, _FILE, "a deck file")
    header = _deck_header(fields, base, listed)
    node = fields.get("cards")
    if node is None:
        if not fields.unknown:
            label = "put the cards under `cards:`"
            report.add("D200", "this file has no `cards`", root.start, root.start, label)
        return DeckFile(header, (), 0)
    if isinstance(node, Scalar) and not node.value.strip():
        key = fields.key("cards")
        report.add("D223", "there are no cards in this file", key.start, key.end, _FIRST_CARD)
        return DeckFile(header, (), 0)
    if not isinstance(node, Sequence):
        report.add(
            "D204",
            f"`cards` wants a list, and this is {kind_of(node)}",
            node.start,
            node.end,
            "begin each card with a dash",
        )
        return DeckFile(header, (), 0)
    return _cards(report, header, node.items, refused)


def _dashless(root: Mapping) -> Scalar | None:
    """The first key of a card that stands where only keys of the file do, in a file without `cards`."""
    found: Scalar | None = None
    for key, _ in root.pairs:
        if isinstance(key, Scalar):
            if key.value == "cards":
                return None
            if found is None and key.value.lower() in STEM_KEYS:
                found = key
    return found


def _cards(report: Report, header: Header, nodes: list[Node], refused: Iterable[int]) -> DeckFile:
    """Read the cards of a file; their nodes are taken out of the list."""
    context = _card_context(header)
    early = sorted(report.broken)
    if not nodes:
        report.add("D223", "there are no cards in this file", 0, 0, _FIRST_CARD)
    cards = []
    refused = sorted(refused)
    written = len(nodes)
    nodes.reverse()
    for number in range(1, written + 1):
        # Let go of once it is read, so that its memory is used again while the processor has it at hand.
        node = nodes.pop()
        # What is refused has no value to be read: anything more said of its card would be an echo.
        card = None if refused and _touched(refused, node) else read_card(report, node, number, context)
        if card is not None and not (early and _touched(early, node)):
            cards.append(card)
    report.card = ""
    return DeckFile(header, tuple(cards), written)


def _card_context(header: Header) -> CardContext:
    return CardContext.of(header.language, header.defaults, None if header.cites_freely else header.sources)


def _touched(places: list[int], node: Node) -> bool:
    """Whether one of the errors found before the cards were read begins within a card."""
    first = bisect_left(places, node.start)
    return first < len(places) and places[first] < node.end


def _read_pieces(report: Report, text: str, base: Header, listed: bool) -> DeckFile:
    """Read what can be read of a file that is no YAML: its head, and each of its cards alone."""
    pieces = cut(text)
    if pieces is None:
        _piece(report, text, 0, len(text))
        return DeckFile(base, (), 0)
    keys = Mapping(0, 0, flow=False)
    errors = report.errors
    for start, end in (pieces.head, pieces.tail):
        root = _piece(report, text, start, end)
        if isinstance(root, Mapping):
            keys.pairs.extend(root.pairs)
    unread = report.errors > errors
    fields = Fields(report, keys, _FILE, "a deck file")
    header = _deck_header(fields, base, listed)
    # What cannot be read may have held the id.
    header = replace(header, no_id=header.no_id or (unread and not header.id))
    context = _card_context(header)
    early = sorted(report.broken)
    cards = []
    for number, (start, end) in enumerate(pieces.items, start=1):
        report.card = f"card {number}"
        errors = report.errors
        root = _piece(report, text, start, end)
        refused = report.errors > errors
        if root is None:
            continue
        if not isinstance(root, Sequence) and text[start] != "{":
            explain_lost_dash(report, root.start, end)
            continue
        nodes = root.items if isinstance(root, Sequence) else [root]
        for node in nodes if not refused else ():
            card = read_card(report, node, number, context)
            if card is not None and not _touched(early, node):
                cards.append(card)
    report.card = ""
    if not report.errors:
        # The pieces are sound and the whole is not: say what the parser said of the whole.
        _piece(report, text, 0, len(text))
    return DeckFile(header, tuple(cards), len(pieces.items))


def _piece(report: Report, text: str, start: int, end: int) -> Node | None:
    tree = build(text[start:end], offset=start)
    for refused in tree.refused:
        explain_refused(report, refused)
    if tree.fault is not None:
        explain_fault(report, tree.fault, start, end)
    return tree.root


def _root(report: Report) -> Node | None:
    text = settle(report)
    tree = build(text)
    for refused in tree.refused:
        explain_refused(report, refused)
    if tree.fault is not None:
        explain_fault(report, tree.fault, 0, len(text))
    return tree.root


def _deck_header(fields: Fields, base: Header, listed: bool) -> Header:
    """The header of a deck file: its own keys, those under `deck:`, and the course's below them."""
    report = fields.report
    _check_version(fields)
    groups = [fields]
    node = fields.get("deck")
    if isinstance(node, Mapping):
        groups.append(Fields(report, node, _DECK, "`deck`"))
    elif isinstance(node, Scalar):
        # `deck: Capitals` says the title.
        base = replace(base, title=read_text(report, node, "`deck`") or "")
    elif node is not None:
        seen = f"`deck` wants a title or a mapping, and this is {kind_of(node)}"
        report.add(
            "D204", seen, node.start, node.end, "write the title after it, or `id:` and `title:` below it"
        )
    header = base
    for group in groups:
        for name in group:
            if group is not fields and name in fields and name not in ("sources", "defaults", "tags"):
                report_twice(report, group.key(name), fields.key(name))
            if listed and name in _COURSE_ONLY:
                key = group.key(name)
                report.add(
                    "S410", f"`{key.value}` belongs in course.yaml", key.start, key.end, "move it there"
                )
        header = _header(group, header)
        tags = group.texts("tags") if "tags" in group else ()
        if tags:
            defaults = header.defaults
            both = tuple(dict.fromkeys((*defaults.tags, *tags)))
            header = replace(header, defaults=replace(defaults, tags=both))
    return header


def _header(fields: Fields, base: Header) -> Header:
    """The keys that a course and a deck share, over `base`."""
    report = fields.report
    sources = dict(base.sources)
    cites_freely = base.cites_freely
    node = fields.get("sources")
    if node is not None:
        sources |= read_sources(report, node)
        cites_freely = False
    defaults = base.defaults
    if (node := fields.get("defaults")) is not None:
        defaults = read_defaults(report, node, defaults, None if cites_freely else sources)
    own_id = fields.id()
    id_node = fields.get("id")
    return replace(
        base,
        id=own_id or base.id,
        id_place=(id_node.start, id_node.end) if own_id and id_node else base.id_place,
        no_id=base.no_id or fields.no_id,
        title=fields.text("title") if "title" in fields else base.title,
        description=fields.text("description") if "description" in fields else base.description,
        language=(fields.text("language") if "language" in fields else "") or base.language,
        license=fields.text("license") if "license" in fields else base.license,
        authors=fields.texts("authors") if "authors" in fields else base.authors,
        guide=base.guide if (guide := fields.get("guide")) is None else read_guide(report, guide),
        quiz=base.quiz if (quiz := fields.get("quiz")) is None else read_quiz(report, quiz),
        exam=read_exam(fields) if "exam" in fields else base.exam,
        sources=sources,
        cites_freely=cites_freely,
        defaults=defaults,
    )


def _check_version(fields: Fields) -> None:
    if "quizapp" not in fields:
        return
    version = fields.text("quizapp")
    if version and version != VERSION:
        node = fields.get("quizapp")
        assert node is not None
        fields.report.add(
            "S407",
            f"this file is written for version {version[:20]} of the format",
            node.start,
            node.end,
            "this program reads version 1: update it, or write `quizapp: 1`",
        )
