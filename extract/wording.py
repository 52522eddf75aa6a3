"""The words by which reports label their parts, by language: pieces of regular expressions, told without case.

Collected from the styles of journals, statistics offices and ministries that publish in the three languages
(GOST R 7.0.100 and DSTU 8302 for reference lists, GOST 7.32 for captions and continued tables).
"""

from __future__ import annotations

TABLE_LABELS = ("table", r"tab\.", "таблица", r"табл\.", "таблиця")
FIGURE_LABELS = (
    *("figure", r"fig\.?", "chart", "box", "exhibit", "graph", "map", "diagram", "infographic"),
    *("рисунок", r"рис\.?", "диаграмма", "график", "схема", "карта", "врезка"),
    *(r"мал\.", "малюнок", "діаграма", "графік"),
)

NOTE_LABELS = (
    *("sources?", "notes?", "data sources?", "source of data", "remarks?", "legend"),
    *("источник[иа]?(?: данных)?", "примечани[ея]", r"прим\.", r"составлено(?: автор\w*)?(?: по| на)?"),
    *("джерел[оа](?: даних)?", "приміт(?:ка|ки)", r"складено(?: автор\w*)?(?: за| на)?"),
)

REFERENCE_HEADINGS = (
    *("(?:list of )?references?(?: and notes)?", "bibliography", "works cited", "literature(?: cited)?"),
    "(?:list of )?(?:sources used|used sources|literature used|sources and literature)",
    r"(?:список\s+)?(?:(?:использованн(?:ой|ых)|цитируемой)\s+)?(?:литератур[аы]|источник(?:ов|и))(?:\s+и\s+литературы)?",
    *("библиографи(?:я|ческий список)", "библиографические ссылки", "пристатейный список литературы"),
    r"(?:список\s+)?(?:(?:використан(?:ої|их)|цитованої)\s+)?(?:літератур[аи]|джерел[а]?)(?:\s+(?:та|і|й)\s+літератури)?",
    r"(?:использованн(?:ые|ая)|цитируемая)\s+(?:литература|источники)(?:\s+и\s+(?:литература|источники))?",
    r"(?:використан[іа]|цитована)\s+(?:література|джерела)(?:\s+(?:та|і|й)\s+(?:література|джерела))?",
    *("бібліографі(?:я|чний список)", "перелік (?:використаних )?(?:джерел|посилань)", "бібліографічні посилання"),
)

# What a line says when a table goes on: it must hold one of CONTINUED_SIGNS, too.
CONTINUED_LABELS = (
    *(r"table|tab\.?", "continuation of(?: the)? table", "end of(?: the)? table", "continued"),
    *(r"продолжение табл(?:\.|ицы)?", r"окончание табл(?:\.|ицы)?", r"таблица"),
    *(r"продовження табл(?:\.|иці)?", r"закінчення табл(?:\.|иці)?", r"кінець табл(?:\.|иці)?", "таблиця"),
)
CONTINUED_SIGNS = ("contin", r"cont\b", "cont['’]d", r"end\b", "прод", "окон", "закін", "кінець")

UNIT_LEADS = (
    *("in", r"units?(?: of measure(?:ment)?)?\s*:"),
    *(r"ед\. ?изм\.?:?", "единиц[аы] измерения:?", r"од(?:\.|иниц[яі]) ?вим(?:\.|іру):?", "в", "у"),
)
UNITS = (
    *("per ?cent", "percentage", "%", "thousands?", "millions?", "billions?", "number", "persons?", "units?"),
    *("euros?", "eur", "usd", r"us\$", "uah", "rub"),
    *(r"тыс\.?", "тысяч(?:ах)?", r"млн\.?", "миллион(?:ах|ов)", r"млрд\.?", "миллиард(?:ах|ов)", "процент(?:ах|ов)"),
    *("единиц(?:ах)?", r"ед\.", "человек", r"чел\.?", r"руб\.?"),
    *(r"тис\.?", "тисяч(?:ах)?", "мільйон(?:ах|ів)", "мільярд(?:ах|ів)", "відсотк(?:ах|ів)", "одиниць", r"од\."),
    *("осіб", r"грн\.?", r"шт\.?"),
    r"per (?:thousand|million|[\d ,]{1,9}) (?:inhabitants|people|population|persons)",
    r"на (?:тысячу|тыс\.|миллион|млн|[\d ]{1,9}) (?:жителей|человек|населения)",
    r"на (?:тисячу|тис\.|мільйон|млн|[\d ]{1,9}) (?:мешканців|осіб|населення)",
)
UNIT_BASES = (
    "(?:at |in )?(?:current|constant|real|nominal)(?: \\d{4})? prices",
    "(?:at the )?(?:end|beginning|start) of (?:the )?(?:year|period)",
    "в (?:фактически действовавших|фактических|текущих|действующих|постоянных|сопоставимых) ценах",
    "на (?:конец|начало) (?:года|периода|отч[её]тного (?:года|периода))",
    "[ву] (?:фактичних|поточних|діючих|постійних|порівнянних)(?: цінах)?",
    "на (?:кінець|початок) (?:року|періоду|звітного (?:року|періоду))",
)
"""What a unit line may say besides the unit: of which prices or of which day its values are."""

