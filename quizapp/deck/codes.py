"""The codes of findings: Y syntax, D structure, I identity, S sources and metadata, Q item quality.

A code stands for one kind of mistake for good; its severity is the same wherever it appears.
"""

from __future__ import annotations

from quizapp.deck.diagnostics import Severity

_ERRORS = {
    "Y001": "a colon and a space inside unquoted text",
    "Y002": "unquoted text begins with a sign that YAML reserves",
    "Y003": "anchors, aliases and tags are not used in decks",
    "Y004": "a tab or another blank where YAML wants spaces",
    "Y005": "the same key twice",
    "Y006": "a quotation mark is closed too early, or never",
    "Y008": "a character that does not belong in a deck",
    "Y009": "the file is not UTF-8",
    "Y010": "lists and mappings nest too deeply",
    "Y011": "the file is too large",
    "Y012": "more than one YAML document in a file",
    "Y013": "the indentation does not fit",
    "Y014": "a space, a colon or a dash is missing",
    "Y015": "a bracket is never closed, or a comma is missing",
    "Y016": "the file cannot be read",
    "Y017": "an escape that YAML does not know",
    "Y099": "YAML cannot make sense of this",
    "D200": "this is no deck",
    "D201": "unknown key",
    "D202": "no answer",
    "D203": "two answers of different kinds on one card",
    "D204": "another kind of value was expected",
    "D205": "no value",
    "D206": "no question",
    "D207": "two options are the same",
    "D208": "the cloze marks do not work out",
    "D209": "this is no number",
    "D210": "this is no date",
    "D211": "neither true nor false",
    "D212": "too few entries",
    "D213": "out of range",
    "D214": "this key does not go with this kind of answer",
    "D216": "the same wording is both right and wrong",
    "D221": "the order of two events cannot be told from their dates",
    "I301": "this id cannot be used",
    "I302": "the same id twice in a course",
    "I303": "an earlier id that is still in use",
    "I305": "two courses with the same id",
    "S402": "a file of the path is missing",
    "S403": "a path that leads out of the course's folder",
    "S404": "the course lists no decks",
    "S405": "a deck file that does not end in .yaml or .yml",
    "S407": "the file was written for a later version",
    "S410": "this key belongs in course.yaml",
}
_WARNINGS = {
    "Y007": "text after ` #` is a comment",
    "D218": "a number with a leading zero",
    "D219": "an unusual way to write a date",
    "D222": "a name that stands for nothing in this course",
    "D223": "a deck without cards",
    "D224": "more findings than are told at a time",
    "D225": "cards that require one another",
    "I304": "a course without an id",
    "S401": "a source that is not in the list of sources",
    "S406": "a deck that the course does not list",
    "Q102": "the right option is the longest far too often",
    "Q104": "“all of the above” is an option",
    "Q109": "the question gives the answer away",
    "Q110": "the right option is of another kind than the others",
    "Q124": "a word that points at nothing",
    "Q130": "the same question with different answers",
    "Q133": "a slip that is forgiven makes another card's answer",
}
_NOTES = {
    "D220": "a comma split this entry",
    "Q100": "an ignore comment that ignores nothing",
    "Q101": "the right option is by far the longest",
    "Q105": "“none of the above” is an option",
    "Q106": "a negative that is easily overlooked",
    "Q107": "a word of the question is in the right option alone",
    "Q108": "absolute words in wrong options alone",
    "Q111": "the right option is written otherwise than the others",
    "Q112": "the grammar of the question fits some options only",
    "Q113": "numeric options overlap",
    "Q120": "a cloze that hides or holds too much",
    "Q121": "a long list to recall",
    "Q122": "several facts in one answer",
    "Q125": "a fact that ages, without a date",
    "Q126": "a question that yes or no answers",
    "Q131": "nearly the same question with the same answer",
}

TITLES: dict[str, str] = _ERRORS | _WARNINGS | _NOTES
"""What each code means, in a few words."""

FAMILIES = {
    "Y": "Syntax: what YAML makes of the text",
    "D": "Structure: cards, their answers and their values",
    "I": "Identity: the ids that progress hangs on",
    "S": "Sources, files and what a course says of itself",
    "Q": "Quality of the questions",
}
"""What the codes with each first letter are about."""


def severity(code: str) -> Severity:
    """The severity of a code; raises KeyError for a code that does not exist."""
    if code in _ERRORS:
        return Severity.ERROR
    if code in _WARNINGS:
        return Severity.WARNING
    _NOTES[code]
    return Severity.NOTE
