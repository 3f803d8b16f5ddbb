"""What answers say about cards, from logs made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.deck.item import Item
from quizapp.grading.context import Context
from quizapp.grading.expected import fingerprint
from quizapp.grading.grade import grade
from quizapp.grading.mark import AskBack, Mark, Mode, Response
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.recall import recall
from quizapp.progress.author_report import AuthorReport, author_report
from quizapp.progress.fold import fold, history
from quizapp.progress.insights import Insight, Kind, marks_of
from quizapp.study.event import Answer, Event
from tests.study.sitting import deck_items

DAY = 24 * 60
DECK = """
- {q: Which city is the capital of Poland?, a: Warsaw, typed: true, id: warsaw, reject: {Krakow: Until 1596.}}
- {q: Which port lies on the Motława?, a: Gdańsk, typed: true, id: gdansk}
- {q: Which port was founded in 1926?, a: Gdynia, typed: true, id: gdynia}
- {q: Capital of Finland?, a: Helsinki, wrong: [Turku, Tampere, Oulu], id: helsinki}
- {cloze: "==Oslo== lies in ==Norway==", id: oslo}
"""
ITEMS = {item.id.split("/", 1)[1]: item for item in deck_items(DECK)}
WARSAW, GDANSK, GDYNIA, HELSINKI = (ITEMS[f"{name}/q"] for name in ("warsaw", "gdansk", "gdynia", "helsinki"))


class Log:
    """Answers one after another, a day apart."""

    def __init__(self, make) -> None:
        self.make = make
        self.events: list[Event] = []

    def answer(
        self, item: Item, response: Response, *, right: bool, number: int = 1, **changes: object
    ) -> Log:
        for _ in range(number):
            at = len(self.events)
            said = {
                "asked": "typed",
                "response": response,
                "verdict": "right" if right else "wrong",
                "expected": fingerprint(item),
                **changes,
            }
            self.events.append(self.make.answer(at, item.id, 3 if right else 1, at * DAY, **said))
        return self

    def report(self, *extra: Event) -> AuthorReport:
        every = tuple(ITEMS.values())
        return author_report(every, every, [*self.events, *extra], lambda _: Context())


@pytest.fixture
def log(make) -> Log:
    return Log(make)


def of_kind(report: AuthorReport, kind: Kind) -> list[Insight]:
    return [insight for insight in report.insights if insight.kind is kind]


def test_a_wrong_wording_is_told_from_three_times_on(log: Log) -> None:
    log.answer(WARSAW, "Lodz", right=False, number=2)
    assert log.report().insights == ()
    (insight,) = log.answer(WARSAW, "  LODZ ", right=False).report().insights
    assert insight.message == "“Lodz” was answered 3 times: write it under accept or reject?"
    assert (insight.kind, insight.texts, insight.share.right) == (Kind.RECURRING, ("Lodz",), 3)


def test_what_the_author_rejects_already_brings_no_advice(log: Log) -> None:
    (insight,) = log.answer(WARSAW, "Krakow", right=False, number=3).report().insights
    assert insight.message == "“Krakow” was answered 3 times"


def test_a_wording_that_the_deck_accepts_by_now_is_no_mistake(log: Log) -> None:
    assert log.answer(WARSAW, "warsaw", right=False, number=3).report().insights == ()


def test_overruled_wordings_are_suggested_and_are_no_mistakes(log: Log) -> None:
    log.answer(WARSAW, "Warschau", right=True, number=3, verdict="wrong", overruled=True)
    (insight,) = log.report().insights
    assert insight.message == "you overruled the mark 3 times; accept “Warschau”?"


def test_two_cards_taken_for_one_another_name_each_other_with_their_lines(log: Log) -> None:
    log.answer(GDANSK, "Gdynia", right=False)
    assert log.report().insights == (), "once is a slip"
    log.answer(GDYNIA, "Gdańsk", right=False, number=2)
    here, there = log.report().insights
    assert (here.card, here.other, there.card, there.other) == (
        GDANSK.card,
        GDYNIA.card,
        GDYNIA.card,
        GDANSK.card,
    )
    place = GDYNIA.card.place
    assert here.message == (
        f"confused with {place.file}:{place.line}, “Which port was founded in 1926?”:"
        " “Gdynia” was answered here once, and this one's answer there twice"
    )
    assert [insight.mark for insight in (here, there)] == ["confused with “Gdynia”", "confused with “Gdańsk”"]


def test_a_confusion_is_not_told_again_as_a_wording(log: Log) -> None:
    (insight,) = log.answer(GDANSK, "Gdynia", right=False, number=3).report().insights
    assert insight.kind is Kind.CONFUSED


def test_an_answer_that_many_cards_share_confuses_none_of_them(make) -> None:
    cards = "".join(
        f"- {{q: Event {number} was in?, a: the year of war, id: e{number}}}\n" for number in range(4)
    )
    items = deck_items(cards + "- {q: Other?, a: the year of peace, id: other}\n")
    log = Log(make).answer(items[-1], "the year of war", right=False, number=3)
    report = author_report(items, items, log.events, lambda _: Context())
    assert [insight.kind for insight in report.insights] == [Kind.RECURRING]


def test_options_never_chosen_are_told_from_ten_choices_on(log: Log) -> None:
    log.answer(HELSINKI, "Helsinki", right=True, number=7, asked="choice", hints=1)
    log.answer(HELSINKI, "Turku", right=False, number=2, asked="choice")
    assert log.report().insights == ()
    log.answer(HELSINKI, "Helsinki", right=True, asked="typed", hints=1)
    assert log.report().insights == (), "a typed answer is no choice"
    log.answer(HELSINKI, "Helsinki", right=True, asked="choice", hints=1)
    (insight,) = of_kind(log.report(), Kind.UNCHOSEN)
    assert insight.message == "never chosen: “Tampere”, “Oulu” (10 choices, 2 of them wrong)"
    assert insight.mark == "2 wrong options never chosen"


def test_an_option_chosen_often_is_told_without_advice_on_wordings(log: Log) -> None:
    (insight,) = log.answer(HELSINKI, "Turku", right=False, number=3, asked="choice").report().insights
    assert insight.message == "“Turku” was chosen 3 times"


def test_of_a_statement_there_is_but_one_wrong_answer(make) -> None:
    items = deck_items("- {statement: It is so., a: true, id: s}\n")
    log = Log(make).answer(items[0], "false", right=False, number=3, asked="choice")
    assert author_report(items, items, log.events, lambda _: Context()).insights == ()


def test_recall_is_compared_with_its_prediction_from_ten_reviews_on(log: Log) -> None:
    log.answer(WARSAW, "Warsaw", right=True, days=2)  # new
    log.answer(WARSAW, "Warsaw", right=True)  # graduates on the second day
    for round_ in range(10):
        if round_ == 9:
            assert of_kind(log.report(), Kind.RECALL) == []
            assert log.report().judged == 0
        log.answer(WARSAW, None, right=False)  # in review: forgotten
        log.answer(WARSAW, "Warsaw", right=True)  # relearnt, which is no review
    (insight,) = of_kind(log.report(), Kind.RECALL)
    assert (insight.share.right, insight.share.of, insight.mark) == (0, 10, "harder than predicted")
    predictions = []
    for number, event in enumerate(log.events):
        memory = fold(WARSAW.id, log.events[:number]).memory
        if number >= 2 and number % 2 == 0 and memory is not None and isinstance(event, Answer):
            predictions.append(recall(memory, event.study_day, DEFAULT_WEIGHTS))
    assert insight.predicted == pytest.approx(sum(predictions) / 10, abs=1e-5)
    assert insight.message.startswith("harder than predicted: 0 of 10 reviews recalled (0%, 0% to 28%), 9")
    (deck,) = log.report().decks
    assert (deck.reviews.right, deck.reviews.of) == (0, 10)


def test_recall_as_predicted_is_counted_and_asks_for_nothing(log: Log) -> None:
    log.answer(WARSAW, "Warsaw", right=True, number=12)
    (insight,) = of_kind(log.report(), Kind.RECALL)
    assert (insight.share.right, insight.share.of, insight.mark) == (10, 10, "")
    assert log.report().judged == 1


def test_a_choice_is_predicted_with_its_chance_of_a_guess(log: Log) -> None:
    log.answer(WARSAW, "Warsaw", right=True, number=12)
    plain = of_kind(log.report(), Kind.RECALL)[0].predicted
    log.events = [replace(event, guess_rate=0.5) for event in log.events if isinstance(event, Answer)]
    lucky = of_kind(log.report(), Kind.RECALL)[0].predicted
    assert plain is not None
    assert lucky == pytest.approx(plain + 0.5 * (1 - plain), abs=1e-3)


def test_always_right_at_once_needs_ten_answers_without_hint_or_guess(log: Log) -> None:
    log.answer(WARSAW, "Warsaw", right=True, number=9)
    assert of_kind(log.report(), Kind.EASY) == []
    (easy,) = of_kind(log.answer(WARSAW, "Warsaw", right=True).report(), Kind.EASY)
    assert easy.message == "too easy? 10 of 10 answers right at once (100%, 72% to 100%)"
    assert of_kind(log.answer(WARSAW, "Warsaw", right=True, hints=1).report(), Kind.EASY) == []


def test_the_hardest_lie_surely_below_what_is_usual(log: Log) -> None:
    log.answer(GDYNIA, "Gdynia", right=True, number=30)
    log.answer(WARSAW, None, right=False, number=9)
    assert of_kind(log.report(), Kind.HARD) == []
    (hard,) = of_kind(log.answer(WARSAW, "Warsaw", right=True).report(), Kind.HARD)
    assert hard.message == "among the hardest: 1 of 10 answers right (10%, 2% to 40%), 78% over all cards"


def test_flags_and_notes_are_told_as_they_stand(log: Log, make) -> None:
    flag, off = make.flag(1, WARSAW.id), make.flag(2, WARSAW.id, on=False)
    note = make.note(3, WARSAW.id, "Check the\nspelling")
    assert [insight.message for insight in log.report(flag, note).insights] == [
        "you flagged it",
        "your note: Check the\nspelling",
    ]
    assert [insight.kind for insight in log.report(flag, off, note).insights] == [Kind.NOTED]


def test_what_was_taken_back_says_nothing_and_what_is_followed_does(log: Log, make) -> None:
    log.answer(replace(WARSAW, id="deck/old/q"), "Lodz", right=False, number=3)
    assert log.report().insights == ()
    follow = make.follow(50, WARSAW.id, "deck/old/q", minute=5 * DAY)
    assert [insight.kind for insight in log.report(follow).insights] == [Kind.RECURRING]
    undo = make.retract(60, 0, minute=6 * DAY)
    assert log.report(follow, undo).insights == ()


def test_answers_from_before_the_right_answer_was_changed_say_nothing(log: Log) -> None:
    assert log.answer(WARSAW, "Lodz", right=False, number=3, expected="another").report().insights == ()


def test_insights_come_by_line_and_name_the_way_of_asking_where_there_are_several(log: Log, make) -> None:
    flags = [make.flag(at, item.id) for at, item in enumerate(reversed(ITEMS.values()))]
    found = log.report(*flags).insights
    assert [insight.card.place.line for insight in found] == sorted(
        item.card.place.line for item in ITEMS.values()
    )
    assert [insight.message for insight in found[-2:]] == ["(1) you flagged it", "(2) you flagged it"]


def test_the_marks_of_one_item_come_from_its_own_history(log: Log, make) -> None:
    log.answer(WARSAW, "Lodz", right=False, number=3).answer(GDANSK, "Lodz", right=False, number=3)
    flag = make.flag(90, WARSAW.id)
    events = history(WARSAW.id, [*log.events, flag])
    assert marks_of(WARSAW, events, Context()) == ("often answered: “Lodz”",)


@pytest.mark.parametrize(
    "response", [None, "", "x" * 5000, ("a", "b"), (("a", "b"),), "\x1b[31m", "true", ("",) * 400]
)
@pytest.mark.parametrize("asked", ["typed", "choice", "flip", "arrange", "nonsense"])
def test_no_response_in_a_log_is_too_strange(log: Log, response: Response, asked: str) -> None:
    for item in ITEMS.values():
        log.answer(item, response, right=False, number=3, asked=asked)
    log.report()


def test_a_wrong_answer_is_marked_once_however_often_it_was_given(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[Response] = []

    def counting(item: Item, mode: Mode, response: Response, context: Context) -> Mark | AskBack:
        marked.append(response)
        return grade(item, mode, response, context)

    monkeypatch.setattr("quizapp.study.wordings.grade", counting)
    log.answer(WARSAW, "Lodz", right=False, number=300).report()
    assert marked == ["Lodz"]
