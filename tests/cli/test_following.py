"""Progress follows cards that their author edits."""

import json
from pathlib import Path

import pytest

from quizapp.cli.changes import changes_since_last_load
from quizapp.cli.desk import Desk
from quizapp.deck.files import load
from quizapp.deck.item import Item, items
from quizapp.memory.days import study_day
from quizapp.memory.rating import Rating
from quizapp.progress.faults import Cause, StoreFault
from tests.cli.command import Shell
from tests.cli.test_commands import own_deck

pytestmark = pytest.mark.usefixtures("own_decks_alone")

HEAD = "deck: {id: k, title: Test}\ncards:\n"


def deck(shell: Shell, *cards: str, name: str = "k.yaml", head: str = HEAD) -> Path:
    return own_deck(shell, head + "".join(f"  - {{{card}}}\n" for card in cards), name)


def learn(course: str = "k", number: int = 99, rating: Rating = Rating.EASY) -> Desk:
    """Answer what a course asks now."""
    desk = Desk.open()
    session = desk.begin(course, None).next(desk.now(), desk.state_of)
    while not session.finished and number:
        session, event = session.answer(None, desk.now()).rate(rating, desk.stamp())
        desk.record(event)
        session = session.next(desk.now(), desk.state_of)
        number -= 1
    return desk


def answers(desk: Desk, course: str = "k") -> list[int]:
    """How many answers count for each item of a course, in its order."""
    agenda = next(agenda for agenda in desk.agendas() if agenda.course.id == course)
    return [desk.state_of(item.id).answers for own in agenda.decks for item in items(own.course, own.deck)]


def items_of(desk: Desk) -> tuple[Item, ...]:
    """The items of the first deck."""
    own = desk.agendas()[0].decks[0]
    return items(own.course, own.deck)


def follows(shell: Shell) -> int:
    return shell.run("log", "--json", "--type", "follow")[1].count("\n")


def notices(desk: Desk) -> str:
    return " ".join(desk.take_notices())


def test_a_start_without_a_change_compares_no_cards(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    deck(shell, "q: Capital of Norway?, a: Oslo")
    assert notices(Desk.open()) == "", "what was never read before is no news"
    monkeypatch.setattr("quizapp.cli.reading.Reading.take", None)
    assert notices(Desk.open()) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("q: Capital of Norway?, a: Oslo", "q: What is the capital city of Norway?, a: Oslo"),
        ("q: Capital of Norway?, a: Oslo", "q: Capital of Norway?, a: Oslo, id: nrwy22"),
        ("q: Capital of Norway?, a: Oslo, id: one", "q: Capital of Norway?, a: Oslo, id: two"),
        ("q: Capital of Norway?, a: Kristiania", "q: '*Capital* of Norway', a: Oslo, id: x"),
        ("cloze: Oslo lies in ==Norway==", "cloze: Oslo is a town in ==Norway=="),
    ],
)
def test_an_edited_card_goes_on_with_its_history(shell: Shell, before: str, after: str) -> None:
    deck(shell, before, "q: Other?, a: thing")
    learn()
    deck(shell, after, "q: Other?, a: thing")
    desk = Desk.open()
    assert answers(desk) == [1, 1]
    assert "1 edited card goes on with the earlier history" in notices(desk)
    assert Desk.open().take_notices() == ()
    assert follows(shell) == 1
    assert desk.store.check() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("q: When did Croatia join NATO?, a: '2009'", "q: When did Albania join NATO?, a: '2009'"),
        ("statement: The sun is a star., a: true", "statement: The moon is a star., a: true"),
        (
            "q: Which river flows through the city of Paris?, a: Seine, id: one",
            "q: Which river flows through the town of Paris?, a: Seine, id: two",
        ),
    ],
)
def test_what_may_be_another_card_is_proposed_and_nothing_more(shell: Shell, before: str, after: str) -> None:
    deck(shell, before)
    learn()
    deck(shell, after)
    desk = Desk.open()
    assert answers(desk) == [0]
    assert [proposal.answers for proposal in desk.proposals()] == [1]
    assert desk.overview().proposals == 1


