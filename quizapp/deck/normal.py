"""When two wordings are the same answer: `normalise` gives the form in which they are equal."""

from __future__ import annotations

import re
import unicodedata

_ARTICLES = {
    "en": "the a an",
    "de": "der die das den dem des ein eine einen einem einer eines",
    "fr": "le la les l un une des",
    "es": "el la los las un una unos unas",
    "it": "il lo la i gli le l un uno una",
    "pt": "o a os as um uma uns umas",
    "nl": "de het een t n",
    "ro": "un o",
    "ca": "el la els les l un una",
    "sv": "en ett",
    "da": "en et",
    "no": "en et ei",
    "nb": "en et ei",
    "hu": "a az egy",
}
_ARTICLE_SETS = {language: frozenset(words.split()) for language, words in _ARTICLES.items()}
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en", "ro": "si"}
_POINT_DECIMAL = frozenset({"en", "zh", "ja", "ko", "th", "he", "hi"})

# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E"}
)
_LETTER = re.compile(f"[{''.join(map(chr, _LETTERS))}]")
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("’‘‛ʼʻʹ′`´＇ˈ", "'")
    | dict.fromkeys("“”„‟«»‹›″＂", '"')
    | dict.fromkeys("×⋅∙·∗", "*")
    | dict.fromkeys("⁄∕÷", "/")
    | {"…": "..."}
)
# Diacritics proper, and the vowel points of Hebrew and Arabic, which most people leave out. The vowel signs
# of Indic scripts and the voicing marks of Japanese are letters in all but name and stay.
_ACCENT = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]+"
)
_ACCENTED = re.compile(f"([^\\W\\d_])({_ACCENT.pattern})")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_SHORT_I = re.compile("([иИ])\u0306")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SUPERSCRIPT = re.compile("(?<=[0-9])(?=[⁰¹²³⁴-⁹⁺⁻ⁿ])|(?=⁻[⁰¹²³⁴-⁹])")
_VULGAR = re.compile("(?<=[0-9])(?=[¼-¾⅐-⅞])")

