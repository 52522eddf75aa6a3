"""The tense that a word says."""

from __future__ import annotations

from functools import lru_cache

from nlp.facts.scan import Scan
from nlp.facts.tokens import word_set

_PRESENT = {
    "en": word_set(
        "is are has have houses hosts employs employ counts unites unite covers cover comprises comprise includes "
        "include boasts numbers number accounts account makes make finances finance funds fund occupies occupy works "
        "work contains contain operates operate runs run owns own serves serve brings bring offers offer generates "
        "generate produces produce holds hold provides provide belongs belong ranks rank lies stands stand does do "
        "now today currently presently nowadays gathers gather supports support consists represents represent takes "
        "take comes come costs cost remains remain earns earn invests invest spends spend"
    ),
    "ru": word_set(
        "сейчас сегодня теперь ныне пока есть является являются имеет имеют входит входят стоит стоят состоит "
        "состоят трудится трудятся находится находятся приходится производит производят действует действуют платит "
        "платят доступно доступны"
    ),
    "uk": word_set(
        "зараз сьогодні тепер нині наразі поки є має мають входить входять стоїть стоять складається налічує "
        "налічують працює працюють діє діють займає займають виробляє виробляють доступно доступні належить належать"
    ),
}
_PRESENT_ENDINGS = {
    "en": (),
    "ru": ("ает", "ают", "яет", "яют", "ует", "уют", "ается", "аются", "яется", "яются", "уется", "уются"),
    "uk": ("ає", "ають", "яє", "яють", "ує", "ують", "юють", "ається", "аються", "ується", "уються"),
}
_PAST = {
    "en": word_set(
        "was were had did rose grew fell made came held got sold led won put drew paid spent took gave began became "
        "brought built chose saw ran went left lost met sent stood set"
    ),
    "ru": word_set("вырос достиг мог рос шел вел принес"),
    "uk": word_set("зріс досяг міг ріс приніс"),
}
_PAST_ENDINGS = {
    "en": ("ed",),
    "ru": (
        "ал",
        "ил",
        "ел",
        "ял",
        "ул",
        "ла",
        "ло",
        "ли",
        "лся",
        "лась",
        "лось",
        "лись",
        "но",
        "ны",
        "ен",
        "ана",
        "ена",
    ),
    "uk": ("ав", "ив", "яв", "ув", "ла", "ло", "ли", "лися", "лася", "лося", "вся", "но", "то"),
}
_FORMAL = 4
"""Shorter words than this say no tense by their ending."""


def tense(scan: Scan, index: int) -> str:
    """The tense that a word says, "present" or "past", or an empty string."""
    token = scan.tokens[index]
    if token.kind != "word" or scan.language not in _PRESENT:
        return ""
    return _tense_of(token.fold, scan.language, named=token.capital and index > 0)


@lru_cache(maxsize=1 << 15)
def _tense_of(fold: str, language: str, named: bool) -> str:
    if fold in _PRESENT[language]:
        return "present"
    if fold in _PAST[language]:
        return "past"
    if len(fold) <= _FORMAL or named:
        return ""
    if fold.endswith(_PRESENT_ENDINGS[language] or ("\0",)):
        return "present"
    return "past" if fold.endswith(_PAST_ENDINGS[language]) else ""