def test_two_cards_with_as_good_a_claim_are_not_followed(shell: Shell) -> None:
    deck(shell, "q: which town is the capital of norway?, a: Oslo")
    learn()
    deck(
        shell,
        "q: which big town is the capital of norway?, a: Oslo",
        "q: which town is the capital of norway now?, a: Oslo",
    )
    assert answers(Desk.open()) == [0, 0]


def test_a_card_without_history_is_followed_in_silence(shell: Shell) -> None:
    deck(shell, "q: Capital of Norway?, a: Oslo", "q: Other?, a: thing")
    Desk.open()
    deck(shell, "q: What is the capital of Norway?, a: Oslo", "q: Other?, a: thing")
    desk = Desk.open()
    assert notices(desk) == "Test: 1 reworded."
    assert desk.proposals() == ()


def test_an_edit_taken_back_brings_later_answers_along(shell: Shell) -> None:
    first, second = "q: Capital of Norway?, a: Oslo", "q: What is the capital of Norway?, a: Oslo"
    deck(shell, first)
    learn()
    deck(shell, second)
    desk = Desk.open()
    item = items_of(desk)[0]
    session = desk.session((item,))
    session = session.next(desk.now(), lambda name: type(desk.state_of(name))(name))
    desk.record(session.answer(None, desk.now()).rate(Rating.GOOD, desk.stamp())[1])
    deck(shell, first)
    assert answers(Desk.open()) == [2]
    deck(shell, second)
    desk = Desk.open()
    assert answers(desk) == [2]
    assert desk.store.check() == []


def test_what_is_said_of_an_updated_course(shell: Shell) -> None:
    cards = [f"q: Question {name}?, a: answer {name}, id: {name}" for name in ("ab", "cd", "ef", "gh", "ij")]
    path = deck(shell, *cards)
    learn(number=3)
    deck(
        shell,
        cards[0],
        "q: Question cd?, a: something else, id: cd",
        "q: The question ef?, a: answer ef, id: ef",
        "q: Brand new?, a: yes it is, id: nw",
    )
    expected = "1 new card, 1 reworded, 1 answer changed, 2 cards gone."
    [sentence] = changes_since_last_load(load(path).courses)
    assert sentence == f"Test, since it was last read for studying: {expected}"
    assert notices(Desk.open()) == f"Test: {expected}"
    assert changes_since_last_load(load(path).courses) == []


def test_changes_without_a_store_or_with_a_broken_one(shell: Shell) -> None:
    path = deck(shell, "q: A?, a: b")
    courses = load(path).courses
    assert changes_since_last_load(courses) == []
    assert not (shell.home / "progress.db").exists()
    (shell.home / "progress.db").write_bytes(b"no database at all" * 100)
    assert changes_since_last_load(courses) == []
    assert (shell.home / "progress.db").read_bytes() == b"no database at all" * 100


def test_looking_for_changes_leaves_nothing_behind(shell: Shell) -> None:
    path = deck(shell, "q: A?, a: b")
    Desk.open().store.close()
    deck(shell, "q: A?, a: c")
    before = sorted(shell.home.iterdir())
    assert len(changes_since_last_load(load(path).courses)) == 1
    assert sorted(shell.home.iterdir()) == before


def test_cards_of_a_broken_file_are_not_gone(shell: Shell) -> None:
    path = deck(shell, "q: Capital of Norway?, a: Oslo", "q: Other?, a: thing")
    learn()
    text = path.read_text()
    path.write_text(text + "  - {q: Broken?, anwser: x}\n  - {q: [}\n")
    assert "gone" not in notices(Desk.open())
    path.write_text(text)
    desk = Desk.open()
    assert answers(desk) == [1, 1]
    assert notices(desk) == ""


