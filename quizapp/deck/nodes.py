"""Spanned nodes over libyaml's event stream. The only place that knows YAML.

YAML types nothing here: every scalar is text with a place, and the shape decides what it means.
Nodes hold code point offsets into the text; `LineIndex` turns them into lines and columns.
Building from events costs about a quarter of `yaml.load`; libyaml's parser is taken where it is
there, PyYAML's own otherwise. The two differ on a tab after a colon and in the wording of faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from quizapp.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 50
"""How deeply lists and mappings may nest."""

# libyaml has a limit of its own, and reads ahead in brackets: it may give up before we see the depth.
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"


class Scalar:
    """A text. `plain` says that it is written without quotes and not as a block."""

    __slots__ = ("end", "plain", "start", "value")

    def __init__(self, value: str, start: int, end: int, plain: bool) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.plain = plain


class Sequence:
    """A list. `flow` says that it is written in brackets."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        self.start = start
        self.end = end
        self.flow = flow
        self.items: list[Node] = []


class Mapping:
    """Keys and values in the order written, duplicates included."""

    __slots__ = ("end", "flow", "pairs", "start")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        self.start = start
        self.end = end
        self.flow = flow
        self.pairs: list[tuple[Node, Node]] = []


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Where the parser gave up. `context` is where what it could not finish began (None: unknown)."""

    problem: str
    offset: int
    context: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something YAML allows and decks do not: `kind` is anchor, alias, tag, documents, or depth."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """What was built: the root (None for an empty text, or where the parser gave up)."""

    root: Node | None
    refused: tuple[Refused, ...] = ()
    fault: SyntaxFault | None = None


class _TooDeep(Exception):
    pass


def build(text: str, *, offset: int = 0, pure: bool = False) -> Tree:
    """Build the nodes of a text without forbidden characters.

    `offset` is added to all places (for a piece of a file); `pure` asks for PyYAML's own parser.
    """
    loader: Any = yaml.SafeLoader if pure or not yaml.__with_libyaml__ else yaml.CSafeLoader
    builder = _Builder(offset)
    try:
        parser = loader(text)
        try:
            with collector_paused():
                builder.run(iter(parser.get_event, None))
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        context = fault.context_mark
        if fault.problem == _LIBYAML_TOO_DEEP:
            at = offset + (mark.index if mark else 0)
            return Tree(None, (*builder.refused, Refused("depth", "", at, at + 1)))
        return Tree(
            None,
            tuple(builder.refused),
            SyntaxFault(
                str(fault.problem or fault.context or "it cannot be read"),
                offset + (min(mark.index, len(text)) if mark else 0),
                offset + context.index if context is not None and context is not mark else None,
            ),
        )
    except yaml.YAMLError as fault:
        at = getattr(fault, "position", 0)
        return Tree(None, tuple(builder.refused), SyntaxFault(str(fault), offset + at))
    except _TooDeep:
        return Tree(None, tuple(builder.refused))
    return Tree(builder.root, tuple(builder.refused))


class _Builder:
    """Consumes events; a stack instead of recursion, so that depth is a number and not a crash."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.root: Node | None = None
        self.refused: list[Refused] = []

    def run(self, events: Iterator[Any]) -> None:
        offset = self.offset
        # Each open container with the list that its children go to; in a mapping, keys and values in turn.
        stack: list[tuple[Sequence | Mapping | None, list[Node]]] = [(None, [])]
        children = stack[0][1]
        documents = 0
        scalar_event, alias_event = yaml.ScalarEvent, yaml.AliasEvent
        sequence_start, mapping_start = yaml.SequenceStartEvent, yaml.MappingStartEvent
        collection_end = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        scalar = Scalar
        for event in events:
            kind = type(event)
            if kind is scalar_event:
                start = offset + event.start_mark.index
                # libyaml says "" where PyYAML says None.
                children.append(scalar(event.value, start, offset + event.end_mark.index, not event.style))
                if event.anchor is not None or event.tag is not None:
                    self._note(event, start)
            elif kind is sequence_start or kind is mapping_start:
                start = offset + event.start_mark.index
                if len(stack) > MAX_DEPTH:
                    self.refused.append(Refused("depth", "", start, start + 1))
                    raise _TooDeep
                made = Sequence if kind is sequence_start else Mapping
                container = made(start, start, bool(event.flow_style))
                if event.anchor is not None or event.tag is not None:
                    self._note(event, start)
                children.append(container)
                children = []
                stack.append((container, children))
            elif kind in collection_end:
                closed, within = stack.pop()
                children = stack[-1][1]
                if type(closed) is Mapping:
                    halves = iter(within)
                    closed.pairs = list(zip(halves, halves, strict=True))
                elif type(closed) is Sequence:
                    closed.items = within
                assert closed is not None
                if closed.flow:
                    closed.end = offset + event.end_mark.index
                elif within:
                    # The parser's own mark lies behind blank lines.
                    closed.end = within[-1].end
            elif kind is alias_event:
                start = offset + event.start_mark.index
                end = offset + event.end_mark.index
                self.refused.append(Refused("alias", "*" + event.anchor, start, end))
                children.append(Scalar("*" + event.anchor, start, end, plain=True))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    start = offset + event.start_mark.index
                    self.refused.append(Refused("documents", "---", start, start + 3))
                    break
        self.root = children[0] if children else None

    def _note(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            self.refused.append(Refused("anchor", "&" + event.anchor, start, start + 1 + len(event.anchor)))
        if event.tag is not None:
            self.refused.append(
                Refused("tag", str(event.tag), start, self.offset + event.start_mark.index + 1)
            )
