"""What the documents say is what the program does."""

import re
from pathlib import Path

import pytest

from quizapp.cli.parser import parser
from quizapp.deck.card_reader import CARD_KEYS
from quizapp.deck.reader import read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.shape_reader import SHAPES
from quizapp.settings import Settings
from quizapp.settings_file import read_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "decks" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", README + "\n" + GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_of_the_guides_is_without_findings(text: str) -> None:
    report = Report("example.yaml", text)
    if "\npath:" in text:
        assert read_course_file(report) is not None
    else:
        assert read_deck_file(report).cards
    assert report.findings() == ()


def test_the_authors_guide_shows_every_key_of_a_card() -> None:
    shown = set(re.findall(r"[`\s({]([a-z_]+)[`:]", GUIDE))
    assert set(CARD_KEYS) <= shown


def test_the_showcase_has_every_shape_and_every_key() -> None:
    text = (ROOT / "decks" / "showcase" / "showcase.yaml").read_text(encoding="utf-8")
    keys = set(re.findall(r"^\s*(?:- )?([a-z_]+):", text, re.MULTILINE))
    assert set(SHAPES) | set(CARD_KEYS) <= keys


def test_the_readme_names_every_command_and_no_other() -> None:
    help_text = parser().format_help()
    commands = set(re.findall(r"^    (\w+)(?:  |$)", help_text, re.MULTILINE))
    named = set(re.findall(r"^\| `quizapp (\w+)", README, re.MULTILINE))
    assert named == commands


def test_the_settings_of_the_readme_are_read_without_a_fault() -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    settings, faults = read_settings(text)
    assert faults == []
    assert settings.limits("azerbaijan-nato").new_per_day == 20
    assert settings.new_per_day == Settings().new_per_day


def test_the_readme_stays_short_and_shows_the_app() -> None:
    assert README.count("\n") < 120
    (picture,) = re.findall(r"!\[.*?\]\((.*?)\)", README)
    assert (ROOT / picture).is_file()


def test_the_readme_has_one_command_each_to_start_and_to_test() -> None:
    (start, tests) = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert start.endswith(".venv/bin/quizapp")
    assert tests.endswith(".venv/bin/pytest")


def test_no_document_or_source_names_a_registry_or_a_path_of_a_machine() -> None:
    for path in [
        *ROOT.glob("quizapp/**/*.py"),
        *ROOT.glob("*.md"),
        *ROOT.glob("decks/**/*.md"),
        ROOT / "pyproject.toml",
    ]:
        text = path.read_text(encoding="utf-8")
        assert "pypi.org" not in text
        assert "/root/" not in text
