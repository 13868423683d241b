"""The words around a mention."""

_AROUND = 90


def snippet(text: str, start: int, end: int) -> str:
    """The mention with what stands around it, cut between words, on one line."""
    left = max(0, start - _AROUND)
    right = min(len(text), end + _AROUND)
    if left > 0:
        left = min(start, _next_space(text, left, start))
    if right < len(text):
        right = max(end, _last_space(text, end, right))
    inside = " ".join(text[left:right].split())
    return ("… " if left > 0 else "") + inside + (" …" if right < len(text) else "")


def _next_space(text: str, begin: int, end: int) -> int:
    return next((n for n in range(begin, end) if text[n].isspace()), begin)


def _last_space(text: str, begin: int, end: int) -> int:
    return next((n for n in range(end, begin, -1) if text[n - 1].isspace()), end)
