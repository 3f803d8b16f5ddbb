"""Rules on options: Q101, Q104, Q105, Q107, Q108, Q110 to Q113."""

import pytest

from tests.deck.checks.judging import judged, seen

STEM = "Who painted it in 1503?"


def choice(a: str, *wrong: str, q: str = STEM) -> str:
    return "\n".join([f"- q: {q}", f"  a: {a}", "  wrong:", *(f"    - {text}" for text in wrong), ""])


def several(right: list[str], wrong: list[str]) -> str:
    return "\n".join(
        [
            f"- q: {STEM}",
            "  right:",
            *(f"    - {t}" for t in right),
            "  wrong:",
            *(f"    - {t}" for t in wrong),
        ]
    )


FLAWED = [
    ("Q101", choice("a monk who lived in Spain", "a smith", "a nun"), "a monk who lived in Spain"),
    (
        "Q101",
        several(["a monk who lived in Spain", "an abbot out of the north"], ["a nun"]),
        "a monk who lived in Spain",
    ),
    ("Q104", choice("Anna", "Bert", "All of the above"), "All of the above"),
    ("Q104", choice("All the above are correct.", "Anna", "Bert"), "All the above are correct."),
    ("Q104", choice("Both A and B", "Anna", "Bert"), "Both A and B"),
    ("Q105", choice("Anna", "Bert", "None of these"), "None of these"),
    (
        "Q105",
        choice("None of the other answers is right", "Anna", "Bert"),
        "None of the other answers is right",
    ),
    ("Q107", choice("Peace treaties", "Wars", q="What ended the treaty?"), "treaties"),
    ("Q108", choice("They often sleep", "They *always* sleep", "They walk"), "always"),
    (
        "Q108",
        choice("It can help", "It can help", "Nobody knows").replace(
            "help\n    - Nobody", "harm\n    - Nobody"
        ),
        "Nobody",
    ),
    ("Q110", choice("'7'", "many", "few"), "'7'"),
    ("Q110", choice("Anna", "12 km", "13 km"), "Anna"),
    ("Q111", choice("Water", "oil", "milk"), "Water"),
    ("Q111", choice("water", "Oil", "Milk"), "water"),
    ("Q111", choice("It rains.", "It snows", "It hails"), "It rains."),
    ("Q111", choice("It rains", "It snows.", "It hails."), "It rains"),
    ("Q112", choice("apple", "pear", "quince", q="This fruit is an"), "an"),
    ("Q112", choice("unicorn", "owl", "elk", q="The beast was a ___ of the wood."), "a"),
    ("Q113", choice("10–20", "15–25", "30–40"), "15–25"),
    ("Q113", choice("more than 5", "more than 10", "3"), "more than 10"),
    ("Q113", choice("1,000 to 2,000 km", "500 km", "1500 km"), "1500 km"),
    ("Q113", choice("10-20 %", "20-30 %", "1-2 %"), "20-30 %"),
    ("Q113", choice("up to 5", "5 or more"), "5 or more"),
]

SOUND = [
    choice("a monk of Spain in 1503", "a smith of Spain in 1503"),
    choice("one single-answer thing", "no"),
    choice("All of them", "Most of them", "Few of them"),
    choice("None", "Some", "Many"),
    choice("Peace treaties", "Treaties of trade", q="What ended the treaty?"),
    choice("The year of peace", "The end of a war", q="In which year did the country make it?"),
    choice("Paris", "London", q="Was it Paris or London?"),
    choice("Paris", "London", "Rome", q="Was it Paris, London, Rome?"),
    choice("It always helps", "It never helps"),
    choice("Once a year", "Every two years"),
    choice("at home", "not at all"),
    choice("Berlin", "Always", q="What is the capital?"),
    choice("two", "'3'", "'4'"),
    choice("none", "'3'", "'4'"),
    choice("Zeus", "'3'"),
    choice("'1501'", "'1504'", "Bert"),
    choice("pH", "Oil", "Milk"),
    choice("NATO", "oil", "milk"),
    choice("Paris", "oil", "Milk"),
    choice("Acme Inc.", "Acme Ltd", "Acme Co"),
    choice("an apple", "a pear", "a quince", q="This fruit is an"),
    choice("apple", "orange", "elm", q="This is an"),
    choice("hour", "umbrella", "8", q="It lasts an"),
    choice("union", "European", "one-off", q="That was a"),
    choice("x-ray", "MRI", "11", q="They made an"),
    choice("retinol", "hormone", "protein", q="Which of these is vitamin A"),
    choice("10–19", "20–29", "30 or more"),
    choice("1914–1918", "1916–1920", "1939–1945"),
    choice("10 km", "10-20 m", "10-20 s"),
    choice("less than 5", "5 or more"),
    choice("'5'", "'6'", "'7'"),
]


@pytest.mark.parametrize(("code", "deck", "where"), FLAWED)
def test_a_flaw_is_found_where_it_is(code: str, deck: str, where: str) -> None:
    assert (code, where) in seen(deck)


@pytest.mark.parametrize("deck", SOUND)
def test_what_is_no_flaw_is_passed_over(deck: str) -> None:
    assert seen(deck) == []


def test_rules_of_english_words_are_silent_elsewhere() -> None:
    deck = "language: de\ncards:\n" + choice("Anna", "All of the above", "None of these")
    assert seen(deck) == []


def test_a_retired_card_is_not_looked_at() -> None:
    assert seen(choice("Anna", "Bert", "All of the above") + "  retired: it was bad\n") == []


def test_words_that_the_course_is_about_are_no_cue() -> None:
    """In a course on treaties the word is in every question; alone it would be a cue."""
    card = choice("Peace treaties", "Wars", q="What ended the treaty?")
    others = "".join(
        f"- q: When was treaty {number} signed?\n  date: {1900 + number}\n" for number in range(6)
    )
    assert seen(card) == [("Q107", "treaties")]
    assert seen(card + others) == []


def test_case_that_counts_is_no_flaw_of_writing() -> None:
    deck = choice("Water", "oil", "milk") + "  case: true\n"
    assert seen(deck) == []


def test_options_with_feedback_are_found() -> None:
    deck = "- q: Who?\n  a: Anna\n  wrong:\n    Bert: no\n    None of these: no\n"
    assert seen(deck) == [("Q105", "None of these")]


def test_a_flow_card_in_the_middle_of_a_line_is_found() -> None:
    deck = "[{q: Who?, a: Anna, wrong: [Bert, All of the above]}, {q: When?, answer: 'x', wrong: [All of these]}]"
    assert seen(deck) == [("Q104", "All of the above"), ("Q104", "All of these")]


def test_the_card_is_named_as_the_reader_names_it() -> None:
    """Its number counts cards that cannot be used."""
    deck = "- q: broken\n- q: Who is **that**?\n  a: Anna\n  wrong: [All of these]\n"
    from quizapp.deck.checks import quality
    from tests.deck.reading import read

    (finding,) = quality([read(deck)[0]], lambda _: deck)
    assert finding.card == "card 2, “Who is that?”"


def test_a_fix_makes_the_options_alike() -> None:
    (finding,) = judged(choice("Water", "oil", "'milk'"))
    assert finding.fix is not None
    assert not finding.fix.safe
    assert [edit.text for edit in finding.fix.edits] == ["Oil", "Milk"]
