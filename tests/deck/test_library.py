"""Which files make which course, and what no file can make the reader do."""

import os
from pathlib import Path

import pytest

from quizapp.deck.files import load, load_all
from quizapp.deck.library import Library

DECK = "- {q: x, a: y}\n"
COURSE = "quizapp: 1\nid: c\npath: [one.yaml]\n"


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def codes(library: Library) -> list[str]:
    return [finding.code for finding in library.diagnostics]


def test_a_lone_file_is_a_course_named_after_it(tmp_path: Path) -> None:
    write(tmp_path, **{"my deck": DECK})
    (course,) = load(tmp_path / "my deck.yaml").courses
    assert (course.id, course.title, len(course.decks)) == ("my-deck", "My deck", 1)


def test_a_course_has_the_decks_of_its_path_in_order(tmp_path: Path) -> None:
    write(
        tmp_path / "c",
        course="id: c\ntitle: T\npath: [two.yaml, one.yaml]\n",
        one=DECK,
        two="- {q: z, a: y}\n",
    )
    (course,) = load(tmp_path).courses
    assert (course.id, course.title, [deck.id for deck in course.decks]) == ("c", "T", ["two", "one"])


def test_a_file_of_a_course_is_read_with_the_sources_of_its_course(tmp_path: Path) -> None:
    source = "sources: {book: {title: A Book}}\n"
    write(tmp_path, course=COURSE + source, one="- {q: x, a: y, source: book p. 1}\n")
    library = load(tmp_path / "one.yaml")
    assert codes(library) == []
    assert [deck.id for deck in library.courses[0].decks] == ["one"]


def test_a_folder_holds_lone_decks_courses_and_no_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, a=DECK, b=DECK)
    write(tmp_path / "c", course=COURSE, one=DECK)
    write(tmp_path / ".hidden", d=DECK)
    (tmp_path / "notes.txt").write_text("no deck")
    assert [course.id for course in load(tmp_path).courses] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("id: c\npath: [gone.yaml]\n", ["S402", "S406"]),
        ("id: c\npath: [../outside.yaml]\n", ["S403", "S406"]),
        ("id: c\npath: [/etc/passwd]\n", ["S403", "S406"]),
        ("id: c\ntitle: T\n", ["S404"]),
        ("path: [one.yaml]\n", ["I304"]),
        ("id: c\npath: [one.yaml, one.yaml]\n", ["Y005"]),
        ("", ["D200"]),
    ],
)
def test_mistakes_of_a_course(tmp_path: Path, course: str, expected: list[str]) -> None:
    write(tmp_path, outside=DECK)
    write(tmp_path / "c", course=course, one=DECK)
    assert codes(load(tmp_path / "c")) == expected


def test_a_deck_that_the_course_does_not_list_is_named(tmp_path: Path) -> None:
    write(tmp_path, course=COURSE, one=DECK, two=DECK)
    assert codes(load(tmp_path)) == ["S406"]


def test_of_two_courses_with_one_id_the_later_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, a="id: k\ncards: [{q: x, a: y}]\n", b="id: k\ncards: [{q: z, a: y}]\n")
    library = load(tmp_path)
    (finding,) = library.diagnostics
    assert (finding.code, Path(finding.file).name) == ("I305", "b.yaml")
    assert [Path(place.file).name for place in finding.related] == ["a.yaml"]
    assert len(library.courses) == 1


def test_files_of_one_course_are_seen_together(tmp_path: Path) -> None:
    cards = "- {q: x, a: y}\n"
    write(
        tmp_path, course="id: c\npath: [one.yaml, two.yaml, three.yaml]\n", one=cards, two=cards, three=cards
    )
    library = load_all([tmp_path / "one.yaml", tmp_path / "two.yaml", tmp_path / "one.yaml"])
    (course,) = library.courses
    assert [deck.id for deck in course.decks] == ["one", "two"]
    assert library.diagnostics == ()


def test_a_file_that_is_missing_is_not_taken_for_one_that_is_listed(tmp_path: Path) -> None:
    cards = "- {q: x, a: y}\n"
    write(tmp_path, course="id: c\npath: [africa.yaml, asia.yaml, erope.yaml]\n", africa=cards, europe=cards)
    missing = [found.label for found in load(tmp_path).diagnostics if found.code == "S402"]
    assert missing == ["make it, or take it out of `path`", "did you mean `europe.yaml`?"]


def test_two_decks_of_one_id_are_both_shown(tmp_path: Path) -> None:
    write(
        tmp_path,
        course="id: c\npath: [one.yaml, two.yaml]\n",
        one="deck: {id: k}\ncards: [{q: x, a: y}]\n",
        two="deck: {title: T, id: k}\ncards: [{q: z, a: y}]\n",
    )
    (finding,) = load(tmp_path).diagnostics
    (first,) = finding.related
    assert (finding.code, finding.span.column, first.span.column) == ("I302", 22, 12)
    assert Path(first.file).name == "one.yaml"


def test_ids_are_unique_over_the_files_of_a_course(tmp_path: Path) -> None:
    write(
        tmp_path,
        course="id: c\npath: [one.yaml, two.yaml]\n",
        one="- {q: x, a: y, id: k}\n",
        two="- {q: z, a: y, id: k}\n",
    )
    library = load(tmp_path)
    (finding,) = library.diagnostics
    assert (finding.code, Path(finding.file).name) == ("I302", "two.yaml")
    assert "one.yaml:1" in finding.label


