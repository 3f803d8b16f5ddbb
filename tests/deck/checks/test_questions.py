"""Rules on the question and on what is to be recalled: Q106, Q109, Q120 to Q126."""

import pytest

from quizapp.deck.nodes import Mapping, Scalar, Sequence, build
from tests.deck.checks.judging import judged, seen


def flash(q: str, a: str = "zinc", more: str = "") -> str:
    return f'- q: "{q}"\n  a: "{a}"\n{more}'


def choose(q: str) -> str:
    return f"- q: {q}\n  a: Anna\n  wrong: [Bert, Carl]\n"


def cloze(text: str, more: str = "") -> str:
    return f"- cloze: '{text}'\n{more}"


def entries(key: str, count: int, more: str = "") -> str:
    return f"- q: Name them\n  {key}: [{', '.join(f'e{number}' for number in range(count))}]\n{more}"


MANY = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"

FLAWED = [
    ("Q106", choose("Who was not there?"), "not"),
    ("Q106", choose("All were there except whom?"), "except"),
    ("Q106", choose("Who wasn't there?"), "wasn't"),
    ("Q106", choose("Who is **the one** that was never there?"), "never"),
    ("Q109", flash("What colour is the orange fruit?", "Orange"), "orange"),
    ("Q109", flash("Where is the City of Hague?", "The Hague"), '"Where is the City of Hague?"'),
    ("Q109", flash("Whose is NATO’s flag?", "NATO"), "NATO"),
    ("Q109", flash("A blue metal", "zinc", "  accept: [metal]\n"), "metal"),
    ("Q109", flash("A metal", "zinc", "  hint: It is called zinc\n"), "zinc"),
    ("Q109", flash("A metal", "zinc", "  hints:\n    - bluish\n    - It is Zinc.\n"), "Zinc"),
    ("Q109", flash("zinc", "Zn", "  reverse: What is the symbol of zinc?\n"), "zinc"),
    ("Q109", flash("zinc", "a zinc ore", "  reverse: true\n"), "zinc"),
    ("Q109", "- q: When was the 1848 revolution?\n  date: 1848\n", "1848"),
    ("Q109", "- q: Which of these metals, zinc for one?\n  right: [zinc, iron]\n  wrong: [oil]\n", "zinc"),
    ("Q109", cloze("==Paris== is where the Paris Opera stands, on the right bank."), "Paris"),
    ("Q109", cloze("The Nile flows through ==Egypt::that is Egypt==."), "Egypt"),
    ("Q120", cloze(f"{MANY} {MANY} ==zinc==."), None),
    ("Q120", cloze("The ==zinc== is ==blue== and ==hard== and ==cheap==."), "cheap"),
    ("Q120", cloze("He said: ==to be or not to be that is it== at noon."), "to be or not to be that is it"),
    ("Q120", cloze("==c1::Zinc== is ==c1::a metal==."), "Zinc"),
    ("Q121", entries("list", 8), None),
    ("Q121", entries("order", 8), None),
    ("Q122", flash("What is it?", f"{MANY} {MANY}"), f'"{MANY} {MANY}"'),
    ("Q122", flash("What is it?", "a metal; it is blue"), '"a metal; it is blue"'),
    ("Q122", flash("What?", "they went to the sea and swam there and came back at night"), None),
    ("Q124", flash("He was born where?"), "He"),
    ("Q124", flash("When did he win the election?"), "did he"),
    ("Q124", flash("Where was it founded?"), "was it"),
    ("Q124", flash("Where did this treaty begin?") + "- statement: This treaty failed.\n  a: true\n", "This"),
    ("Q124", cloze("It dissolves in ==acid==."), "It"),
    ("Q124", flash("What is the figure above called?"), "figure above"),
    ("Q124", flash("What is shown in the picture?"), "in the picture"),
    ("Q124", flash("Which of the following is a metal?"), "Which of the following"),
    ("Q125", flash("Who is the current president?"), "current president"),
    ("Q125", flash("Which metal is currently the cheapest?"), "currently"),
    ("Q125", flash("What is the latest version?"), "latest"),
    ("Q125", "- statement: Zinc is now cheap.\n  a: false\n", "now"),
    ("Q126", flash("Is zinc a metal?", "Yes"), "Yes"),
    ("Q126", flash("In 1900, was it known?", "no"), "no"),
]

