"""Ranks by sequence: a numbered list of names under words that say it is in order of size."""

from __future__ import annotations

from decimal import Decimal

from extract import Block
from gazetteer import indicators
from nlp.facts.align import Draft
from nlp.facts.choose import Sentence, choices
from nlp.facts.names import Named
from nlp.facts.nouns import Counted
from nlp.facts.passage import Passage, Value
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting
from nlp.facts.subject import Subject

_NAMED = ("cluster", "city", "country", "region", "organisation", "programme")
_MARKERS = frozenset(("(", "•", "-", "–", "*", "·"))


def sequence_rank(passage: Passage, block: Block, setting: Setting) -> Draft | None:
    """The draft of a rank told by the place of an item in its list, or None where the text does not say so."""
    lead = setting.lead
    if lead is None or not lead.found("top_list"):
        return None
    if any(value.form != "none" for value in passage.values):
        return None
    name = _leading_name(passage)
    marker = _marker(passage.scan)
    if name is None or marker is None:
        return None
    quantity = Quantity(marker, marker + 1, (marker, marker + 1), Decimal(passage.scan.fold(marker)), ordinal=True)
    if block.ordinal is not None and quantity.value != block.ordinal:
        return None
    ranks = tuple(indicator.slug for indicator in indicators() if indicator.kind == "rank")
    noun = Counted(marker, marker + 1, ranks)
    sentence = Sentence(passage.scan, passage.clauses, setting, (quantity,))
    rows = [
        choice for choice in choices(sentence, quantity, noun, "rank") if name.entity.type in choice.indicator.subjects
    ]
    if not rows:
        return None
    group = next(group for group in passage.groups if group.members[0] is name)
    period = setting.lead_period
    subject = Subject(group, 1.4, "named", link="sequence")
    value = Value(quantity, "rank", Counted(marker + 1, marker + 1))
    chosen = rows[0]
    lead_words = lead.text[lead.tokens[0].start : lead.tokens[-1].stop]
    notes = (f"rank by the item's place in the list; introduced by «{lead_words}»",)
    return Draft(value, chosen, name, subject, "actual", period.value if period else "", None, period, (), None, notes)


def _leading_name(passage: Passage) -> Named | None:
    if not passage.groups or len(passage.groups[0].members) != 1:
        return None
    name = passage.groups[0].lead
    before = sum(token.kind == "word" for token in passage.scan.tokens[: name.first])
    after = sum(token.kind == "word" for token in passage.scan.tokens[name.last :])
    return name if name.entity.type in _NAMED and before <= 1 and after <= 12 else None


def _marker(scan: Scan) -> int | None:
    index = 0
    while index < len(scan.tokens) and scan.fold(index) in _MARKERS:
        index += 1
    if (
        index < len(scan.tokens)
        and scan.tokens[index].kind == "number"
        and scan.fold(index).isdigit()
        and scan.fold(index + 1) in (".", ")", "-", "–")
    ):
        return index
    return None
