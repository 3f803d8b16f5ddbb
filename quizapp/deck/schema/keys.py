"""The keys of a card for editors: what each takes, as JSON Schema, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.schema import values as value
from quizapp.deck.schema.values import described

if TYPE_CHECKING:
    from quizapp.deck.schema.values import Schema

_IDS = "Write a list of ids here, as in `[oslo, bergen]`."

CARD_VALUES: dict[str, Schema] = {
    "q": described(value.text(), "The question. `question` is the same key."),
    "a": described(
        value.entry(),
        "The right answer, written once. Alone it makes a flashcard; with `wrong` beside it a choice, with"
        " `typed: true` an answer to type. To a `statement` it is true or false. `answer` is the same key.",
    ),
    "reverse": described(
        value.text("Write the other question here, or `true`."),
        "Asks the other way round as well: the question that `q` answers, or `true` to show the answer.",
    ),
    "wrong": described(
        value.options(),
        "Wrong options, which make the card a choice. After a colon one may say why somebody is misled:"
        " `Sydney: The largest city, but never the capital.`",
    ),
    "typed": described(
        value.flag(), "Whether the answer is typed and marked. Without it the sitting decides."
    ),
    "accept": described(value.texts(), "Other wordings that are right too."),
    "reject": described(
        {**value.options(), "items": value.entry()},
        "Wordings that are wrong for certain, however near they come; after a colon, why.",
    ),
    "typos": described(
        {
            **value.whole("^([Aa][Uu][Tt][Oo]|[0-3])$", 0, 3, "Write `auto`, or a number from 0 to 3."),
            "default": "auto",
        },
        "How many slips of typing are forgiven: `auto` (by the length of the answer), or 0 to 3.",
    ),
    "case": described(value.flag(), "Whether capital and small letters count as different."),
    "right": described(value.options(), "The right options where several hold. The others stand in `wrong`."),
    "statement": described(value.text(), "A statement to judge. Beside it stands `a: true` or `a: false`."),
    "cloze": described(
        value.formed(
            r"==|\{\{c[0-9]+::", "Write a text here, and mark the words to recall as ==words== in it."
        ),
        "A text with gaps: ==hidden==, or ==hidden::hint==. Each gap is asked by itself; those with the same"
        " label together, as in ==c1::Tallinn== and ==c1::Estonia==.",
    ),
    "number": described(
        value.number("8849 m ± 10", "Write a number here, with its unit if it has one"),
        "A number, with its unit and how far off an answer may be: `8849 m ± 10`, `3.0e8 m/s ± 1%`,"
        " `1.5..1.6`, `8.5 million km²`. It has a decimal point, no comma.",
    ),
    "units": described(
        value.pairs(value.number("ft: 0.3048", "Write what one of it is in the main unit"), 1, "ft: 0.3048"),
        "Other units that count, each with what one of it is in the main unit: `ft: 0.3048`.",
    ),
    "date": described(
        value.number("1969-07-20", "Write a date here"),
        "A date, asked as precisely as it is written: `1969-07-20`, `1969-07`, `1969`, `c. 1450 ± 10`,"
        " `1914..1918`, `44-03-15 BC`.",
    ),
    "order": described(
        value.two_or_more(value.entry()),
        "Entries in their right order. They are shown mixed.",
    ),
    "timeline": described(
        value.pairs(value.number("1969-07-20", "Write a date here"), 2, "Moon landing: 1969-07-20"),
        "Events with their dates, to be put in order: `Moon landing: 1969-07-20`.",
    ),
    "match": described(
        value.pairs(value.entry(), 2, "Norway: Oslo"),
        "Pairs to be put together: `Norway: Oslo`.",
    ),
    "extra": described(value.texts(), "Entries for the right-hand side of `match` that go with nothing."),
    "list": described(
        value.two_or_more(value.names()),
        "Entries to recall. An entry that is a list itself holds other names of one thing.",
    ),
    "ordered": described(value.flag(), "Whether the entries of `list` are recalled in their order."),
    "need": described(
        value.whole("^[0-9]+$", 1, None, "Write how many entries are enough."),
        "How many entries of `list` make a full answer. Without it, all.",
    ),
    "id": described(
        value.identifier(),
        "The name of this card for good: progress hangs on it. `quizapp ids` gives every card one.",
    ),
    "was": described(value.words(_IDS), "Ids that this card had before, so that progress comes along."),
    "retired": described(value.text(), "Why this card is asked no more. Its history is kept."),
    "tags": described(
        value.words("Write a list here, as in `[geography, europe]`."), "Words to choose cards by."
    ),
    "source": described(
        value.sentences(),
        "Where the fact stands: the key of a source and a place in it (`atlas p. 187`), or a list of such.",
    ),
    "explain": described(
        value.text(),
        "What is shown after the answer: why it is so, and what it is easily confused with.",
    ),
    "hint": described(value.sentences(), "A hint, or a list of hints, which are shown one at a time."),
    "as_of": described(value.text(), "When this was the case, for facts that change: `2024`."),
    "requires": described(
        value.words("Write a list here, as in `[everest-height, tag:basics]`."),
        "What is to be known before the card is asked: ids of cards, `tag:x`, or `deck:x`.",
    ),
    "shuffle": described(
        value.flag(),
        "`false` shows options in their natural order: by number, else by alphabet.",
    ),
    "note": described(value.text(), "A note for authors. It is never shown to learners."),
}
