"""`quizapp init` and `quizapp schema`: what is written, and what is left alone."""

import json
from pathlib import Path

import pytest

from quizapp.deck.schema.document import schema_text
from tests.cli.command import Shell

DECK = Path("new/my-deck.quiz.yaml")
SCHEMA = Path("new/.quizapp/deck.schema.json")
SETTINGS = Path("new/.vscode/settings.json")


def test_a_new_folder_gets_a_deck_the_schema_and_settings(shell: Shell) -> None:
    status, out, err = shell.run("init", "new")
    assert (status, err) == (0, "")
    assert DECK.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=.quizapp/deck.schema.json\n# $schema: .quizapp/deck.schema.json\n"
    )
    assert SCHEMA.read_text("utf-8") == schema_text()
    (globs,) = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"].values()
    assert "*.quiz.yaml" in globs
    assert "quizapp study new/my-deck.quiz.yaml" in out


def test_the_deck_it_begins_with_has_no_findings(shell: Shell) -> None:
    shell.run("init", "new")
    assert shell.run("check", "--strict", "new")[0] == 0


def test_two_decks_begun_so_are_two_courses(shell: Shell) -> None:
    shell.run("init", "new")
    shell.run("init", "other")
    assert "I305" not in shell.run("check", "new", "other")[1]


def test_the_deck_can_be_studied_as_it_is(shell: Shell) -> None:
    shell.run("init", "new")
    assert shell.json("due", "--json", str(DECK))["decks"]


def test_what_is_there_is_left_alone_and_named(shell: Shell) -> None:
    shell.run("init", "new")
    for path in (SCHEMA, SETTINGS):
        path.write_text("mine\n", encoding="utf-8")
    before = DECK.read_bytes()
    status, out, _ = shell.run("init", "new")
    assert status == 0
    assert DECK.read_bytes() == before
    assert SCHEMA.read_text("utf-8") == SETTINGS.read_text("utf-8") == "mine\n"
    assert "new/.vscode/settings.json is there already" in out
    assert '"yaml.schemas": {' in out
    assert "quizapp schema > new/.quizapp/deck.schema.json" in out


def test_a_second_time_asks_for_nothing(shell: Shell) -> None:
    shell.run("init", "new")
    _, out, _ = shell.run("init", "new")
    assert "yaml.schemas" not in out
    assert "yaml-language-server" not in out


def test_decks_that_are_there_get_help_and_no_company(shell: Shell) -> None:
    Path("new/more").mkdir(parents=True)
    for name in ("new/capitals.yaml", "new/more/rivers.yaml"):
        Path(name).write_text("- q: x\n  a: y\n", encoding="utf-8")
    status, out, _ = shell.run("init", "new")
    assert status == 0
    assert not DECK.exists()
    assert Path("new/capitals.yaml").read_text("utf-8") == "- q: x\n  a: y\n"
    (globs,) = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"].values()
    assert {"capitals.yaml", "more/rivers.yaml"} <= set(globs)
    assert "# yaml-language-server: $schema=.quizapp/deck.schema.json\n" in out
    assert "# yaml-language-server: $schema=../.quizapp/deck.schema.json " in out


def test_a_link_that_leads_nowhere_is_not_followed(shell: Shell, tmp_path: Path) -> None:
    Path("new").mkdir()
    DECK.symlink_to(tmp_path / "elsewhere.yaml")
    assert shell.run("init", "new")[0] == 0
    assert not (tmp_path / "elsewhere.yaml").exists()


@pytest.mark.parametrize(("file", "folder"), [("f", "f"), ("f", "f/deeper"), ("new/.quizapp", "new")])
def test_a_file_in_the_way_is_a_sentence_and_nothing_is_written(shell: Shell, file: str, folder: str) -> None:
    Path("new").mkdir()
    Path(file).write_text("x", encoding="utf-8")
    before = sorted(Path().rglob("*"))
    status, _, err = shell.run("init", folder)
    assert status == 2
    assert err == f"quizapp init: {file} is no folder. Move it away, or name another place.\n"
    assert sorted(Path().rglob("*")) == before


def test_control_characters_of_a_name_reach_no_terminal(shell: Shell) -> None:
    _, out, err = shell.run("init", "a\x1b[31mb")
    assert "\x1b" not in out + err


def test_schema_prints_json_in_ascii(shell: Shell) -> None:
    status, out, _ = shell.run("schema")
    assert status == 0
    assert json.loads(out)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert out.isascii()
