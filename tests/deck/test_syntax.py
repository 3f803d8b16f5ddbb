"""What a person gets wrong by hand: one finding at its place, and a fix that gives what was meant."""

from dataclasses import replace

import pytest

from quizapp.deck.card import Card, Place
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.editing.fixing import fix_text
from quizapp.deck.reader import read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.source_text import decode

NOWHERE = Place("", 0, 0, 0, 0)


def cards(text: str) -> list[Card]:
    """The usable cards of a deck, without their places."""
    return [replace(read.card, place=NOWHERE) for read in read_deck_file(Report("deck.yaml", text)).cards]


def findings(text: str) -> tuple[Diagnostic, ...]:
    report = Report("deck.yaml", text)
    read_deck_file(report)
    return report.findings()


# What was typed, the finding, and what was meant (None: there is no certain fix).
SAFE = [
    # colons
    (
        "- q: Odyssey: who wrote it?\n  a: Homer\n",
        ("Y001", 1, 13),
        "- q: 'Odyssey: who wrote it?'\n  a: Homer\n",
    ),
    ("- q: Who?\n  a: Homer: a poet\n", ("Y001", 2, 11), "- q: Who?\n  a: 'Homer: a poet'\n"),
    ("- q: Who?\n  a: It's Homer: a poet\n", ("Y001", 2, 16), '- q: Who?\n  a: "It\'s Homer: a poet"\n'),
    ("- q: Name:\n  a: Homer\n", ("Y001", 1, 10), "- q: 'Name:'\n  a: Homer\n"),
    ("- q: Who?\n  a: Homer: a poet # sure\n", ("Y001", 2, 11), "- q: Who?\n  a: 'Homer: a poet'\n"),
    ("- q: x\n  a: y\n  explain: One: two\n", ("Y001", 3, 15), "- q: x\n  a: y\n  explain: 'One: two'\n"),
    (
        "- q: x\n  a: y\n  explain: A long text\n    with this: a colon\n",
        ("Y001", 4, 14),
        "- q: x\n  a: y\n  explain: 'A long text with this: a colon'\n",
    ),
    ("- q: Time: 10:30\n  a: y\n", ("Y001", 1, 10), "- q: 'Time: 10:30'\n  a: y\n"),
    ("- {q: What: now, a: x}\n", ("Y001", 1, 11), "- {q: 'What: now', a: x}\n"),
    ("- {q: x, a: b: c}\n", ("Y001", 1, 14), "- {q: x, a: 'b: c'}\n"),
    # reserved signs
    ("- q: @home\n  a: x\n", ("Y002", 1, 6), "- q: '@home'\n  a: x\n"),
    ("- q: x\n  a: `ls`\n", ("Y002", 2, 6), "- q: x\n  a: '`ls`'\n"),
    ("- q: x\n  a: %d\n", ("Y002", 2, 6), "- q: x\n  a: '%d'\n"),
    ("- q: x\n  a: %d: a number\n", ("Y002", 2, 6), "- q: x\n  a: '%d: a number'\n"),
    ("- q: x\n  a: *star*\n", ("Y002", 2, 6), "- q: x\n  a: '*star*'\n"),
    ("- q: **Which** one?\n  a: x\n", ("Y002", 1, 6), "- q: '**Which** one?'\n  a: x\n"),
    ("- q: x\n  a: &\n", ("Y002", 2, 6), "- q: x\n  a: '&'\n"),
    ("- q: x\n  a: & and\n", ("Y002", 2, 6), "- q: x\n  a: '& and'\n"),
    ("- q: x\n  a: &amp y\n", ("Y003", 2, 6), "- q: x\n  a: '&amp y'\n"),
    ("- q: x\n  a: *star\n", ("Y003", 2, 6), "- q: x\n  a: '*star'\n"),
    ("- q: x\n  a: !important\n", ("Y003", 2, 6), "- q: x\n  a: '!important'\n"),
    ("- q: x\n  a: y\n  wrong: [!a b, c]\n", ("Y003", 3, 11), "- q: x\n  a: y\n  wrong: ['!a b', c]\n"),
    ("- q: - dash\n  a: z\n", ("Y002", 1, 6), "- q: '- dash'\n  a: z\n"),
    ("- q: ? why\n  a: z\n", ("Y002", 1, 6), "- q: '? why'\n  a: z\n"),
    ("- q: [x] y\n  a: z\n", ("Y002", 1, 6), "- q: '[x] y'\n  a: z\n"),
    ("- q: {x} y\n  a: z\n", ("Y002", 1, 6), "- q: '{x} y'\n  a: z\n"),
    ("- q: x\n  a: |y|\n", ("Y002", 2, 6), "- q: x\n  a: '|y|'\n"),
    ("- q: x\n  a: > 5\n", ("Y002", 2, 6), "- q: x\n  a: '> 5'\n"),
    (
        "- q: x\n  a: y\n  wrong:\n    - @a\n    - b\n",
        ("Y002", 4, 7),
        "- q: x\n  a: y\n  wrong:\n    - '@a'\n    - b\n",
    ),
    ("- q: x\n  a: y\n  wrong: [a, %b]\n", ("Y002", 3, 14), "- q: x\n  a: y\n  wrong: [a, '%b']\n"),
    ("- {q: @x, a: y}\n", ("Y002", 1, 7), "- {q: '@x', a: y}\n"),
    ("- {q: x, a: [y] z}\n", ("Y002", 1, 13), "- {q: x, a: '[y] z'}\n"),
    ("- q: x\n  a: , y\n", ("Y002", 2, 6), "- q: x\n  a: ', y'\n"),
    ("- q: x\n  a: } y\n", ("Y002", 2, 6), "- q: x\n  a: '} y'\n"),
    ("- q: x\n  a: [{:}1:\n", ("Y002", 2, 6), "- q: x\n  a: '[{:}1:'\n"),
    # quotation marks
    (
        '- q: "A text\n    of two lines" and more\n  a: y\n',
        ("Y006", 2, 19),
        "- q: '\"A text of two lines\" and more'\n  a: y\n",
    ),
    ("- q: 'It's late'\n  a: z\n", ("Y006", 1, 10), '- q: "It\'s late"\n  a: z\n'),
    ("- q: x\n  a: 'Don't'\n", ("Y006", 2, 11), '- q: x\n  a: "Don\'t"\n'),
    ('- q: "Yes" and "no"\n  a: z\n', ("Y006", 1, 12), '- q: \'"Yes" and "no"\'\n  a: z\n'),
    ('- q: "He said "hi" to me"\n  a: z\n', ("Y006", 1, 16), "- q: 'He said \"hi\" to me'\n  a: z\n"),
    ('- q: "Faust" is by whom?\n  a: z\n', ("Y006", 1, 14), "- q: '\"Faust\" is by whom?'\n  a: z\n"),
    ("- q: 'Faust' is by whom?\n  a: z\n", ("Y006", 1, 14), "- q: \"'Faust' is by whom?\"\n  a: z\n"),
    ('- q: "Faust": by whom?\n  a: z\n', ("Y006", 1, 13), "- q: '\"Faust\": by whom?'\n  a: z\n"),
    ('- q: "Never\n  a: closed\n', ("Y006", 1, 6), '- q: "Never"\n  a: closed\n'),
    ('- q: x\n  a: "closed\n  explain: "so"\n', ("Y006", 2, 6), '- q: x\n  a: "closed"\n  explain: "so"\n'),
    ('- q: x\n  a: y\n  wrong: ["a, b]\n', ("Y006", 3, 11), None),
    ("- {q: 'It's', a: y}\n", ("Y006", 1, 11), '- {q: "It\'s", a: y}\n'),
    ('- {"q": "a "b" c", "a": "y"}\n', ("Y006", 1, 13), '- {"q": "a \\"b\\" c", "a": "y"}\n'),
    (
        '- q: x\n  a: y\n  wrong:\n    - "a" or b\n',
        ("Y006", 4, 11),
        "- q: x\n  a: y\n  wrong:\n    - '\"a\" or b'\n",
    ),
    ('- q: x\n  a: "\\d+"\n', ("Y017", 2, 7), "- q: x\n  a: '\\d+'\n"),
    ('- q: x\n  a: "C:\\Data\\Work"\n', ("Y017", 2, 9), "- q: x\n  a: 'C:\\Data\\Work'\n"),
    ('- q: x\n  a: "say \\"\\d\\""\n', ("Y017", 2, 13), "- q: x\n  a: 'say \"\\d\"'\n"),
    ('- {q: x, a: "\\d"}\n', ("Y017", 1, 14), "- {q: x, a: '\\d'}\n"),
    # tabs
    ("- q: x\n\ta: y\n", ("Y004", 2, 1), "- q: x\n  a: y\n"),
    ("- q: x\n  \ta: y\n", ("Y004", 2, 3), "- q: x\n  a: y\n"),
    ("-\tq: x\n  a: y\n", ("Y004", 1, 2), "- q: x\n  a: y\n"),
    (
        "- q: x\n  a: y\n  wrong:\n\t- a\n\t- b\n",
        ("Y004", 4, 1),
        "- q: x\n  a: y\n  wrong:\n  - a\n  - b\n",
    ),
    ("- q: x\n\ta: y\n\twrong:\n\t\t- b\n", ("Y004", 2, 1), "- q: x\n  a: y\n  wrong:\n    - b\n"),
    ("- q: x\n\u00a0\u00a0a: y\n", ("Y004", 2, 1), "- q: x\n  a: y\n"),
    ("-\u00a0q: x\n  a: y\n", ("Y004", 1, 2), "- q: x\n  a: y\n"),
    ("- q:\u00a0x\n  a: y\n", ("Y004", 1, 5), "- q: x\n  a: y\n"),
    # spaces, colons and dashes that are missing
    ("-q: x\n  a: y\n", ("Y014", 1, 1), "- q: x\n  a: y\n"),
    ("-q: x\n a: y\n wrong: [b]\n", ("Y014", 1, 1), "- q: x\n  a: y\n  wrong: [b]\n"),
    ("* q: x\n  a: y\n", ("Y014", 1, 1), "- q: x\n  a: y\n"),
    (
        "- q: x\n  a: y\n  wrong:\n    * b\n    * c: d\n",
        ("Y014", 4, 5),
        "- q: x\n  a: y\n  wrong:\n    - b\n    - c: d\n",
    ),
    ("- q:Paris\n  a: x\n", ("Y014", 1, 4), "- q: Paris\n  a: x\n"),
    ("- q: x\n  a:Paris\n", ("Y014", 2, 4), "- q: x\n  a: Paris\n"),
    (
        "- q: x\n  a: y\n  explain:so\n  hint: z\n",
        ("Y014", 3, 10),
        "- q: x\n  a: y\n  explain: so\n  hint: z\n",
    ),
    ("- q: What?\n  a Paris\n", ("Y014", 2, 3), "- q: What?\n  a: Paris\n"),
    ("- q What?\n  a: Paris\n", ("Y014", 1, 3), "- q: What?\n  a: Paris\n"),
    # indentation
    ("- q: x\n   a: y\n", ("Y013", 2, 4), "- q: x\n  a: y\n"),
    ("- q: x\n      a: y\n", ("Y013", 2, 7), "- q: x\n  a: y\n"),
    ("- q: x\n a: y\n", ("Y013", 2, 2), "- q: x\n  a: y\n"),
    ("- q: x\n  a: y\n   explain: z\n", ("Y013", 3, 4), "- q: x\n  a: y\n  explain: z\n"),
    ("- q: x\n  a: y\n explain: z\n", ("Y013", 3, 2), "- q: x\n  a: y\n  explain: z\n"),
    ("- q: x\n a: y\n wrong: [b]\n", ("Y013", 2, 2), "- q: x\n  a: y\n  wrong: [b]\n"),
    ("- q: x\n   a: y\n   wrong:\n     - b\n", ("Y013", 2, 4), "- q: x\n  a: y\n  wrong:\n    - b\n"),
    ("- q: x\n  a:\n  Oslo\n", ("Y013", 3, 3), "- q: x\n  a: Oslo\n"),
    (
        "- q: x\n  a: y\n  explain: |\n  some text\n  more\n",
        ("Y013", 4, 3),
        "- q: x\n  a: y\n  explain: |\n    some text\n    more\n",
    ),
    (
        "- q: x\n  a: y\n  explain: some text\n  goes on\n",
        ("Y013", 4, 3),
        "- q: x\n  a: y\n  explain: some text goes on\n",
    ),
    (
        "- q: x\n  a: y\n  wrong:\n    - b\n   - c\n",
        ("Y013", 5, 4),
        "- q: x\n  a: y\n  wrong:\n    - b\n    - c\n",
    ),
    ("- q: x\na: y\n", ("Y013", 2, 1), "- q: x\n  a: y\n"),
    (
        "- q: |\n    one\n   two\n  a: y\n",
        ("Y013", 3, 4),
        "- q: |\n    one\n    two\n  a: y\n",
    ),
    # brackets
    ("- q: x\n  a: y\n  wrong: [a, b\n", ("Y015", 3, 10), "- q: x\n  a: y\n  wrong: [a, b]\n"),
    ("- q: x\n  wrong: [a, b\n  a: y\n", ("Y015", 2, 10), "- q: x\n  wrong: [a, b]\n  a: y\n"),
    ("- {q: x, a: y\n", ("Y015", 1, 3), "- {q: x, a: y}\n"),
    ("- {q: x, a: y, wrong: [b}\n", ("Y015", 1, 25), None),
    ("- q: x\n  a: y\n  wrong: [a, b}\n", ("Y015", 3, 15), "- q: x\n  a: y\n  wrong: [a, b]\n"),
    ("- q: x\n  a: y\n  wrong: [\n    a,\n    b\n", ("Y015", 3, 10), "- q: x\n  a: y\n  wrong: [a, b]\n"),
    ("- {q: Is it C #?, a: x}\n", ("Y015", 1, 15), "- {q: 'Is it C #?', a: x}\n"),
    ("- {q: x, a: y} {q: z, a: w}\n", ("Y015", 1, 16), None),
    ('- {"q": "x" "a": "y"}\n', ("Y015", 1, 13), '- {"q": "x", "a": "y"}\n'),
    ('- q: x\n  a: y\n  wrong: ["b" "c"]\n', ("Y015", 3, 15), '- q: x\n  a: y\n  wrong: ["b", "c"]\n'),
    ("- {q: x,\n   a: y\n   explain: z}\n", ("Y015", 3, 4), "- {q: x,\n   a: y,\n   explain: z}\n"),
    # keys and the like
    ("- q: x\r\n  a: y: z\r\n", ("Y001", 2, 7), "- q: x\r\n  a: 'y: z'\r\n"),
    ("- q: x   \n  a: y: z   \n", ("Y001", 2, 7), "- q: x\n  a: 'y: z'\n"),
]
UNSAFE = [
    ("- {q: x, a: y, wrong: [a: b: c, d]}\n", ("Y001", 1, 28), "- {q: x, a: y, wrong: [a: 'b: c', d]}\n"),
    (
        "- q: x\n  a: y\n  wrong:\n    - one: two: three\n    - four\n",
        ("Y001", 4, 15),
        "- q: x\n  a: y\n  wrong:\n    - {one: 'two: three'}\n    - four\n",
    ),
    ("- q: Capital? a: Oslo\n", ("Y001", 1, 15), "- q: Capital?\n  a: Oslo\n"),
    (
        "- q: x\n  a: y\n  wrong:\n    - b\n    c\n",
        ("Y014", 5, 5),
        "- q: x\n  a: y\n  wrong:\n    - b\n    - c\n",
    ),
    ("- q: x\n  a: 'closed\n", ("Y006", 2, 6), "- q: x\n  a: 'closed'\n"),
    ('- q: x\n  a: "C:\\new\\data"\n', ("Y017", 2, 13), "- q: x\n  a: 'C:\\new\\data'\n"),
    ("- q: What is C #lang\n  a: x\n", ("Y007", 1, 16), "- q: 'What is C #lang'\n  a: x\n"),
]
MISTAKES = [(*case, False) for case in SAFE] + [(*case, True) for case in UNSAFE]
BEFORE = "- q: Sound one\n  a: it is\n"
AFTER = "- q: Sound two\n  a: it is too\n"


