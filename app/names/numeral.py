"""Roman numerals, as rulers and popes have them."""

import re

_NUMERAL = re.compile(r"(?=.)x{0,2}(?:ix|iv|v?i{0,3})")
_VALUES = {"x": 10, "v": 5, "i": 1}
_LATIN = str.maketrans("хіѵ", "xiv")


def numeral(letters: str) -> str:
    """Return the number that a Roman numeral up to 28 stands for, "" if it is none.

    Cyrillic look-alikes count: ХVІ.
    """
    plain = letters.translate(_LATIN)
    if not _NUMERAL.fullmatch(plain):
        return ""
    values = [_VALUES[sign] for sign in plain]
    signed = (
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
    return str(sum(signed))
