"""Each mistake has its code at its place, and costs no other card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.codes import TITLES, severity
from quizapp.deck.diagnostics import Severity
from quizapp.deck.editing.edits import apply
from quizapp.deck.nodes import build
from tests.deck.reading import found, read

MISTAKES = [
    # syntax
    ("- q: What is it: a test\n  a: x\n", ("Y001", 1, 16)),
    ("- q: @home\n  a: x\n", ("Y002", 1, 6)),
    ("- q: '%d'\n  a: %d\n", ("Y002", 2, 6)),
    ("- q: [x] y\n  a: z\n", ("Y002", 1, 6)),
    ("- q: - dash\n  a: z\n", ("Y002", 1, 6)),
    ("- q: x\n  a: *star\n", ("Y003", 2, 6)),
    ("- q: x\n  a: &amp y\n", ("Y003", 2, 6)),
    ("- q: x\n  a: !bang y\n", ("Y003", 2, 6)),
    ("- q: x\n\ta: y\n", ("Y004", 2, 1)),
    ("- q: x\n  a: y\n  a: z\n", ("Y005", 3, 3)),
    ("- q: x\n  question: y\n  a: z\n", ("Y005", 2, 3)),
    ("- q: 'x' y\n  a: z\n", ("Y006", 1, 10)),
    ('- q: "x\n  a: z\n', ("Y006", 1, 6)),
    ("- q: What is C #lang\n  a: x\n", ("Y007", 1, 16)),
    ("- q: a\x1bb\n  a: x\n", ("Y008", 1, 7)),
    ("- q: a\u202eb\n  a: x\n", ("Y008", 1, 7)),
    ("- q: a\u2028b\n  a: x\n", ("Y008", 1, 7)),
    ('- q: x\n  a: "\\e[0m"\n', ("Y008", 2, 6)),
    ("- q: x\n  a: y\n---\n- q: z\n", ("Y012", 3, 1)),
    ("- q: x\n   a: y\n", ("Y013", 2, 4)),
    ("- q:Paris\n  a: x\n", ("Y014", 1, 4)),
    ("- q:Paris\n", ("Y014", 1, 4)),
    ("- q: a\n  a: b\n-q: x\n", ("Y014", 3, 1)),
    ("- q: x\n  wrong: [a, b\n  a: y\n", ("Y015", 2, 10)),
    # structure
    ("just text\n", ("D200", 1, 1)),
    ("deck: {title: T}\n", ("D200", 1, 1)),
    ("q: x\na: y\nq: z\n", ("D200", 1, 1)),
    ("Question: x\nAnswer: y\n", ("D200", 1, 1)),
    ("- q: x\n  anwser: y\n", ("D201", 2, 3)),
    ("- front: x\n  a: y\n", ("D201", 1, 3)),
    ("- q: x\n", ("D202", 1, 3)),
    ("- q: x\n  wrong: [a]\n", ("D202", 1, 3)),
    ("- statement: x\n", ("D202", 1, 3)),
    ("- q: x\n  right: [a]\n", ("D202", 2, 3)),
    ("- q: x\n  a: y\n  number: 3\n", ("D203", 3, 3)),
    ("- q: x\n  a: [y, z]\n", ("D204", 2, 6)),
    ("- q: x\n  a: y\n  tags: a, b\n", ("D204", 3, 9)),
    ("- text\n", ("D204", 1, 3)),
    ("cards: x\n", ("D204", 1, 8)),
    ("- q: x\n  order:\n    - Part 1: a\n    - Part 2\n", ("D204", 3, 7)),
    ("- q: x\n  a: y\n  [z]: z\n", ("D204", 3, 3)),
    ("- q: x\n  a: y\n  wrong:\n    b\n    c\n", ("D204", 4, 5)),
    ("- q: x\n  a:\n", ("D205", 2, 5)),
    ("- {q: x, a: }\n", ("D205", 1, 13)),
    ("- {q: x, match: {a: , b: c}}\n", ("D205", 1, 21)),
    ("- a: x\n", ("D206", 1, 3)),
    ("- q: x\n  a: Oslo\n  wrong: [oslo]\n", ("D207", 3, 11)),
    ("- q: x\n  a: Oslo\n  wrong: [Bergen, 'bergen ']\n", ("D207", 3, 19)),
    ("- q: x\n  order: [a1, A1]\n", ("D207", 2, 15)),
    ("- q: x\n  timeline: {a: 1994, A: 1995}\n", ("D207", 2, 23)),
    ("- q: x\n  match: {a: b, c: d, A: e}\n", ("D207", 2, 23)),
    ("- q: x\n  match: {a: b, c: d}\n  extra: [e, D]\n", ("D207", 3, 14)),
    ("- q: x\n  list: [a, [b, A]]\n", ("D207", 2, 17)),
    ("- cloze: nothing\n", ("D208", 1, 10)),
    ("- cloze: The ==Nile is long\n", ("D208", 1, 14)),
    ("- q: x\n  number: abc\n", ("D209", 2, 11)),
    ("- q: x\n  number: 3 m\n  units: {ft: x}\n", ("D209", 3, 15)),
    ("- q: x\n  date: 1994-13\n", ("D210", 2, 9)),
    ("- q: x\n  date: 2023-02-29\n", ("D210", 2, 9)),
    ("- q: x\n  date: 20/07/69\n", ("D210", 2, 9)),
    ("- q: x\n  timeline: {a: 1994..1996, b: 1999}\n", ("D210", 2, 17)),
    ("- statement: x\n  a: maybe\n", ("D211", 2, 6)),
    ("- q: x\n  a: y\n  typed: yes\n", ("D211", 3, 10)),
    ("- q: x\n  order: [a]\n", ("D212", 2, 3)),
    ("- q: x\n  list: [a, b]\n  need: 3\n", ("D213", 3, 9)),
    ("- q: x\n  a: y\n  typos: 9\n", ("D213", 3, 10)),
    ("- q: x\n  number: 3\n  typed: true\n", ("D214", 3, 3)),
    ("- q: x\n  cloze: ==y==\n", ("D214", 1, 3)),
    ("- q: x\n  a: Accra\n  reject: [accra]\n", ("D216", 3, 12)),
    ("- q: x\n  number: 007\n", ("D218", 2, 11)),
    ("- q: x\n  date: 2024-1-5\n", ("D219", 2, 9)),
    ("- q: x\n  a: y\n  wrong: [1,500, z]\n", ("D220", 3, 11)),
    ("- q: x\n  timeline: {a: 1994, b: 1994-05}\n", ("D221", 2, 26)),
    ("- q: x\n  a: y\n  requires: z\n", ("D222", 3, 13)),
    ("- {q: x, a: y, id: k}\n- {q: z, a: y, requires: [k, m]}\n", ("D222", 2, 30)),
    ("- {q: x, a: y, id: k}\n- {q: z, a: y, id: m, requires: [k, m]}\n", ("D225", 2, 37)),
    ("", ("D223", 1, 1)),
    ("cards:\n", ("D223", 1, 1)),
    # identity
    ("- q: x\n  a: y\n  id: a/b\n", ("I301", 3, 7)),
    ("- {q: x, a: y, id: k}\n- {q: z, a: y, id: k}\n", ("I302", 2, 20)),
    ("- {q: x, a: y, id: k}\n- {q: z, a: y, was: k}\n", ("I303", 2, 21)),
    ("- {q: x, a: y, was: [k, j]}\n- {q: z, a: y, was: [m, k]}\n", ("I303", 2, 25)),
    ("- {q: x, a: y, was: [k, a b]}\n", ("I301", 1, 25)),
    # sources
    ("sources: {b: {title: T}}\ncards:\n  - {q: x, a: y, source: c p. 1}\n", ("S401", 3, 26)),
    ("sources: {b: T, b: U}\ncards: [{q: x, a: y}]\n", ("Y005", 1, 17)),
    ("title: T\ndeck: {title: U}\ncards: [{q: x, a: y}]\n", ("Y005", 2, 8)),
    ("quizapp: 2\ncards:\n  - {q: x, a: y}\n", ("S407", 1, 10)),
]


@pytest.mark.parametrize(
    ("text", "expected"), MISTAKES, ids=[f"{m[1][0]}-{i}" for i, m in enumerate(MISTAKES)]
)
def test_a_mistake_is_one_finding_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert found(text) == [expected]


SOUND = "- q: Sound one\n  a: yes it is\n  id: sound-one\n"


@pytest.mark.parametrize(
    "text", [text for text, (code, *_) in MISTAKES if text.startswith("- ") and code not in ("Y006", "Y012")]
)
def test_a_broken_card_hides_no_sound_one(text: str) -> None:
    """A sound card before and one after the broken one stay usable, and no finding is lost."""
    course, report = read(SOUND + text + SOUND.replace("one", "two"))
    ids = [card.id for card in course.decks[0].cards]
    assert ids[0] == "sound-one"
    assert ids[-1] == "sound-two"
    assert report.findings()


def test_every_error_makes_its_card_unusable_and_no_warning_does() -> None:
    for text, (code, *_) in MISTAKES:
        course, _ = read(text)
        usable = len(course.decks[0].cards)
        if severity(code) is not Severity.ERROR and text.startswith("- "):
            assert usable == text.count("q: ") + text.count("cloze: "), text
        if severity(code) is Severity.ERROR and text.startswith("- ") and text.count("q: ") == 1:
            assert usable == 0, text


def test_every_finding_says_what_to_do() -> None:
    for text, _ in MISTAKES:
        for finding in read(text)[1].findings():
            assert finding.label, finding


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("- q: x\n  a: y\n  answer: z\n", (2, 3)),
        ("- q: x\n  a: y\n  number: 3\n", (2, 3)),
        ("- q: x\n  a: Oslo\n  wrong: [Bergen, 'bergen ']\n", (3, 11)),
        ("- q: x\n  timeline: {b: 1994-05, a: 1994}\n", (2, 29)),
        ("- {q: x, a: y, id: k}\n- {q: z, a: y, id: k}\n", (1, 20)),
        ("- {q: x, a: y, id: k}\n- {q: z, a: y, was: k}\n", (1, 20)),
        ("- {q: x, a: y, was: k}\n- {q: z, a: y, was: k}\n", (1, 21)),
        ("sources: {b: T, b: U}\ncards: [{q: x, a: y}]\n", (1, 11)),
    ],
)
def test_what_two_places_make_together_is_shown_in_both(text: str, second: tuple[int, int]) -> None:
    (finding,) = read(text)[1].findings()
    (place,) = finding.related
    assert (place.file, place.span.line, place.span.column) == ("deck.yaml", *second)


@pytest.mark.parametrize(
    ("text", "label", "mended"),
    [
        ("- statement: x\n  a: ture\n", "did you mean `true`?", "true"),
        ("questions: [{q: x, a: y}]\n", "did you mean `cards`?", "cards"),
        ("- {q: x, a: y, ID: z}\n", "did you mean `id`?", "id"),
        ("- {q: x, a: y, typed: no}\n", "did you mean `false`?", "false"),
        ("- q: x\n  order: \n  - Part 1: it's\n  - c\n", "quotation marks", "'Part 1: it''s'"),
        ("- {q: x, a: y}\n- q: z\n  a: y\n  tags: a b, c\n", "after a dash", "[a b, c]"),
        ("sources: {bird: T}\ncards: [{q: x, a: y, source: brid 3}]\n", "did you mean `bird`?", "bird"),
    ],
)
def test_what_is_likely_to_be_meant_is_offered(text: str, label: str, mended: str) -> None:
    (finding,) = read(text)[1].findings()
    assert label in finding.label
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == [mended]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("- {q: x, type: basic, a: y}\n", "the key that holds the answer says what kind"),
        ("path: [a.yaml]\ncards: [{q: x, a: y}]\n", "course.yaml"),
        ("- q: x\n  list: [a, b]\n  order: true\n", "did you mean `ordered`?"),
        ("- q: x\n  match:\n  - a: b\n  - c: d\n", "without dashes"),
        ("-\n- {q: x, a: y}\n", "take the dash out"),
        ("- {q: , a: y}\n", "write it"),
    ],
)
def test_what_is_no_slip_is_told_where_to_go(text: str, label: str) -> None:
    (finding,) = read(text)[1].findings()
    assert label in finding.label
    assert finding.fix is None


def test_an_entry_of_a_list_to_recall_may_hold_a_comma() -> None:
    assert found("- q: x\n  list:\n  - Washington, D.C.\n  - Paris\n") == []


def test_all_faulty_pairs_of_a_card_are_told_at_once() -> None:
    assert found("- q: x\n  timeline: {a: b, c: d, e: 1990}\n") == [("D210", 2, 17), ("D210", 2, 23)]


def test_an_unknown_key_is_the_only_finding_of_its_card() -> None:
    assert found("- qestion: x\n  anwser: y\n") == [("D201", 1, 3), ("D201", 2, 3)]


def test_several_mistakes_come_in_one_run() -> None:
    text = "- q: a: b\n  a: x\n- q: ok\n  a: y\n- q: @c\n  a: z\n- q: none\n"
    assert [code for code, *_ in found(text)] == ["Y001", "Y002", "D202"]


def test_a_near_miss_is_named() -> None:
    _, report = read("- q: x\n  anwser: y\n")
    (finding,) = report.findings()
    assert "`answer`" in finding.label
    assert finding.card == "card 1, “x”"


def test_fixes_of_syntax_mistakes_make_the_card_readable() -> None:
    """Where a finding of the parser offers a fix, applying it leaves a text that YAML reads."""
    for text, (code, *_) in MISTAKES:
        for finding in read(text)[1].findings():
            if finding.fix is None or code[0] != "Y":
                continue
            mended = apply(text, finding.fix.edits)
            assert build(mended).fault is None, mended


def test_every_code_of_the_tests_exists_and_has_a_title() -> None:
    assert {code for _, (code, *_) in MISTAKES} <= TITLES.keys()


def test_offsets_count_code_points_past_wide_characters_and_crlf() -> None:
    assert found("- q: 日本 👩‍👩‍👧\r\n  a: x\r\n  typo: y\r\n") == [("D201", 3, 3)]


@given(st.text(alphabet=st.sampled_from("-q a:'\"[]{}&*!|>#%@,\n\t?=\\éx1"), max_size=60))
def test_reading_never_raises(text: str) -> None:
    read(text)


@given(st.text(max_size=80))
def test_reading_never_raises_on_any_text(text: str) -> None:
    read(text)


@given(st.text(alphabet="abc \n-:", max_size=20))
def test_both_parsers_build_the_same_tree_or_both_refuse(text: str) -> None:
    fast, pure = build(text), build(text, pure=True)
    assert (fast.fault is None) == (pure.fault is None)


def test_where_the_two_parsers_differ() -> None:
    """A tab after a colon: libyaml takes it for white space, PyYAML's own parser refuses it."""
    assert build("q:\tx").fault is None
    assert build("q:\tx", pure=True).fault is not None
