"""Each code has a page, and the examples on it are what they are said to be."""

from importlib.resources import files

import pytest

from quizapp.cli.explain import example_findings
from quizapp.deck.codes import FAMILIES, TITLES, severity
from quizapp.deck.explanation import explanation

WITHOUT_EXAMPLE = {
    "Y009": "bytes that are not UTF-8 cannot stand on a page",
    "Y011": "five megabytes",
    "Y016": "a matter of rights and disks, not of text",
    "D224": "wants a thousand mistakes",
    "Y099": "whatever is foreseen has a code of its own",
    "Q102": "wants twenty cards",
}


def test_pages_and_codes_are_the_same() -> None:
    pages = {page.name for page in files("quizapp.deck").joinpath("explanations").iterdir()}
    assert pages == {f"{code}.md" for code in TITLES}
    assert {code[0] for code in TITLES} == set(FAMILIES)


@pytest.mark.parametrize("code", sorted(TITLES))
def test_a_page_keeps_its_word(code: str) -> None:
    page = explanation(code)
    assert page is not None
    assert page.paragraphs
    assert not any("```" in paragraph for paragraph in page.paragraphs)
    assert bool(page.wrong) == (code not in WITHOUT_EXAMPLE)
    assert bool(page.right) == bool(page.wrong)
    assert [finding.code for finding in example_findings(page.wrong)] == [code] * bool(page.wrong)
    assert example_findings(page.right) == ()


def test_a_code_is_known_in_either_case_and_no_other_is() -> None:
    page = explanation(" d201 ")
    assert page is not None
    assert (page.code, page.title, page.severity) == ("D201", TITLES["D201"], severity("D201"))
    assert explanation("D999") is None
    assert explanation("../D201") is None


def test_an_example_may_have_several_files() -> None:
    page = explanation("S406")
    assert page is not None
    assert list(page.wrong) == ["course.yaml", "africa.yaml", "asia.yaml"]
