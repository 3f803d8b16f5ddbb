"""Whatever bytes come to a door, its promise holds; and every input that ever broke one is tried again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.doors import DOORS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parent / "corpus"
REASONS = dict(line.split(": ", 1) for line in (CORPUS / "reasons.txt").read_text().splitlines())
CARDS = (
    "- q: Capital of Norway?\n  a: Oslo\n  wrong: [Bergen, Trondheim]\n",
    "- q: Which?\n  right:\n    - a: because\n    - b\n  wrong: [c]\n  hint: one\n",
    "- cloze: The ==c1::Nile== is in ==Africa::where==.\n  explain: |\n    Long,\n\n    and *light*.\n",
    "- {q: How high?, number: 8849 m ± 10, tags: [x]}\n",
    "- q: When?\n  date: 1994-05-04\n  id: when\n",
    "- q: In order\n  order: [one, two, three]\n",
    "- q: Pairs\n  match: {Norway: Oslo, France: Paris}\n  extra: [Lyon]\n",
    "- q: All\n  list: [a, [b, c], d]\n  need: 2\n",
    "- statement: It is so.\n  answer: true\n",
)
PIECES = (
    st.sampled_from(WORDS) | st.sampled_from(CARDS) | st.text(max_size=6) | st.sampled_from("\n ,:]}'\"#")
)
DATA = st.one_of(
    st.lists(PIECES, max_size=12).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")),
    st.tuples(st.sampled_from(CARDS), PIECES, st.integers(0, 60)).map(
        lambda parts: (parts[0][: parts[2]] + parts[1] + parts[0][parts[2] :]).encode()
    ),
    st.binary(max_size=40),
)


def name(door: Callable[[bytes], None]) -> str:
    return door.__name__


@pytest.mark.parametrize("door", DOORS.values(), ids=name)
@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(data=DATA)
def test_no_bytes_break_what_is_promised(door: Callable[[bytes], None], data: bytes) -> None:
    door(data)


@pytest.mark.soak
@pytest.mark.parametrize("door", DOORS.values(), ids=name)
@settings(max_examples=5_000, deadline=None, database=None)
@given(data=DATA)
def test_no_bytes_break_it_after_long_trying(door: Callable[[bytes], None], data: bytes) -> None:
    door(data)


@pytest.mark.parametrize("file", sorted(REASONS))
def test_what_once_broke_a_promise_does_not(file: str) -> None:
    DOORS[file.partition("/")[0]]((CORPUS / file).read_bytes())


def test_each_file_of_the_corpus_has_a_sentence_why() -> None:
    files = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file()}
    assert files - {"reasons.txt"} == set(REASONS)
