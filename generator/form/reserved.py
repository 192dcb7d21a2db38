"""What a filing may say beside the numbers of any table, whatever its form.

These are keys of filings, and so no row and no column of a form may be called by them.

``BEFORE`` and ``BELOW`` are texts, ``UNIT`` is a line right above the table; ``NUMBER`` and ``REMARK`` are a
number with something said of it.  ``ROWS`` are those of a free table that has such texts too.
"""

from __future__ import annotations

BEFORE, BELOW, UNIT = "说明", "注", "单位"
NUMBER, REMARK = "数", "备注"
ROWS = "行"

TEXTS = (BEFORE, BELOW)
BESIDE = (BEFORE, UNIT, BELOW)
RESERVED = (*BESIDE, NUMBER, REMARK)
EXAMPLE = "{数: 20, 备注: 其中修订4件}"