def test_a_renamed_file_is_followed(shell: Shell) -> None:
    cards = ("q: Capital of Norway?, a: Oslo", "q: Capital of Peru?, a: Lima, id: peru")
    path = deck(shell, *cards, head="cards:\n", name="towns.yaml")
    learn("towns")
    path.unlink()
    deck(shell, *cards, "q: And new?, a: indeed", head="cards:\n", name="cities.yaml")
    desk = Desk.open()
    assert answers(desk, "cities") == [1, 1, 0]
    assert notices(desk) == (
        "Cities: 1 new card. 2 edited cards go on with the earlier history:"
        " quizapp cards --follow lists them."
    )


def test_a_course_that_gets_an_id_is_followed(shell: Shell) -> None:
    deck(shell, "q: Capital of Norway?, a: Oslo", head="cards:\n", name="towns.yaml")
    learn("towns")
    deck(shell, "q: Capital of Norway?, a: Oslo", head="deck: {id: t}\ncards:\n", name="towns.yaml")
    assert answers(Desk.open(), "t") == [1]


def test_another_file_with_another_id_is_no_renamed_one(shell: Shell) -> None:
    path = deck(shell, "q: French for dog?, a: chien, id: v1", head="cards:\n", name="french.yaml")
    learn("french")
    path.unlink()
    deck(shell, "q: German for dog?, a: Hund, id: v1", head="cards:\n", name="german.yaml")
    desk = Desk.open()
    assert answers(desk, "german") == [0]
    assert desk.proposals() == ()


def test_a_card_edited_while_it_is_asked_comes_back_with_its_progress(shell: Shell) -> None:
    deck(shell, "q: Capital of Norway?, a: Oslo", "q: Other?, a: thing")
    learn(rating=Rating.AGAIN)
    desk = Desk.open()
    items = items_of(desk)
    session = desk.session((), [(desk.now(), item) for item in items]).next(desk.now(), desk.state_of)
    deck(shell, "q: Which town is the capital of Norway?, a: Oslo", "q: Other?, a: thing")
    desk.reload()
    session = desk.refreshed(session)
    assert session.turn is not None
    assert session.turn.item.card.stem == "Which town is the capital of Norway?"
    assert desk.state_of(session.turn.item.id).answers == session.turn.state.answers


