"""Write the reference part of templates/README.md afresh from the models.

python scripts/make_guide.py [--check]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from template_guide import reference

GUIDE = Path(__file__).resolve().parents[1] / "templates" / "README.md"
MARKS = ("<!-- 以下由 scripts/make_guide.py 生成，不要手改 -->", "<!-- 生成到此为止 -->")


def written(text: str) -> str:
    """The guide with its reference part as it should be."""
    start, end = map(re.escape, MARKS)
    part = f"{MARKS[0]}\n{reference()}\n\n{MARKS[1]}"
    return re.sub(f"{start}.*{end}", lambda _: part, text, flags=re.DOTALL)


def main() -> int:
    """Write it, or say with ``--check`` whether it is as it should be."""
    text = GUIDE.read_text(encoding="utf-8")
    if "--check" in sys.argv[1:]:
        return int(written(text) != text)
    GUIDE.write_text(written(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