SITE_PHRASES = (
    "(?:regular|full|mobile|desktop|print(?:able)?|text|accessible) version(?: of (?:the|this) (?:site|page))?",
    *("skip to (?:main )?(?:content|navigation)", "back to (?:top|list|news)", "(?:main )?menu", "home(?:page)?"),
    *("search", "log ?in", "sign (?:in|up)", "share(?: this)?(?: (?:page|article|on).{0,30})?", "print(?: this page)?"),
    *("e-?mail this page", "read more", "subscribe.{0,40}", "follow us.{0,30}", "accept(?: all)?(?: cookies)?"),
    *("cookie settings", "privacy policy", "terms of use", r"all rights reserved\.?", "contact us", "site ?map"),
    *("(?:обычная|полная|мобильная|печатная) версия(?: сайта)?", "версия для (?:слабовидящих|печати)"),
    *("перейти к (?:основному )?содержанию", "главная", "меню", "поиск", "войти", "вход", "поделиться(?: .{0,30})?"),
    *("распечатать", "читать далее", "подробнее", "наверх", "карта сайта", "подписаться.{0,40}", "все права защищены"),
    *("(?:звичайна|повна|мобільна) версія(?: сайту)?", "версія для (?:друку|людей .{0,40})"),
    *("перейти до (?:основного )?(?:вмісту|змісту)", "головна", "пошук", "увійти", "вхід", "поділитися(?: .{0,30})?"),
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d\b.*",
    *("роздрукувати", "читати далі", "детальніше", "нагору", "мапа сайту", "підписатися.{0,40}", "усі права захищені"),
)

RELATED_HEADINGS = (
    *("related(?: (?:news|articles|content|items|links|posts|materials))?", "read (?:also|more|next)", "see also"),
    *("more (?:news|on this|stories)", "latest news", "recommended", "you may also like", "most read", "popular"),
    *("share(?: this.{0,20})?", "tags?", "topics", "other news"),
    *("читайте также", "по теме", "похожие.{0,20}", "смотрите также", "другие новости", "последние новости"),
    *("ещ[её] по теме", "популярное", "рекомендуем", "поделиться.{0,20}", "теги", "(?:материалы|новости) по теме"),
    *("читайте також", "за темою", "дивіться також", "схожі.{0,20}", "інші новини", "останні новини"),
    *("ще за темою", "популярне", "рекомендуємо", "поділитися.{0,20}", "(?:матеріали|новини) за темою"),
)

# Signs of a bibliographic entry.
REFERENCE_SIGNS = (
    *(
        "https?://",
        r"www\.",
        r"\bdoi\b",
        r"\bURL\b",
        r"\bvol\.",
        r"\bno\.\s*\d",
        r"\bpp?\.\s*\d",
        r"\bISBN\b",
        r"\bISSN\b",
    ),
    *("retrieved from", r"\baccess(?:ed)?\b", "//", r"\bet al\b", r"\(\d{4}[a-z]?\)", r"\b(?:19|20)\d\d[.,;]"),
    *(r"\b[СсТт]\.\s*\d", r"№\s*\d", "режим доступ", "дата (?:обращения|звернення)", "[еэ]лектрон"),
    *(r"\bизд-во\b", r"\bвид-во\b"),
)


def any_of(words: tuple[str, ...]) -> str:
    """One group that matches any of the words."""
    return f"(?:{'|'.join(words)})"
