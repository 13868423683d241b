"""Write the worked examples of docs/matching.md anew, as the engine answers now.

The headings stay (`**title**: one name | other name: ...`); scores and reasons are filled in.
"""

import re
from pathlib import Path

from app.names import compare

PAGE = Path(__file__).resolve().parents[1] / "docs" / "matching.md"
EXAMPLE = re.compile(
    r"^\*\*(.+?)\*\*: (.+?) \| (.+?)(?:: [\d.]+, `\w+`)?\n(?:\n- .*(?:\n- .*)*\n)?", re.MULTILINE
)
EVIDENCE = ("pair.", "order.", "gender.", "veto.", "initials.", "patronymic.", "suffix.", "case")


def example(found: re.Match[str]) -> str:
    """One example: score, decision, and what names the evidence."""
    title, one, other = found.groups()
    result = compare(one, other)
    said = dict.fromkeys(
        f"- {feature.detail} (`{feature.message_id}`)"
        for feature in result.features
        if feature.message_id.startswith(EVIDENCE)
    )
    head = f"**{title}**: {one} | {other}: {result.score:.3f}, `{result.decision}`"
    return "\n".join([head, "", *said, ""])


def main() -> None:
    """Rewrite the section."""
    before, mark, rest = PAGE.read_text("utf-8").partition("## Examples\n")
    examples, end, after = rest.partition("## What stays wrong\n")
    PAGE.write_text(before + mark + EXAMPLE.sub(example, examples) + end + after, "utf-8")


if __name__ == "__main__":
    main()