def test_a_store_that_takes_nothing_keeps_nobody_from_studying(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck(shell, "q: Capital of Norway?, a: Oslo")
    learn()
    deck(shell, "q: What is the capital of Norway?, a: Oslo")

    def full(*_: object) -> None:
        raise StoreFault(Cause.FULL, "The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr("quizapp.progress.known.Known.learn", full)
        desk = Desk.open()
        assert notices(desk) == "The disk is full. Free some space."
        assert answers(desk) == [0]
    assert answers(Desk.open()) == [1]


# -- cloze --------------------------------------------------------------------------------


def cloze(shell: Shell, text: str) -> Desk:
    deck(shell, f'id: c, cloze: "{text}"')
    return Desk.open()


def test_deletions_keep_their_history_whatever_is_put_before_them(shell: Shell) -> None:
    cloze(shell, "==Oslo== lies in ==Norway==")
    learn(number=1)
    desk = cloze(shell, "==Lima== and ==Oslo== lie in ==Norway==")
    assert answers(desk) == [0, 1, 0]
    assert follows(shell) == 3
    desk = cloze(shell, "==Norway== has ==Oslo==")
    assert answers(desk) == [0, 1]
    desk = cloze(shell, "==Oslo== lies in ==Norway==")
    assert answers(desk) == [1, 0]
    assert desk.store.check() == []
    assert len(desk.store.days(study_day(desk.now(), desk.settings.day_starts))) == 1


def test_a_slip_in_a_deletion_and_a_label_change_nothing(shell: Shell) -> None:
    cloze(shell, "==c1::Castor== and ==Pollux==")
    learn()
    assert answers(cloze(shell, "==Polux==, ==c1::Castor==")) == [1, 1]
    assert answers(cloze(shell, "==c1::Kastor==, ==Pollux==")) == [1, 1]


def test_deletions_that_get_labels_keep_their_history(shell: Shell) -> None:
    cloze(shell, "==Castor== and ==Pollux==")
    learn(number=1)
    assert answers(cloze(shell, "==c2::Castor== and ==c1::Pollux==")) == [1, 0]


def test_two_machines_that_meet_the_same_edit_do_it_once(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cloze(shell, "==Oslo== lies in ==Norway==")
    learn(number=1)
    other = tmp_path / "other"
    other.mkdir()
    Desk.open().store.backup(other / "progress.db")
    desk = cloze(shell, "==Lima== and ==Oslo== lie in ==Norway==")
    monkeypatch.setenv("QUIZAPP_HOME", str(other))
    (other / "decks").mkdir()
    (other / "decks" / "k.yaml").write_bytes((shell.home / "decks" / "k.yaml").read_bytes())
    second = Desk.open()
    assert answers(second) == [0, 1, 0]
    assert (desk.store.merge(second.store.path), second.store.merge(desk.store.path)) == (3, 3)
    assert answers(desk) == answers(second) == [0, 1, 0]
    assert desk.store.all_states() == second.store.all_states()


# -- changed answers ----------------------------------------------------------------------


def test_a_changed_answer_comes_soon_and_a_mended_slip_does_not(shell: Shell) -> None:
    deck(shell, "q: Highest?, a: Everst mountain, id: h", "q: Deepest?, a: Challenger, id: d")
    learn()
    deck(shell, "q: Highest?, a: Everest mountain, id: h", "q: Deepest?, a: Mariana, id: d")
    desk = Desk.open()
    agenda = next(agenda for agenda in desk.agendas() if agenda.course.id == "k")
    assert [item.card.id for item in agenda.queue.due] == ["d"]
    for again in (False, True):
        desk = Desk.open()
        session = desk.begin("k", None).next(desk.now(), desk.state_of)
        assert session.finished is again
        if not again:
            assert session.turn is not None
            assert session.turn.changed
            desk.record(session.answer(None, desk.now()).rate(Rating.GOOD, desk.stamp())[1])


@pytest.mark.parametrize("again", ["q: Deepest?, a: Mariana, id: d", "q: The deepest?, a: Mariana"])
def test_a_changed_answer_comes_soon_whatever_id_its_card_gets(shell: Shell, again: str) -> None:
    deck(shell, "q: Deepest?, a: Challenger")
    learn()
    deck(shell, "q: Deepest?, a: Mariana")
    assert len(Desk.open().agendas()[0].queue.due) == 1
    deck(shell, again)
    desk = Desk.open()
    assert answers(desk) == [1]
    assert len(desk.agendas()[0].queue.due) == 1


def test_an_answer_that_is_changed_back_is_asked_when_it_was_due(shell: Shell) -> None:
    deck(shell, "q: Deepest?, a: Challenger, id: d")
    learn()
    deck(shell, "q: Deepest?, a: Mariana, id: d")
    assert len(Desk.open().agendas()[0].queue.due) == 1
    deck(shell, "q: Deepest?, a: Challenger, id: d")
    assert Desk.open().agendas()[0].queue.due == ()


# -- decisions ----------------------------------------------------------------------------


def proposal(shell: Shell) -> None:
    deck(shell, "q: When did Croatia join NATO?, a: '2009'")
    learn()
    deck(shell, "q: When did Albania join NATO?, a: '2009'")


def test_a_proposal_is_accepted_and_taken_back(shell: Shell) -> None:
    proposal(shell)
    _, out, _ = shell.run("cards", "--follow")
    assert out.startswith("1. “When did Croatia join NATO?” → “When did Albania join NATO?”\n   93 % alike")
    status, out, _ = shell.run("cards", "--follow", "--accept", "1")
    assert (status, out.splitlines()[0]) == (0, "1 card goes on with the earlier history.")
    assert answers(Desk.open()) == [1]
    data = shell.json("cards", "--follow", "--json")
    assert data["proposals"] == []
    assert data["followed"][0]["was_question"] == "When did Croatia join NATO?"
    assert shell.run("cards", "--follow", "--take-back", "1")[1].startswith("1 card was taken back.")
    desk = Desk.open()
    assert answers(desk) == [0]
    assert desk.proposals() == ()
    assert shell.json("cards", "--follow", "--json")["followed"] == []


def test_a_declined_proposal_does_not_come_back(shell: Shell) -> None:
    proposal(shell)
    assert "begins afresh" in shell.run("cards", "--follow", "--decline", "all")[1]
    deck(shell, "q: When did Albania join NATO?, a: '2009'", "q: More?, a: more")
    assert Desk.open().proposals() == ()


def test_a_proposal_survives_the_ids_that_its_card_gets(shell: Shell) -> None:
    proposal(shell)
    Desk.open()
    deck(shell, "q: When did Albania join NATO?, a: '2009', id: lbn222")
    assert [one.card for one in Desk.open().proposals()] == ["lbn222"]
    shell.run("cards", "--follow", "--accept", "all")
    assert answers(Desk.open()) == [1]


def test_a_number_that_is_none_changes_nothing(shell: Shell) -> None:
    proposal(shell)
    status, _, err = shell.run("cards", "--follow", "--accept", "1", "7")
    assert (status, "no number 7" in err) == (2, True)
    assert len(Desk.open().proposals()) == 1


def test_what_was_taken_back_is_not_followed_again(shell: Shell) -> None:
    deck(shell, "q: A?, a: x, id: old")
    learn()
    deck(shell, "q: A?, a: x, id: new, was: old")
    assert answers(Desk.open()) == [1]
    shell.run("cards", "--follow", "--take-back", "all")
    assert answers(Desk.open()) == [0]
    assert follows(shell) == 1


def test_an_edit_that_is_made_again_after_it_was_taken_back_is_another_card(shell: Shell) -> None:
    first, second = "q: Capital of Norway?, a: Oslo", "q: What is the capital of Norway?, a: Oslo"
    deck(shell, first)
    learn()
    deck(shell, second)
    Desk.open()
    shell.run("cards", "--follow", "--take-back", "all")
    deck(shell, first)
    assert answers(Desk.open()) == [1]
    deck(shell, second)
    assert answers(Desk.open()) == [0]


def test_the_list_of_cards(shell: Shell) -> None:
    path = deck(shell, "q: A?, a: x, id: one", "q: B?, a: y, id: two, reverse: true")
    learn(number=1)
    _, out, _ = shell.run("cards", "k")
    first, second, last = out.splitlines()
    assert first.startswith(f"one  {path}:3  A?  (learnt, due ")
    assert (second, last) == (f"two  {path}:4  B?  (new)", "2 cards.")
    data = shell.json("cards", "k", "--json")
    assert [card["id"] for card in data] == ["one", "two"]
    assert [item["answers"] for item in data[0]["items"]] == [1]


def test_deciding_is_kept_in_the_log_alone(shell: Shell) -> None:
    """Without the tables beside the log no progress is lost."""
    proposal(shell)
    shell.run("cards", "--follow", "--accept", "all")
    desk = Desk.open()
    for table in ("known_course", "known_card", "changed_item", "proposal"):
        desk.store._db.execute(f"DELETE FROM {table}")
    assert shell.run("doctor", "--rebuild")[0] == 0
    assert answers(Desk.open()) == [1]
    assert json.loads(shell.run("log", "--json", "--type", "follow")[1])["type"] == "follow"
