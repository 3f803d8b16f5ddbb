"""What authors see in an editor: yaml-language-server itself, with our schema.

It is looked for on the path, or in the folder that QUIZAPP_LANGUAGE_SERVER names; after
`npm install yaml-language-server@1` that is `node_modules/.bin`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from quizapp.cli.main import main
from quizapp.cli.starter import modelines
from quizapp.deck.fields import FOREIGN_KEYS
from tests.deck.wrong_decks import WRONG
from tests.editor.server import FOLDER, NAME, LanguageServer, find_server

SERVER = find_server()
pytestmark = pytest.mark.skipif(SERVER is None, reason=f"{NAME} is neither on the path nor in ${FOLDER}")

DECKS = sorted(Path(__file__).parent.parent.parent.glob("decks/*/*.yaml"))
SCHEMA_KEY = ".quizapp/deck.schema.json"


class Editor:
    """A folder made by `quizapp init`, open in an editor."""

    def __init__(self, folder: Path) -> None:
        main(["init", str(folder)])
        # Only what the settings name: a deck of another name has the schema by its first lines alone.
        by_settings = {SCHEMA_KEY: ["*.quiz.yaml", "course.yaml"]}
        store = {"enable": False}
        yaml = {"validate": True, "completion": True, "schemas": by_settings, "schemaStore": store}
        assert SERVER is not None
        self.folder = folder
        self.server = LanguageServer(SERVER, folder, {"yaml": yaml})
        self._count = 0

    def found(self, texts: Iterable[str], ending: str = ".quiz.yaml") -> list[list[tuple[int, str]]]:
        """The marks of each text in a document of its own: line from 1, and message."""
        documents = {self._path(ending): text for text in texts}
        marks = self.server.open(documents)
        return [
            [(mark["range"]["start"]["line"] + 1, mark["message"]) for mark in marks[path]]
            for path in documents
        ]

    def _path(self, ending: str = ".quiz.yaml") -> Path:
        self._count += 1
        return self.folder / f"{self._count}{ending}"

    def offered(self, text: str) -> set[str]:
        """What is offered at `|`."""
        before, _, after = text.partition("|")
        path = self._path()
        self.server.open({path: before + after})
        return set(self.server.complete(path, before.count("\n"), len(before) - before.rfind("\n") - 1))


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    editor = Editor(tmp_path_factory.mktemp("editor") / "decks")
    yield editor
    editor.server.close()


def test_shipped_decks_are_without_a_mark(editor: Editor) -> None:
    texts = [modelines() + path.read_text(encoding="utf-8") for path in DECKS]
    assert editor.found(texts, ".yaml") == [[] for _ in texts]
    # The silence is the schema's: one more key, of nobody's, gets a mark in each.
    wrong = [f"{text}\nnobodys: x\n" for text in texts]
    assert [[line for line, _ in marks] for marks in editor.found(wrong, ".yaml")] == [
        [text.count("\n")] for text in wrong
    ]


def test_the_deck_of_init_is_without_a_mark(editor: Editor) -> None:
    assert editor.found([(editor.folder / "my-deck.quiz.yaml").read_text(encoding="utf-8")], ".yaml") == [[]]


def test_a_mistake_is_marked_once_and_on_its_line(editor: Editor) -> None:
    texts = [text for text, _ in WRONG]
    lines = [[line for line, _ in marks] for marks in editor.found(texts)]
    assert dict(zip(texts, lines, strict=True)) == {text: [line] for text, line in WRONG}


def test_comments_and_settings_lead_to_the_schema(editor: Editor) -> None:
    first, second = modelines().splitlines()
    bare = "- q: x\n"
    assert [
        len(marks) for marks in editor.found([bare, f"{first}\n{bare}", f"{second}\n{bare}"], ".yaml")
    ] == [0, 1, 1]
    assert [len(marks) for marks in editor.found([bare], ".quiz.yaml")] == [1]


def test_a_mark_says_what_to_do(editor: Editor) -> None:
    expected = {
        "- q: x\n": "This card has no answer. Add one of: `a`, `right`, `cloze`, ",
        "- q: x\n  a: y\n  number: 5\n": "`number` is a second answer. ",
        "- statement: x\n  a: maybe\n": "Write `true` or `false` here.",
        "- q: x\n  number: five\n": "Write a number here, ",
        "- q: x\n  order: [one]\n": "Write at least two entries here.",
        **{f"- {key}: x\n": f"`{name}`" for key, name in FOREIGN_KEYS.items()},
    }
    for (text, part), marks in zip(expected.items(), editor.found(expected), strict=True):
        assert [part in message for _, message in marks] == [True], (text, marks)


def test_completion_offers_the_keys_of_a_card_and_no_others(editor: Editor) -> None:
    keys = editor.offered("- q: x\n  a: y\n  |\n")
    assert {"wrong", "typed", "accept", "explain", "source", "id"} <= keys
    assert keys.isdisjoint({"q", "a", "answer", "front", "cards", "path"})


def test_completion_offers_whole_cards(editor: Editor) -> None:
    assert {"flashcard", "choice", "true or false", "gaps", "q", "cloze"} <= editor.offered("- |\n")
    assert {"flashcard", "choice"} <= editor.offered("cards:\n  - |\n")


def test_completion_offers_the_keys_of_a_file_and_values(editor: Editor) -> None:
    assert {"cards", "deck", "path", "sources"} <= editor.offered("quizapp: 1\n|\n")
    assert editor.offered("- q: x\n  a: y\n  typed: |\n") == {"true", "false"}
    assert editor.offered("defaults:\n  |\ncards: []\n").isdisjoint({"q", "a", "id", "cards"})


def test_a_key_under_the_pointer_is_explained(editor: Editor) -> None:
    path = editor.folder / "hover.quiz.yaml"
    editor.server.open({path: "- q: x\n  a: y\n  as_of: 2024\n"})
    assert "When this was the case" in editor.server.hover(path, 2, 3)