_BRACKETS = re.compile(r"[()\[\]{}\"'⟨⟩]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_LONE_COMMA = re.compile(r"(?<![\d,])(\d+),(\d+)(?![\d,])")
# The sign comes first, and what is before it is looked at afterwards: so the search jumps from sign to sign.
_SEPARATORS = re.compile(
    r"[.,:;?_!](?:(?<=\.)(?:\.+|(?<=\d\.)(?=[^\W\d_])|(?<=[^\W\d_]\.)(?=\d))"
    r"|(?<=[,:])(?:(?<!\d.)|(?!\d))|(?<=[;?_])|(?<=!)(?!=)(?<!\d!))"
)
_DOT = re.compile(r"\.(?!\d)")
_POINT_FIRST = re.compile(r"\.(?<!\w\.)(?=\d)")
_POWER = re.compile(r"(?<=[^\W\d_])\^(?=\w)")
_TIMES = re.compile(r"(?<=\d) ?x ?(?=\d)")
_OPERATOR = re.compile(r" ?([+=<>/*|^]) ?")
_POSTFIX = re.compile(r" (?:(?<=\d )(?=[%‰°€$£¥])|(?<=[€$£¥°] )(?=\d|[cf]\b))", re.IGNORECASE)
_AMPERSAND = re.compile(r"(?<=[^\W\d_]) ?& ?(?=[^\W\d_])")
_HYPHEN = re.compile(r" ?-+ ?")
_FORMULA = re.compile(r"[+=<>*|^]")
_MARK = re.compile(r"[^\w\s+\-#%‰&@/°=<>*|~^\\.,:!]")
_RANGE = re.compile(r"(?<=\d) (?:to|until) (?=\d)", re.IGNORECASE)
_WORD_END = re.compile(r"\w+\Z")

# Most texts are words in ASCII with a sign behind some of them. What the steps below make of one is known
# beforehand: the signs go, hyphens become spaces, and the words stay.
_QUOTES = str.maketrans("", "", '()[]{}"')
_PLAIN_WORDS = re.compile(
    r"[a-z0-9]++(?:['-][a-z][a-z0-9]*+)*+(?:[,:;?.]?+ [a-z0-9]++(?:['-][a-z][a-z0-9]*+)*+)*+[,:;?.]?+\Z"
)
_TIMES_OR_RANGE = re.compile(r"\d ?x ?\d|\d (?:to|until) \d")
_ELIDING = frozenset({"fr", "it", "ca"})


def normalise(text: str, language: str = "en", case: bool = False, *, ranges: bool = True) -> str:
    """The form in which two wordings of one answer are equal.

    Evened out: compatibility forms (NFKC), case unless `case`, accents, white space, punctuation, leading
    articles of the language (a two-letter code; a longer tag counts by its first two letters). Kept, because
    they tell answers apart: `+ - # % & @ / ° = < > * \\` and currency signs, a sign before a number, decimal
    points, colons and commas inside numbers. In English `2006 to 2008` is `2006-2008`, unless `ranges` is
    False: ids that are derived from a form and kept must not change with the ways to write it. A text without a letter or digit keeps all it has, so `!`, `[]`
    and `=>` stay themselves. Idempotent; empty only for a blank text. Markdown is not read: see `plain`.
    """
    language = language[:2].casefold()
    if text.isascii() and (known := _of_plain_words(text, language, case)):
        return known
    for _ in range(4):
        folded = _normalise_once(text, language, case, ranges)
        if folded == text:
            break
        text = folded
    return text


def _of_plain_words(text: str, language: str, case: bool) -> str:
    """What `normalise` makes of words in ASCII, "" for a text that needs more than a look."""
    if not case:
        text = text.lower()
    if case or not text.replace(" ", "").isalnum() or "  " in text or text != text.strip():
        if not _PLAIN_WORDS.match(text):
            text = " ".join(text.translate(_QUOTES).split())
            if not _PLAIN_WORDS.match(text):
                return ""
        if "'" in text and language in _ELIDING:
            return ""
        # For so few signs this takes a fifth of the time of `translate`.
        text = text.replace("-", " ")
        for sign in "',:;?.":
            text = text.replace(sign, "")
    if ("x" in text or " to " in text or " until " in text) and _TIMES_OR_RANGE.search(text):
        return ""
    return _strip_articles(text, language)


def _normalise_once(text: str, language: str, case: bool, ranges: bool) -> str:
    text = _fold(text, case)
    if text.isascii():
        if known := _of_plain_words(text, language, case):
            return known
    else:
        visible = _INVISIBLE.sub("", text)
        text = visible if visible.strip() else text
    text = " ".join(text.split())
    if not any(character.isalnum() for character in text):
        return text.replace(" ", "")
    text = _strip_elision(text, language)
    text = _BRACKETS.sub("", text)
    if "," not in text:
        pass
    elif language in _POINT_DECIMAL:
        text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    else:
        text = _LONE_COMMA.sub(r"\1.\2", text)
    text = _SEPARATORS.sub(" ", text)
    if "." in text:
        text = _DOT.sub("", _POINT_FIRST.sub("0.", text))
    if "^" in text:
        text = _POWER.sub("", text)
    text = _MARK.sub(_drop_mark, text)
    text = " ".join(text.split())
    text = _OPERATOR.sub(r"\1", text)
    text = _POSTFIX.sub("", text)
    if "&" in text and language in _AND:
        text = _AMPERSAND.sub(f" {_AND[language]} ", text)
    if "x" in text and re.search(r"x(?<!\b0x)", text):
        text = _TIMES.sub("*", text)
    text = _settle_hyphens(text)
    if ranges and language == "en" and not _FORMULA.search(text):
        text = _RANGE.sub("-", text)
    return _strip_articles(" ".join(text.split()), language)


def folded(text: str) -> str:
    """The text as a search looks at it: without case, accents and compatibility forms, and with single
    blanks. Nothing else is evened out, so that a piece of a text is a piece of its form."""
    if not text.isascii():
        if _LETTER.search(text):
            text = text.translate(_LETTERS)
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


def _fold(text: str, case: bool) -> str:
    """Compatibility forms, case and accents evened out."""
    if text.isascii():
        return (text if case else text.lower()).replace("`", "'")
    text = text.translate(_SIGNS)
    if text.isascii():
        # Dashes, quotation marks and the like are all that most texts have beyond ASCII.
        return text if case else text.lower()
    text = _VULGAR.sub(" ", _SUPERSCRIPT.sub("^", text))
    text = unicodedata.normalize("NFKC", text)
    if not case:
        text = unicodedata.normalize("NFKC", text.casefold())
    text = _FOREIGN_DIGIT.sub(lambda found: str(int(found[0])), text)
    if _LETTER.search(text):
        text = text.translate(_LETTERS)
    text = unicodedata.normalize("NFD", text.translate(_SIGNS))
    # Only after a letter: taking the stroke off `≠` would turn it into `=`.
    text = _ACCENTED.sub(r"\1", _SHORT_I.sub("\\1\ue000", text)).replace("\ue000", "\u0306")
    return unicodedata.normalize("NFC", text)


def _drop_mark(found: re.Match[str]) -> str:
    """Punctuation proper goes; letters' marks and symbols stay."""
    return " " if unicodedata.category(found[0])[0] in "PZ" else found[0]


def _settle_hyphens(text: str) -> str:
    """A minus and the dash of a command-line option stay, a hyphen between words becomes a space.

    `well-known` → `well known`, `carbon-14` → `carbon 14`; `-5`, `x-5`, `1914-1918` and `ls -l` stay, so do
    `Cl-` and `HCO3-` (short, or with a digit: an ion); `anti-` → `anti`. In a formula every `-` is a minus.
    """
    if "-" not in text:
        return text
    formula = _FORMULA.search(text) is not None

    def settle(found: re.Match[str]) -> str:
        dashes = found[0].strip()
        opens, closes = found[0][0] == " " or found.start() == 0, found[0][-1] == " "
        word = _WORD_END.search(text[max(0, found.start() - 40) : found.start()])
        stem = word[0] if word else ""
        after = text[found.end() : found.end() + 1]
        if formula:
            return dashes
        if after.isdigit():
            if stem[-1:].isdigit():
                return "-"
            if len(stem) > 1 and not opens:
                return " "
            return " -" if opens and found.start() else "-"
        if after.isalnum():
            if opens and not closes:
                return f" {dashes}"
            return " "
        ion = 0 < len(stem) <= 2 or any(character.isdigit() for character in stem)
        return dashes if ion and not opens else " "

    return _HYPHEN.sub(settle, text)


def _strip_elision(text: str, language: str) -> str:
    """`l'eau` without its article; the apostrophe still stands here."""
    if language in _ELIDING:
        return re.sub(r"^(?:(?:l|un)' ?)+(?=\w)", "", text, flags=re.IGNORECASE)
    return text


def _strip_articles(text: str, language: str) -> str:
    articles = _ARTICLE_SETS.get(language)
    if articles is None or text.partition(" ")[0].casefold() not in articles:
        return text
    words = text.split(" ")
    first = 0
    while first < len(words) - 1 and words[first].casefold() in articles:
        following = words[first + 1]
        # `a b` and `A 4` are names made of letters, not an article and its noun.
        if len(words[first]) == 1 and (len(following) == 1 or not following[0].isalpha()):
            break
        first += 1
    return " ".join(words[first:])
