"""A journal article in Russian: the first abstract in a font with a broken map, a second one in English, references."""

from __future__ import annotations

from tests.samples.typeset import Page, new_canvas, register_broken_font

# Letters merged by the map: the shape is right on paper, the text says another letter.
BROKEN = {"ж": "е", "ч": "г", "щ": "ш", "ы": "и", "я": "ю"}
ABSTRACT = (
    "Аннотация. Статья посвящена научно-техническим кластерам, которые вошли в первую сотню Глобального "
    "инновационного индекса. Цель исследования заключается в том, чтобы показать, как менялось число кластеров в "
    "ведущих экономиках, и сравнить опыт Китая, Германии и Республики Корея. Большинство кластеров сосредоточено в "
    "Северной Америке, Европе и Азии. Выводы могут быть использованы при подготовке решений в области кластерной "
    "политики и при оценке её результатов."
)
KEYWORDS = "Ключевые слова: научно-технический кластер, инновационная политика, рейтинг, региональная экономика."
ENGLISH = (
    "Abstract. The article looks at the science and technology clusters in the first hundred of the Global Innovation "
    "Index. It shows how their number changed in the leading economies and compares China, Germany and the Republic of "
    "Korea."
)
BODY = (
    "В 2017 году в первой сотне было 7 китайских класте\u00adров, а у Соединённых Штатов Америки – 31. К 2022 году обе "
    "страны сравнялись: по 21 кластеру. В 2023 году Китай вышел вперёд, у него стало 24 кластера, а в 2024 году – уже 26.",
    "Германия, напротив, теряет позиции. Если в 2017 году в рейтинг вошли 12 немецких кластеров, то в 2023 году – 9, в "
    "2024 году – 8, а в 2025 году лишь 7. Лучший из них, Мюнхен, занимает 27-е место.",
    "Республика Корея сохранила четыре кластера в 2023 и 2024 годах. Тэджон поднялся с 18-го места в 2023 году на 17-е в "
    "2024 году, Пусан опустился с 74-го на 81-е, а Тэгу поднялся с 91-го на 88-е место.",
)
TABLE = (
    ("Кластер", "2023", "2024"),
    ("Сеул", "3", "4"),
    ("Тэджон", "18", "17"),
    ("Пусан", "74", "81"),
    ("Тэгу", "91", "88"),
)
REFERENCES = (
    "1. GII Science and Technology Clusters. Tokyo–Yokohama tops the ranking. URL: "
    "https://allegropat.com/tokyo-yokohama-rank-top-inventive/ (дата обращения: 14.03.2025).",
    "2. Korea's clusters in 2024. URL: https://german.korea.net/NewsFocus/Sci-Tech/view?articleId=257576 (дата "
    "обращения: 14.03.2025).",
    "3. Обзор KDI. URL: https://eiec.kdi.re.kr/policy/materialView.do?num=243000 (дата обращения: 15.03.2025).",
    "4. Innovationscluster in China und USA. URL: "
    "https://www.boersen-zeitung.de/konjunktur-politik/die-groessten-und-aktivsten-innovationscluster-in-china-und-usa.",
    "5. GII 2023 cluster counts. URL: https://techchannel.news/?p=7011 (дата обращения: 16.03.2025).",
)


def journal_article() -> bytes:
    """The article as a PDF."""
    register_broken_font("Broken", BROKEN)
    out, canvas = new_canvas()
    page = Page(canvas, "Экономика регионов и кластеры, 2025, № 3")
    page.begin()
    page.heading("Кластеры в первой сотне: Китай, Германия и Республика Корея", 15)
    page.paragraph(ABSTRACT, "Broken", 10)
    page.paragraph(KEYWORDS, "Broken", 10)
    page.paragraph(ENGLISH, "Slanted", 10)
    page.heading("1. Число кластеров по странам")
    page.paragraph(BODY[0])
    page.paragraph(BODY[1])
    page.heading("2. Республика Корея")
    page.paragraph(BODY[2])
    page.paragraph("Таблица 1. Места корейских кластеров в рейтинге ГИИ", "Bold", 9, 0)
    page.table(TABLE, (200, 70, 70))
    page.paragraph("Источники: [2], [3].", "Slanted", 8, 0)
    page.heading("Список литературы", 11)
    for text in REFERENCES:
        page.paragraph(text, size=8.5, indent=0)
    page.end()
    canvas.save()
    return out.getvalue()
