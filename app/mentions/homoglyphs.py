"""Letters of another script that look the same: news really prints «Aсия» with a Latin A."""

_LATIN = "AaBCcEeHIiJjKMOoPpSsTXxYyVvÏïËëÖö"
_CYRILLIC = "АаВСсЕеНІіЈјКМОоРрЅѕТХхУуѴѵЇїЁёӦӧ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def repair(word: str) -> str:
    """Return `word` in one script where look-alikes alone mix two; any other word unchanged."""
    if word.isascii():
        return word
    cyrillic = sum(1 for letter in word if "\u0400" <= letter <= "\u052f")
    if not cyrillic:
        return word
    latin = sum(1 for letter in word if letter.isalpha() and letter < "\u0250")
    if not latin:
        return word
    repaired = word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
    scripts = {"\u0400" <= letter <= "\u052f" for letter in repaired if letter.isalpha()}
    return repaired if len(scripts) == 1 else word
