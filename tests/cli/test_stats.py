"""`quizapp stats`: for people, for programs, and for spreadsheets."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.cli.cells import fitted, width
from quizapp.cli.desk import Desk
from quizapp.cli.tables import Table
from quizapp.memory.rating import Rating
from tests.cli.command import Shell

pytestmark = pytest.mark.usefixtures("own_decks_alone")

DECK = """\
deck: {id: capitals, title: "=Capitals 首都 \\e[31m"}
cards:
""" + "".join(f"  - {{q: 'Question {n}?', a: answer {n}, id: k{n}, tags: [t{n % 2}]}}\n" for n in range(6))


@pytest.fixture(autouse=True)
def deck(shell: Shell) -> None:
    folder = shell.home / "decks"
    folder.mkdir(parents=True)
    text = DECK.replace("\\e[31m", "of the world")
    (folder / "capitals.yaml").write_text(text, encoding="utf-8")
    (folder / "rivers.yaml").write_text("- {q: The longest?, a: Nile, id: nile}\n", encoding="utf-8")


def study(ratings: list[Rating], course: str = "capitals") -> None:
    desk = Desk.open()
    session = desk.begin(course, None).next(desk.now(), desk.state_of)
    for rating in ratings:
        session, event = session.answer(None, desk.now(), ms=6000).rate(rating, desk.stamp())
        desk.record(event)
        session = session.next(desk.now(), desk.state_of)


def test_the_numbers_as_json(shell: Shell) -> None:
    study([Rating.EASY, Rating.GOOD, Rating.AGAIN])
    study([Rating.EASY], "rivers")
    report = shell.json("stats", "--json")
    assert (report["answers"], report["right"], report["minutes"], report["streak"]) == (4, 3, 0.4, 1)
    assert report["items"] == {"new": 3, "learning": 4, "known": 0, "suspended": 0}
    assert (report["retention"]["true"], report["retention"]["predicted"]) == (None, None)
    assert [(theme["id"], theme["answers"], theme["recall"]) for theme in report["themes"]] == [
        ("capitals/capitals", 3, 0.5),
        ("rivers/rivers", 1, 1.0),
    ]
    assert report["today"]["left"]["new"] == 3
    assert report["recall"] == pytest.approx(4 / 7, abs=1e-4)
    assert datetime.fromisoformat(report["now"]).tzinfo is not None
    assert [button["answers"] for button in report["buttons"]] == [1, 0, 1, 2]

    only = shell.json("stats", "--json", "rivers")
    assert (only["answers"], only["items"]["learning"], len(only["themes"])) == (1, 1, 1)


def test_days_that_count_begin_with_since(shell: Shell) -> None:
    study([Rating.EASY])
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011
    report = shell.json("stats", "--json", "--since", tomorrow)
    assert (report["answers"], report["since"], report["streak"]) == (0, tomorrow, 1)
    assert report["items"]["learning"] == 1
    status, out, err = shell.run("stats", "--since", "yesterday\x1b[31m")
    assert (status, out) == (2, "")
    assert "2026-01-31" in err
    assert "\x1b" not in err


def test_a_page_for_people_fits_80_columns(shell: Shell) -> None:
    assert shell.run("stats") == (0, "Nothing was answered yet. `quizapp study` begins.\n", "")
    study([Rating.EASY, Rating.AGAIN])
    status, out, _ = shell.run("stats")
    assert status == 0
    assert "2 answers, 1 right" in out
    assert "1 day, the longest 1 day" in out
    assert all(width(line) <= 80 for line in out.splitlines()), out
    for by in ("deck", "tag", "day"):
        status, out, _ = shell.run("stats", "--by", by)
        assert status == 0
        assert all(width(line) <= 80 for line in out.splitlines()), out
    assert "2" in out.splitlines()[1]
    [_, first, second] = shell.run("stats", "--by", "tag", "capitals")[1].splitlines()
    assert (first.split()[0], second.split()[0]) == ("t0", "t1")


def test_tables_for_a_spreadsheet(shell: Shell) -> None:
    study([Rating.EASY])
    status, out, _ = shell.run("stats", "--by", "deck", "--csv", "-")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["title"] == "'=Capitals 首都 of the world", "no formula"
    assert rows[0]["answers"] == "1"

    status, out, _ = shell.run("stats", "--csv", "tables")
    assert status == 0
    files = {path.stem for path in (shell.home.parent / "tables").iterdir()}
    assert {"days", "decks", "tags", "retention", "forecast", "weeks", "hardest", "hours", "quizzes"} <= files
    assert len(out.splitlines()) == len(files)

    status, _, err = shell.run("stats", "--by", "day", "--csv", "tables")
    assert (status, "cannot be written" in err) == (2, True)
    assert shell.run("stats", "--csv", "-")[0] == 2


def test_a_deck_that_is_not_there(shell: Shell) -> None:
    status, _, err = shell.run("stats", "capitols")
    assert (status, "capitals" in err) == (2, True)


def test_the_desk_counts_in_a_thread_of_its_own(shell: Shell) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from quizapp.progress.statistics import Period

    study([Rating.EASY, Rating.GOOD])
    desk = Desk.open()
    counting = desk.statistics("capitals", Period.MONTH)
    with ThreadPoolExecutor(1) as pool:
        numbers = pool.submit(counting).result()
    assert numbers.total.answers == 2
    assert numbers.since == numbers.today_is - timedelta(days=29)
    assert numbers.now.astimezone(UTC) <= datetime.now(UTC)


def test_the_desk_counts_anew_what_was_answered_edited_or_studied_elsewhere(shell: Shell) -> None:
    from quizapp.progress.statistics import Period, Statistics

    desk = Desk.open()

    def numbers() -> Statistics:
        return desk.statistics(None, Period.YEAR)()

    assert (numbers().items.total, numbers().items.new) == (7, 7)
    study([Rating.EASY, Rating.GOOD])
    assert (numbers().items.learning, numbers().total.answers) == (2, 2)
    before = {theme.id: theme.recall for theme in numbers().themes}
    assert before == {"capitals/capitals": 1 / 3, "rivers/rivers": 0}
    rivers = shell.home / "decks" / "rivers.yaml"
    rivers.write_text("- {q: The longest?, a: Nile, id: nile, tags: [wet]}\n- {q: Two?, a: 2, id: two}\n")
    desk.reload()
    assert (numbers().items.total, [tag.id for tag in numbers().tags]) == (8, ["t0", "t1", "wet"])
    assert {theme.id: theme.recall for theme in numbers().themes} == before
    rivers.unlink()
    desk.reload()
    assert [theme.id for theme in numbers().themes] == ["capitals/capitals"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        (-1.5, "-1.5"),
        (None, ""),
        (True, "1"),
        ('say "x",\ny', '"say ""x"",\ny"'),
    ],
)
def test_a_cell_is_no_formula(value, cell) -> None:
    file = io.StringIO()
    Table("one", ("a", "b"), ((value, "z"),)).write(file)
    assert file.getvalue() == f"a,b\r\n{cell},z\r\n"


def test_wide_letters_take_two_cells() -> None:
    assert fitted("首都", 6) == "首都  "
    assert fitted("首都首都", 6) == "首都… "
    assert fitted("abcdef", 4) == "abc…"
    assert width("e\u0301") == 1