@pytest.mark.parametrize("before", ["", BEFORE], ids=["first", "later"])
@pytest.mark.parametrize("after", ["", AFTER], ids=["last", "earlier"])
@pytest.mark.parametrize(("typed", "place", "meant", "unsafe"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_is_found_once_and_mended_as_it_was_meant(
    typed: str, place: tuple[str, int, int], meant: str | None, unsafe: bool, before: str, after: str
) -> None:
    text = before + typed + after
    found = findings(text)
    code, line, column = place
    at = line + before.count("\n")
    assert [(f.code, f.span.line, f.span.column) for f in found] == [(code, at, column)]
    assert found[0].label
    sound = cards(before + after)
    assert [card for card in cards(text) if card.stem.startswith("Sound")] == sound
    fixed = fix_text(text, findings, unsafe=unsafe)
    if meant is None:
        return
    assert cards(fixed.text) == cards(before + meant + after), fixed.text
    assert fixed.left == ()
    assert len(fixed.applied) == 1
    if unsafe:
        assert fix_text(text, findings).text == text


# A whole deck, and what is left of it: the finding and the cards that stay usable.
DECKS = [
    ("- q: x\n  a: y\n - q: z\n   a: w\n- q: u\n  a: v\n", ("Y013", 3, 2), "xzu"),
    ("cards:\n- q: x\n  a: y\n  - q: z\n    a: w\n- q: u\n  a: v\n", ("Y013", 4, 3), "xzu"),
    ("cards:\n  - q: x\n    a: y\n- q: z\n  a: w\n", ("Y013", 4, 1), "xz"),
    (
        '[\n {"q": "x", "a": "y"},\n {"q": "a "b" c", "a": "z"},\n {"q": "u", "a": "v"}\n]\n',
        ("Y006", 3, 12),
        "xu",
    ),
    ("title: T\ncards: [\n  {q: x, a: y},\n  {q: z: w, a: z},\n  {q: u, a: v},\n]\n", ("Y001", 4, 8), "xu"),
    ("title: A: b\ncards:\n  - q: x\n    a: y\n", ("Y001", 1, 9), "x"),
    ("deck:\n  id: d\n   title: T\ncards:\n  - q: x\n    a: y\n", ("Y013", 3, 4), "x"),
    ("deck: {title: A: b}\ncards:\n  - q: x\n    a: y\n", ("Y001", 1, 16), "x"),
    ("cards:\n  - q: x\n    a: y\n  - q: z\n    a: @\ntags: [t]\n", ("Y002", 5, 8), "x"),
]


@pytest.mark.parametrize(("text", "place", "stems"), DECKS, ids=[deck[0] for deck in DECKS])
def test_what_is_wrong_between_cards_costs_no_sound_one(
    text: str, place: tuple[str, int, int], stems: str
) -> None:
    assert [(f.code, f.span.line, f.span.column) for f in findings(text)] == [place]
    assert "".join(card.stem for card in cards(text)) == stems
    fixed = fix_text(text, findings)
    assert fixed.left == ()
    kept = [card for card in cards(fixed.text) if card.stem in stems]
    assert kept == cards(text)


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"- q: Caf\xe9?\n", (1, 9), "`é`"),
        (b"- q: x\n  a: \x93y\x94\n", (2, 6), "`“`"),
        (b"\xef\xbb\xbf- q: \xc3\xa9\xfc\n", (1, 7), "`ü`"),
        (b"\xff\xfe-\x00 \x00", (1, 1), "UTF-16"),
        (b"- q: \x81\n", (1, 6), "another encoding"),
    ],
)
def test_a_byte_that_is_no_utf_8_is_named_by_what_it_may_be(
    data: bytes, place: tuple[int, int], said: str
) -> None:
    found = decode(data, "deck.yaml")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.line, found.span.column) == ("Y009", *place)
    assert said in found.label


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("- &x {q: a, a: b}\n- *x\n", "Y003", "decks use none"),
        ("defaults: &d {tags: [a]}\ncards:\n  - <<: *d\n    q: a\n    a: b\n", "Y003", "decks use none"),
        ("- q: !!str x\n  a: y\n", "Y003", "decks use none"),
        ("- q: a\n  a: b\n...\nmore\n", "Y012", "behind the end"),
    ],
)
def test_what_yaml_is_used_for_on_purpose_is_named_and_left_to_its_author(
    text: str, code: str, said: str
) -> None:
    found = findings(text)
    assert {finding.code for finding in found} == {code}
    assert all(said in finding.message for finding in found)
    assert fix_text(text, findings, unsafe=True).text == text


def test_a_backtick_is_called_by_its_name() -> None:
    (found,) = findings("- q: x\n  a: `y`\n")
    assert "begins with a backtick" in found.message