SOUND = [
    choose("Who was **not** there?"),
    choose("Who was NOT there?"),
    choose("Who was *not* there?"),
    choose("Why was he not there?"),
    choose("Who was there at least once?"),
    choose("Who was there, not just once?"),
    flash("Why is it not red?"),
    flash("Is it a metal or a gas?", "a gas"),
    flash("Which letter is it, c?", "c"),
    flash("What does the word mean?", "the"),
    flash("Zincs", "zinc"),
    "- q: Which of these, iron and oil?\n  right: [iron, zinc]\n  wrong: [oil]\n",
    "- q: What goes with zinc?\n  match: {zinc: blue, iron: grey}\n",
    cloze("The ==zinc== is ==blue==."),
    cloze("==zinc== and ==zinc== are one metal."),
    cloze("The ==Nile::a river== is long."),
    cloze("Water is ==H2O==.", ""),
    entries("list", 9, "  need: 7\n"),
    entries("list", 7),
    entries("order", 7),
    flash("Where?", "Bosnia and Herzegovina and Serbia"),
    flash("Where?", "for(;;)"),
    flash("This metal is blue."),
    flash("What is it called?"),
    "- statement: It is in Oslo that the prize is given.\n  a: true\n",
    flash("When was it shown that light bends?"),
    flash("How high above sea level does it lie?"),
    flash("Who painted the picture of the *Mona Lisa*?"),
    flash("Which of the following is a metal: oil, zinc, milk?"),
    choose("Which of the following is a person?"),
    "- q: Put the following in order.\n  order: [a1, b2]\n",
    flash("Who is the current president?", "Anna", "  as_of: 2020\n"),
    flash("Who is currently, in 2020, the president?"),
    flash("What is now Iran was called what?"),
    flash("What must a current flow through?"),
    flash("Send it when, at the latest?"),
    flash("ja", "yes"),
    flash("What did she say?", "no"),
    flash("Is zinc a metal?", "Yes, and a blue one"),
]


@pytest.mark.parametrize(("code", "deck", "where"), FLAWED)
def test_a_flaw_is_found_where_it_is(code: str, deck: str, where: str | None) -> None:
    found = dict(seen(deck))
    assert code in found
    assert where is None or found[code] == where


@pytest.mark.parametrize("deck", SOUND)
def test_what_is_no_flaw_is_passed_over(deck: str) -> None:
    assert seen(deck) == []


@pytest.mark.parametrize(
    "deck",
    [flash("He did what?"), choose("Who was not there?"), flash("Who is it now?"), flash("Is it?", "yes")],
)
def test_rules_of_english_words_are_silent_elsewhere(deck: str) -> None:
    indented = "".join(f"  {line}\n" for line in deck.splitlines())
    assert seen(deck)
    assert seen(f"language: de\ncards:\n{indented}") == []


def test_what_is_given_away_is_no_word_cue_as_well() -> None:
    deck = "- q: What is the orange fruit called?\n  a: orange fruit\n  wrong: [pear, plum]\n"
    assert [code for code, _ in seen(deck)] == ["Q109"]


def _value(deck: str, key: str) -> str:
    root = build(deck).root
    assert isinstance(root, Sequence)
    assert isinstance(root.items[0], Mapping)
    (value,) = [
        value for name, value in root.items[0].pairs if isinstance(name, Scalar) and name.value == key
    ]
    assert isinstance(value, Scalar)
    return value.value


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_the_fix_of_a_negative_emphasises_it(quote: str) -> None:
    deck = choose(f"{quote}Who was not there?{quote}")
    (finding,) = judged(deck)
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    lines = deck.split("\n")
    line = lines[edit.span.line - 1]
    lines[edit.span.line - 1] = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
    assert _value("\n".join(lines), "q") == "Who was **not** there?"
    assert judged("\n".join(lines)) == []


def test_a_negative_that_cannot_be_emphasised_in_place_has_no_fix() -> None:
    """`**Not**` at the beginning of an unquoted text is an alias to YAML; two of them are ambiguous."""
    for deck in (choose("Not being there, who was it?"), choose("Who was not here and not there?")):
        (finding,) = judged(deck.replace("Not", "not"))
        assert finding.code == "Q106"
        assert finding.fix is None
