from __future__ import annotations

from collections import Counter

import pytest

from quizapp.tui.actions import ACTIONS, BY_ID, key_name, keys_of
from quizapp.tui.screens.help import GROUPS

from .desk import MemoryDesk


def test_ids_are_unique_and_every_action_has_a_sentence() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(action.help for action in ACTIONS)


def test_no_key_means_two_things_in_one_place() -> None:
    for scope in {action.scope for action in ACTIONS}:
        keys = Counter(key for action in ACTIONS if action.scope == scope for key in keys_of(action, {}))
        assert not [key for key, count in keys.items() if count > 1]


def test_every_letter_of_the_study_screen_has_a_key_for_while_typing() -> None:
    """But for those that are of use only once the answer is marked."""
    marked_only = {"study.again", "study.hard", "study.good", "study.easy", "study.right"}
    for action in ACTIONS:
        if action.scope == "study" and action.id not in marked_only:
            assert any(len(key) > 1 for key in keys_of(action, {})), action.id


def test_the_help_lists_every_action() -> None:
    listed = {scope for groups in GROUPS.values() for _, scopes in groups for scope in scopes}
    assert {action.scope for action in ACTIONS} - listed == {"app", "fault", "help"}


def test_the_learners_keys_replace_ours() -> None:
    assert keys_of(BY_ID["study.undo"], {"study.undo": "z, f9"}) == ("z", "f9")


@pytest.mark.parametrize(
    ("key", "name"),
    [("f8", "F8"), ("escape", "esc"), ("question_mark", "?"), ("u", "u"), ("ctrl+q", "ctrl+q"), ("1", "1")],
)
def test_keys_are_written_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


def test_the_memory_desk_is_a_desk() -> None:
    from quizapp.tui.desk import Desk

    desk: Desk = MemoryDesk()
    assert desk.overview().agendas == ()
