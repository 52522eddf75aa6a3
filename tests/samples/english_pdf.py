"""A two-column article with running titles, footnotes, hyphens, merged headers and a table over two pages."""

from __future__ import annotations

from tests.samples.typeset import Page, new_canvas

RANKS = (
    # rank, cluster, economy: the GII 2024 list as told by the first source of the article
    ("1", "Tokyo–Yokohama", "Japan"),
    ("2", "Shenzhen–Hong Kong–Guangzhou", "China, Hong Kong"),
    ("3", "Beijing", "China"),
    ("4", "Seoul", "Republic of Korea"),
    ("5", "Shanghai–Suzhou", "China"),
    ("6", "San Jose–San Francisco", "United States"),
    ("7", "Osaka–Kobe–Kyoto", "Japan"),
    ("8", "Boston–Cambridge", "United States"),
    ("9", "Nanjing", "China"),
    ("10", "San Diego", "United States"),
    ("11", "New York City", "United States"),
    ("12", "Paris", "France"),
    ("13", "Wuhan", "China"),
    ("14", "Hangzhou", "China"),
    ("15", "Nagoya", "Japan"),
)
COUNTS = (
    ("Economy", "Clusters in the top 100", "", ""),
    ("", "2023", "2024", "2025"),
    ("China", "24", "26", "24"),
    ("United States", "21", "20", "22"),
    ("Germany", "9", "8", "7"),
    ("India", "4", "4", "4"),
    ("Republic of Korea", "4", "4", "3"),
)
OPENING = (
    "Every year the Global Inno\u00advation Index (GII) of the World Intel\u00adlectual Property Organi\u00adzation "
    "(WIPO) lists the hundred largest science and techno\u00adlogy clusters of the world. This article follows a few "
    "of them over six edi\u00adtions. It does not ask why clusters grow; it asks what the rank\u00adings say.",
    "In 2020 the first five were Tokyo–Yokohama, Shenzhen–Hong Kong–Guangzhou, Seoul, Beijing and San Jose–San "
    "Fran\u00adcisco. Two years later Beijing had passed Seoul. In the edi\u00adtion of 2025 the order at the top was "
    "reversed: Shenzhen–Hong Kong–Guangzhou ranked 1st and Tokyo–Yokohama 2nd, with San Jose–San Fran\u00adcisco third.",
    "Nanjing is a case of steady improve\u00adment. It ranked 21st in 2020, 18th in 2021 and 13th in 2022, and reached "
    "9th place in 2024.¹ Chengdu rose from 56th in 2018 to 52nd in 2019, 47th in 2020 and 39th in 2021. London "
    "im\u00adproved its posi\u00adtion by two places to 20th in 2023, and in 2025 it was 8th.",
)
INTENSITY = (
    "Size is not intensity. Measured by output per head, Cam\u00adbridge in the United King\u00addom was first in 2023: "
    "it filed 6,582 PCT appli\u00adcations and published 37,136 articles per 1 million inhabi\u00adtants. Oxford and "
    "Eind\u00adhoven ranked 3rd and 4th by intensity, respec\u00adtively.",
    "In 2025 Shenzhen–Hong Kong–Guangzhou accounted for 9 percent of the world's PCT appli\u00adcations, and Tokyo–"
    "Yokohama for 10.3 percent.² San Jose–San Fran\u00adcisco drew 6.9 percent of global venture capital deals.",
)
SOURCES = (
    "[1] Tokyo-Yokohama still world's top cluster. https://www.top168.com/news/show-78599.html",
    "[2] Nanjing is among top 30 globally. https://investnj.org.cn/news/nanjing-is-among-top-30-globally",
    "[3] Cambridge remains most intensive science and technology cluster in the world. "
    "https://www.enterprise.cam.ac.uk/news/cambridge-remains-most-intensive-science-and-technological-cluster-in-the-world/",
    "[4] GII 2025 cluster counts. https://networkofcenters.net/node/43596",
    "[5] Chengdu in the cluster ranking. https://daydaynews.cc/en/finance/amp/3263978.html",
)


def cluster_rankings() -> bytes:
    """The article as a PDF."""
    out, canvas = new_canvas()
    page = Page(canvas, "Cluster rankings, 2020 to 2025 · Notes on method and movement")
    page.begin(columns=2)
    page.heading("Six editions of the cluster ranking", 15)
    for text in OPENING:
        page.paragraph(text, size=11.5)
    page.notes = [
        "¹ The rank of 2023 is left out: no public source at hand prints it.",
        "² Shares of the five-year window.",
    ]
    page.heading("Size and intensity")
    for text in INTENSITY:
        page.paragraph(text, size=11.5)
    page.heading("How many clusters an economy has")
    page.paragraph("Table 1. Economies and their clusters in the top 100", "Bold", 9, 0)
    page.table(COUNTS, (92, 42, 42, 42), header=2, spans={(0, 1): 3})
    page.paragraph("Source: GII editions 2023 to 2025, as reported in [1] and [4].", "Slanted", 8, 0)
    page.begin()
    page.heading("The first fifteen in 2024")
    page.paragraph(
        "Table 2 lists the first fifteen clusters of the 2024 edi\u00adtion. The list goes on over the page, as lists do.",
    )
    page.y = page.bottom + 170
    page.paragraph("Table 2. The fifteen largest clusters, GII 2024", "Bold", 9, 0)
    page.table((("Rank 2024", "Cluster", "Economy"), *RANKS), (70, 220, 140), whole=False)
    page.heading("Sources", 11)
    for text in SOURCES:
        page.paragraph(text, size=8, indent=0)
    page.end()
    canvas.save()
    return out.getvalue()