def test_moving_a_card_between_files_keeps_its_item(tmp_path: Path) -> None:
    """The derived id hangs on course and question, not on the file."""
    write(
        tmp_path,
        course="id: c\npath: [one.yaml, two.yaml]\n",
        one=DECK + "- {q: z, a: y}\n",
        two="- {q: w, a: y}\n",
    )
    before = {card.id for deck in load(tmp_path).courses[0].decks for card in deck.cards}
    write(tmp_path, one="- {q: z, a: y}\n", two="- {q: w, a: y}\n" + DECK)
    assert {card.id for deck in load(tmp_path).courses[0].decks for card in deck.cards} == before


def test_no_link_leads_out_of_a_course(tmp_path: Path) -> None:
    write(tmp_path, outside=DECK)
    write(tmp_path / "c", course=COURSE)
    (tmp_path / "c" / "one.yaml").symlink_to(tmp_path / "outside.yaml")
    library = load(tmp_path / "c")
    assert "S403" in codes(library)
    assert not library.courses[0].decks


def test_links_in_circles_pipes_and_folders_with_deck_names_are_findings(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert codes(load(tmp_path)) == ["Y016", "Y016"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"- q: caf\xe9\n  a: x\n", "Y009"),
        ("- q: x\n  a: y\n".encode("utf-16"), "Y009"),
        (b"x" * 5_000_001, "Y011"),
        (b"[" * 10_000, "Y010"),
        (b"\0", "Y008"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "Y003"),
    ],
    ids=["latin-1", "utf-16", "large", "deep", "null", "aliases"],
)
def test_hostile_bytes_are_findings(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "deck.yaml").write_bytes(data)
    assert code in codes(load(tmp_path))


def test_a_byte_order_mark_is_no_part_of_the_deck(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_bytes(b"\xef\xbb\xbf- q: x\n  oops: y\n")
    (finding,) = load(tmp_path).diagnostics
    assert (finding.code, finding.span.line, finding.span.column) == ("D201", 2, 3)


def test_two_courses_with_one_id_are_named_and_the_first_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "a", course=COURSE, one=DECK)
    write(tmp_path / "b", course=COURSE, one=DECK)
    library = load_all([tmp_path / "a", tmp_path / "b"])
    assert codes(library) == ["I305"]
    assert len(library.courses) == 1


def test_a_path_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert load(tmp_path / "gone").missing == (str(tmp_path / "gone"),)


# -- what cannot be read costs no progress --------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "deck: {id: capitals, title: T\n",
        "deck: {idd: capitals}\n",
        "deck: {id: real id}\n",
        "deck: {id: [a]}\n",
    ],
)
def test_a_deck_whose_id_cannot_be_read_is_not_studied_under_another(tmp_path: Path, head: str) -> None:
    write(tmp_path, x=f"{head}cards:\n  - {{q: x, a: y}}\n")
    library = load(tmp_path / "x.yaml")
    assert library.courses == ()
    assert library.diagnostics


def test_a_deck_of_a_course_that_cannot_be_read_is_not_studied_alone(tmp_path: Path) -> None:
    write(tmp_path, course="id: [c\n", one=DECK)
    assert load(tmp_path / "one.yaml").courses == ()
    assert load(tmp_path).courses == ()


def test_an_earlier_id_that_is_in_use_or_claimed_twice_hands_nothing_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        a="- {q: x, a: y, id: old}\n- {q: z, a: y, id: new, was: old}\n",
        b="- {q: x, a: y, id: k1, was: gone}\n- {q: z, a: y, id: k2, was: gone}\n",
    )
    first, second = load(tmp_path).courses
    assert [card.was for card in first.decks[0].cards] == [(), ()]
    assert [card.was for card in second.decks[0].cards] == [("gone",), ()]


@pytest.mark.parametrize("name", ["x" * 300 + ".yaml", "one.txt", "\0.yaml"])
def test_a_path_entry_that_no_file_can_have_is_a_finding(tmp_path: Path, name: str) -> None:
    write(tmp_path, course=f'id: c\npath: ["{name}"]\n'.replace("\0", "\\0"))
    library = load(tmp_path)
    assert codes(library)


def test_a_path_too_long_for_the_system_is_a_finding() -> None:
    assert codes(load(Path("a" * 5000))) == ["Y016"]


def test_a_folder_without_rights_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights do not bind root, so the refusal is put in the place of the system's."""
    write(tmp_path / "c", course=COURSE, one=DECK)
    real = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.parent.name == "c":
            raise PermissionError(13, "Permission denied")
        return real(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    assert "Y016" in codes(load(tmp_path))


def test_one_file_by_two_names_is_one_deck(tmp_path: Path) -> None:
    write(tmp_path, course="id: c\npath: [one.yaml, ./one.yaml, sub/../one.yaml, link.yaml]\n", one=DECK)
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.yaml").symlink_to("one.yaml")
    library = load(tmp_path)
    assert [len(course.decks) for course in library.courses] == [1]
    assert codes(library) == ["Y005"] * 3


def test_folders_may_be_nested_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(400):
        os.mkdir("d")  # noqa: PTH102 - the path from the root would be too long
        os.chdir("d")
    write(Path(), one=DECK)
    monkeypatch.chdir(tmp_path)
    assert len(load(Path("d")).courses) == 1
