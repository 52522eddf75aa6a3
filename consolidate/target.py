"""Where an annotation points: the words by position and by quote, and the page with its boxes (W3C Web Annotation)."""

from __future__ import annotations

import msgspec

from consolidate.columns import MentionRow, RelationRow, StatementRow
from consolidate.judgement import CONTEXT
from consolidate.wording import as_json

_MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"


def target(row: MentionRow | StatementRow | RelationRow, quote: str, text: str) -> str:
    """The target of the annotation for a row, as JSON; ``text`` is that of its block or cell."""
    start, stop = row.start or 0, row.stop or 0
    part = row.block_id if row.row is None else f"{row.block_id};row={row.row};column={row.column}"
    selectors: list[dict[str, object]] = [
        {"type": "TextPositionSelector", "start": start, "end": stop},
        {
            "type": "TextQuoteSelector",
            "exact": quote,
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[stop : stop + CONTEXT],
        },
    ]
    selectors += [
        {"type": "FragmentSelector", "conformsTo": _MEDIA_FRAGMENTS, "value": value}
        for value in page_fragments(row.boxes)
    ]
    source = f"urn:sha256:{row.document_id}"
    return as_json({"type": "SpecificResource", "source": f"{source}#{part}", "scope": source, "selector": selectors})


def page_fragments(boxes: str) -> list[str]:
    """One fragment for each line of text: the page, and the box as x, y, width, height in points.

    >>> page_fragments("[[3,10.00,20.00,60.00,32.50]]")
    ['page=3&xywh=10.00,20.00,50.00,12.50']
    """
    return [
        f"page={page}&xywh={x0:.2f},{top:.2f},{x1 - x0:.2f},{bottom - top:.2f}"
        for page, x0, top, x1, bottom in msgspec.json.decode(boxes or "[]")
    ]
