"""The picture in the README is what the app draws."""

from pathlib import Path

import pytest

from quizapp.tui.start import StartAt
from tests.deck.reading import read

from .conftest import Run, type_in
from .desk import MemoryDesk

PICTURE = Path(__file__).parents[2] / ".github" / "study.svg"
DECK = """
deck: {id: capitals, title: Capitals of the world}
sources: {britannica: {title: Encyclopædia Britannica}}
cards:
  - q: What is the capital of **Ivory Coast**?
    a: Yamoussoukro
    typed: true
    explain: It has been the capital since 1983. Abidjan, which was it before, is still the largest city.
    source: britannica Yamoussoukro
  - {q: What is the capital of Australia?, a: Canberra}
  - {q: What is the capital of Kazakhstan?, a: Astana}
"""


async def test_the_picture_of_the_readme_is_up_to_date(run: Run, request: pytest.FixtureRequest) -> None:
    """Look at: the slip marked in what was typed, the explanation, and the suggested rating.

    `pytest --snapshot-update` takes the picture anew.
    """
    course, report = read(DECK)
    assert report.findings() == ()
    desk = MemoryDesk((course,))
    async with run(desk, start=StartAt(course.id)) as pilot:
        await type_in(pilot, "Yamousoukro")
        drawn = pilot.app.export_screenshot(title="quizapp")
    if request.config.getoption("update_snapshots"):
        PICTURE.write_text(drawn, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == drawn
