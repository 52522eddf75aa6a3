"""What lines say about themselves: captions, unit lines, notes, reference headings, the furniture of sites."""

from __future__ import annotations

import re

# A label, its number, a separator: "Table 2. …", "Рис. 1 – …", "Таблиця 3.1: …", "Table – …".
_CAPTION = re.compile(
    r"(?P<label>table|tab\.|figure|fig\.?|chart|box|exhibit|graph|map|diagram"
    r"|таблица|табл\.|рисунок|рис\.?|диаграмма|график|схема|карта|врезка"
    r"|таблиця|мал\.|малюнок|діаграма|графік)"
    r"(?P<number>\s*(?:№|N|no\.)?\s*(?:[A-ZА-Я]{1,2}\.?[-–.]?)?\d{1,3}(?:[.\-–]\d{1,3}){0,3}[a-zа-я]?|\s+[IVX]{1,5})?"
    r"(?P<mark>\s*(?:[.:]|\s[–—-])\s*|\s+|\s*$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIGURE_LABELS = (
    "fig", "chart", "graph", "map", "diagram", "рис", "диаграмма", "график", "схема", "карта", "мал", "діаграма", "графік",
)  # fmt: skip
_NOTE = re.compile(
    r"(?:sources?|notes?|data source|source of data|remarks?|legend"
    r"|источник[иа]?(?: данных)?|примечани[ея]|прим\.|составлено(?: автор\w*)?(?: по| на)?"
    r"|джерел[оа](?: даних)?|приміт(?:ка|ки)|складено(?: автор\w*)?(?: за| на)?)"
    r"(?:\s*\d{1,2})?\s*(?::|\.\s|[–—]\s)",
    re.IGNORECASE,
)
_STAR_NOTE = re.compile(r"(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹†‡])\)?\s*\S")
_UNIT = re.compile(
    r"\(?(?:in|(?:unit|units)(?: of measure(?:ment)?)?\s*:|ед\. ?изм\.?:?|единиц[аы] измерения:?|од(?:\.|иниц[яі]) ?вим(?:\.|іру):?|в|у)?\s*"
    r"(?:per ?cent|percentage|%|thousands?|millions?|billions?|number|persons?|units?|euros?|eur|usd|us\$|uah|rub"
    r"|тыс\.?|тысяч(?:ах)?|млн\.?|миллион(?:ах|ов)|млрд\.?|миллиард(?:ах|ов)|процент(?:ах|ов)|единиц(?:ах)?|человек|чел\.?|руб\.?"
    r"|тис\.?|тисяч(?:ах)?|мільйон(?:ах|ів)|мільярд(?:ах|ів)|відсотк(?:ах|ів)|одиниць|осіб|грн\.?|шт\.?)"
    r"(?:[\s,;.]*(?:of|in|at|к|от|до|від)?\s*(?:%|[\w€$£₴₽.]{1,14})){0,4}\)?",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s*)?(?:(?:list of )?references?(?: and notes)?|bibliography|works cited|literature(?: cited)?"
    r"|(?:list of )?(?:sources used|used sources|literature used)"
    r"|(?:список\s+)?(?:(?:использованн(?:ой|ых)|цитируемой)\s+)?(?:литератур[аы]|источник(?:ов|и))(?:\s+и\s+литературы)?"
    r"|библиографи(?:я|ческий список)|библиографические ссылки|пристатейный список литературы"
    r"|(?:список\s+)?(?:(?:використан(?:ої|их)|цитованої)\s+)?(?:літератур[аи]|джерел[а]?)(?:\s+(?:та|і)\s+літератури)?"
    r"|бібліографі(?:я|чний список)|перелік (?:використаних )?(?:джерел|посилань))\s*[:.]?",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\(?(?:table|tab\.?|continuation of(?: the)? table|end of(?: the)? table|continued"
    r"|продолжение табл(?:\.|ицы)?|окончание табл(?:\.|ицы)?|продовження табл(?:\.|иці)?|закінчення табл(?:\.|иці)?"
    r"|кінець табл(?:\.|иці)?)\s*(?:№?\s*\d[\d.\-]{0,6})?\s*(?:\(?(?:continued|cont\.?|cont['’]d|end)\)?)?\.?\)?",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:(?:regular|full|mobile|desktop|print(?:able|er-friendly)?|text|accessible) version(?: of (?:the|this) (?:site|page))?"
    r"|skip to (?:main )?(?:content|navigation)|back to (?:top|list|news)|(?:main )?menu|home(?:page)?|search|log ?in|sign (?:in|up)"
    r"|share(?: this)?(?: (?:page|article|on).{0,30})?|print(?: this page)?|e-?mail this page|read more|subscribe.{0,40}|follow us.{0,30}"
    r"|accept(?: all)?(?: cookies)?|cookie settings|privacy policy|terms of use|all rights reserved\.?|contact us|site ?map"
    r"|(?:обычная|полная|мобильная|печатная) версия(?: сайта)?|версия для (?:слабовидящих|печати)|перейти к (?:основному )?содержанию"
    r"|главная|меню|поиск|войти|вход|поделиться(?: .{0,30})?|распечатать|читать далее|подробнее|наверх|карта сайта|подписаться.{0,40}"
    r"|(?:звичайна|повна|мобільна) версія(?: сайту)?|версія для (?:друку|людей .{0,40})|перейти до (?:основного )?(?:вмісту|змісту)"
    r"|головна|пошук|увійти|вхід|поділитися(?: .{0,30})?|роздрукувати|читати далі|детальніше|нагору|мапа сайту|підписатися.{0,40})",
    re.IGNORECASE,
)
_LONGEST_LABEL = 600


def is_caption(text: str) -> bool:
    """Whether a text is the caption of a table or figure, not a sentence that mentions one.

    >>> is_caption("Рис. 1. Крупнейшие кластеры"), is_caption("Table – Economies with three clusters")
    (True, True)
    >>> is_caption("Table 2 shows that five clusters grew."), is_caption("Таблица 1 показывает рост")
    (False, False)
    """
    if len(text) > _LONGEST_LABEL:
        return False
    found = _CAPTION.match(text.lstrip())
    if found is None or not (text.lstrip()[:1].isupper()):
        return False
    rest, mark = found["rest"].lstrip(), found["mark"]
    if found["number"] is None:
        return bool(re.search(r"[–—:.]", mark) or mark.strip() == "-") and rest[:1].isupper() and not found["label"].endswith(".")
    if not rest:
        return True
    if mark.strip():
        return not rest[:1].islower() or mark.strip() in ":–—-"
    # No mark between number and text: a caption only when what follows begins like a title and is no sentence.
    return rest[:1].isupper() and not rest.rstrip().endswith(".")


def is_figure_caption(text: str) -> bool:
    """Whether a caption names a figure, chart or map rather than a table."""
    return is_caption(text) and text.lstrip().lower().startswith(_FIGURE_LABELS)


def is_bare_label(text: str) -> bool:
    """Whether a caption is only its label ("Таблица 3"), so that the title stands in the next line."""
    found = _CAPTION.match(text.strip())
    return found is not None and found["number"] is not None and not found["rest"].strip()


def is_note(text: str) -> bool:
    """Whether a text is a source line or a note under a table or figure."""
    return len(text) <= 2000 and bool(_NOTE.match(text.lstrip()))


def is_star_note(text: str) -> bool:
    """Whether a text begins with a footnote's mark, as notes directly under a table do."""
    return len(text) <= 1000 and bool(_STAR_NOTE.match(text.lstrip()))


def is_unit_line(text: str) -> bool:
    """Whether a text only says in which unit a table's values are.

    >>> is_unit_line("млн руб."), is_unit_line("(in thousands)"), is_unit_line("in Paris")
    (True, True, False)
    """
    text = text.strip()
    return len(text) <= 60 and bool(_UNIT.fullmatch(text))


def is_references_heading(text: str) -> bool:
    """Whether a heading opens a list of references."""
    return len(text) <= 80 and bool(_REFERENCES.fullmatch(text.strip()))


def is_continuation_label(text: str) -> bool:
    """Whether a line says that a table goes on ("Продолжение таблицы 2", "Table 2 (continued)")."""
    text = text.strip()
    if len(text) > 60 or not _CONTINUED.fullmatch(text):
        return False
    return bool(re.search(r"contin|cont\b|cont\.|cont['’]d|end\b|прод|окон|закін|кінець", text, re.IGNORECASE))


def is_site_phrase(text: str) -> bool:
    """Whether a line is one of the phrases that sites print round their articles."""
    text = text.strip(" \t\n|·•»›>←→")
    return len(text) <= 60 and bool(_SITE.fullmatch(text))
