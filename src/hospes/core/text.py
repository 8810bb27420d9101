"""Text made comparable: the same word in capitals, with accents or in another script is the same key."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ŋ": "n", "ŧ": "t", "ĸ": "k", "ŀ": "l", "ə": "e", "ſ": "s", "·": "",
}  # fmt: skip

# Greek and Cyrillic, so that a reader who types Latin letters finds the word. Pairs of letters come first.
_GREEK_PAIRS = {"ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γκ": "gk", "μπ": "mp", "ντ": "nt"}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "ѕ": "dz", "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch",
    "џ": "dz", "ш": "sh", "щ": "sht", "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_SCRIPTS = _GREEK | _CYRILLIC
_TABLE = str.maketrans(_LETTERS | _SCRIPTS)
_NOT_WORD = re.compile(r"[\W_]+")


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Lower case, no accents, Latin letters: `Łódź` → `lodz`, `Αττική` → `attiki`, `Straße` → `strasse`.

    Spaces and punctuation stay. Use it on both sides of a comparison; never show its result.
    """
    # Twice: taking letters apart can bring new capitals to light, as in "🄐".
    plain = _without_marks(_without_marks(text.casefold()).casefold())
    for pair, latin in _GREEK_PAIRS.items():
        plain = plain.replace(pair, latin)
    return plain.translate(_TABLE)


def words(text: str) -> str:
    """Fold, and keep letters and digits only, one space between words: `St. Veit / Glan` → `st veit glan`."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def in_latin_letters(text: str) -> str:
    """Greek and Cyrillic letters spelled in Latin ones, capitals kept: `Αττική` → `Attiki`. Fit to be shown."""
    return "".join(_in_latin_letters(part) for part in re.split(r"(\s+)", text))


def _in_latin_letters(word: str) -> str:
    if not any(letter in _SCRIPTS for letter in _without_marks(word.casefold())):
        return word
    spelled = fold(word)
    return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled
