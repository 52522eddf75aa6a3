"""Web pages: the article kept whole, the site's furniture told apart, tables, lists, dates."""

from __future__ import annotations

import pytest

from tests.extract.reading import assert_sound, heads, kinds, outline, read, rows

SENTENCE = "Кластер об'єднав понад двадцять підприємств області, і їхній спільний виторг торік зріс на п'яту частину."


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def test_article_and_furniture() -> None:
    text = page(
        "<header><a href='/'>Міністерство</a><nav><ul><li><a href='/a'>Про нас</a></li><li><a "
        "href='/b'>Документи</a></li>"
        "<li><a href='/c'>Контакти</a></li></ul></nav></header>"
        "<div class='breadcrumbs'><a href='/'>Головна</a> / <a href='/n'>Новини</a></div>"
        f"<article><h1>Новий кластер</h1><p>{SENTENCE}</p><blockquote><p>«Це лише початок», – сказав "
        f"керівник.</p></blockquote>"
        "<ul class='share-buttons'><li>Facebook</li><li>Telegram</li></ul></article>"
        "<aside><h3>Останні новини</h3><a href='/1'>Відкрито парк</a></aside>"
        "<div id='cookie-notice'>Сайт використовує файли cookie. <button>Гаразд</button></div>"
        "<footer>© 2024 Міністерство</footer>"
    )
    document = read(text, "news.html")
    kept = [line for line in outline(document) if not line.startswith("furniture")]
    assert kept == [
        "heading: Новий кластер",
        f"paragraph: {SENTENCE}",
        "paragraph: «Це лише початок», – сказав керівник.",
    ]
    assert {"Про нас", "Facebook", "Гаразд", "© 2024 Міністерство"} <= set(kinds(document, "furniture"))
    assert_sound(document, text.encode())


def test_nothing_of_the_article_is_lost_without_article_tags() -> None:
    text = page(
        "<div class='menu'><a href='/1'>One</a><a href='/2'>Two</a><a href='/3'>Three</a></div>"
        f"<div class='elementor-widget'><h2>Members</h2><p>{SENTENCE}</p><p>{SENTENCE}</p>"
        "<ul><li><a href='/x'>Steel Works Ltd</a></li><li><a href='/y'>Glass and Sons</a></li><li><a "
        "href='/z'>Mill Ltd</a></li></ul>"
        "<div class='market-share'>Its share of the market is 12 %.</div></div>"
    )
    document = read(text, "members.html")
    assert kinds(document, "list_item") == ["• Steel Works Ltd", "• Glass and Sons", "• Mill Ltd"]
    assert "Its share of the market is 12 %." in kinds(document, "paragraph")
    assert kinds(document, "furniture") == ["One Two Three"] or "One" in kinds(document, "furniture")[0]


def test_related_items_after_the_text() -> None:
    text = page(
        f"<main><h1>Title of the news</h1><p>{SENTENCE}</p><h3>Читайте также:</h3><ul><li><a href='/1'>Другая "
        f"новость дня</a></li>"
        "</ul></main>"
    )
    assert kinds(read(text, "n.html"), "furniture") == ["Читайте также:", "• Другая новость дня"] or kinds(
        read(text, "n.html"), "furniture"
    ) == ["Читайте также:", "Другая новость дня"]


def test_text_is_as_a_reader_sees_it() -> None:
    text = page(
        "<p>Line one<br>line   two &amp; R&amp;D, 10&nbsp;km<sup>2</sup>, note<sup>3</sup>, 16<sup>th</sup>.</p>"
        "<p style='display:none'>secret</p><p hidden>secret</p><script>secret()</script><template>secret</template>"
    )
    document = read(text, "p.html")
    assert kinds(document, "paragraph") == ["Line one\nline two & R&D, 10\u00a0km², note³, 16th."]
    assert "secret" not in " ".join(outline(document))


def test_spans_and_header_cells() -> None:
    text = page(
        "<table><caption>Table 1. Exports</caption><thead><tr><th rowspan='2'>Town</th><th "
        "colspan='2'>Exports</th></tr>"
        "<tr><th>2021</th><th>2022</th></tr></thead><tbody><tr><th>Mill</th><td>4</td><td>5</td></tr>"
        "<tr><td>Vale</td><td colspan='2'>no data</td></tr></tbody></table><p>Source: the board</p>"
    )
    document = read(text, "t.html")
    assert rows(document) == [
        ["Town", "Exports", "Exports"],
        ["Town", "2021", "2022"],
        ["Mill", "4", "5"],
        ["Vale", "no data", "no data"],
    ]
    assert heads(document) == {
        "Town": "both",
        "Exports": "column",
        "2021": "column",
        "2022": "column",
        "Mill": "row",
        "Vale": "row",
    }
    assert document.tables[0].caption == "Table 1. Exports"
    assert document.tables[0].notes == ("Source: the board",)
    assert_sound(document, text.encode())


def test_layout_tables_are_no_tables() -> None:
    text = page(f"<table><tr><td><p>{SENTENCE}</p><h2>Part</h2><p>{SENTENCE}</p></td></tr></table>")
    document = read(text, "l.html")
    assert not document.tables
    assert kinds(document, "heading") == ["Part"]


def test_overlapping_spans_cover_a_square_once() -> None:
    text = page(
        "<table><tr><td rowspan='3'>a</td><td>b</td></tr><tr><td colspan='5' "
        "rowspan='0'>c</td></tr><tr><td>d</td><td>e</td></tr></table>"
    )
    assert_sound(read(text, "o.html"), text.encode())


def test_lists_are_numbered_as_shown() -> None:
    text = page("<ol start='3'><li>Kyiv<ul><li>Podil</li></ul></li><li>Lviv</li></ol><ol type='a'><li>x</li></ol>")
    document = read(text, "l.html")
    assert kinds(document, "list_item") == ["3. Kyiv", "• Podil", "4. Lviv", "a. x"]
    assert [block.level for block in document.blocks] == [1, 2, 1, 1]


def test_definitions_and_footnotes() -> None:
    text = page(
        "<dl><dt>Cluster</dt><dd>firms that work together</dd><dt>Park</dt><dd>their land</dd></dl>"
        "<ol class='footnotes'><li id='fn1'>Counted in May.</li></ol>"
    )
    document = read(text, "d.html")
    assert kinds(document, "list_item") == ["Cluster\nfirms that work together", "Park\ntheir land"]
    assert kinds(document, "footnote") == ["1. Counted in May."]


def test_figure_captions() -> None:
    text = page(f"<p>{SENTENCE}</p><figure><img src='a.png'><figcaption>Figure 2. Staff by town</figcaption></figure>")
    document = read(text, "f.html")
    assert kinds(document, "caption") == ["Figure 2. Staff by town"]
    assert [problem.kind for problem in document.problems] == ["figure_without_values"]


@pytest.mark.parametrize(
    ("head", "dated"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",'
            '"datePublished":"2023-11-02T09:00"}]}</script>',
            "2023-11-02",
        ),
        ('<meta property="article:published_time" content="2022-01-30T12:00:00Z">', "2022-01-30"),
        ('<meta name="citation_publication_date" content="2021/05">', "2021-05"),
        ("<script type='application/ld+json'>{broken</script>", ""),
    ],
)
def test_dates_in_the_head(head: str, dated: str) -> None:
    assert read(page(f"<h1>News</h1><p>{SENTENCE}</p>", head), "n.html").dated == dated


def test_titles() -> None:
    assert (
        read(page(f"<h1>Own title</h1><p>{SENTENCE}</p>", "<title>Own title | Site</title>"), "n.html").title
        == "Own title"
    )
    assert read(page(f"<p>{SENTENCE}</p>", "<title>Page title | Site</title>"), "n.html").title == "Page title"


def test_every_block_leads_back_to_its_source() -> None:
    text = page(
        f"<h1>A title</h1><!-- <p>no</p> --><p>{SENTENCE}<p>Second, unclosed<ul><li>one<li>two</ul><div>loose "
        f"<b>text</b></div>"
    )
    document = read(text, "s.html")
    for block in document.blocks:
        slice_ = text[block.source_start : block.source_stop]
        assert all(word in slice_ for word in block.text.removeprefix("• ").split())
        assert block.element


def test_headings_that_open_references() -> None:
    text = page(
        f"<p>{SENTENCE}</p><h2>References</h2><ol><li>Miller J. Towns. 2019. Vol. 3.</li><li>Novak P. Parks. "
        f"2020.</li></ol>"
    )
    assert kinds(read(text, "r.html"), "reference") == ["1. Miller J. Towns. 2019. Vol. 3.", "2. Novak P. Parks. 2020."]


def test_bold_lines_and_dashed_lines() -> None:
    text = page(
        f"<h2>Parks</h2><p>{SENTENCE}</p><p><strong>Next steps</strong></p><p>– more sites;<br>– cheaper loans.</p>"
        f"<p><b>Important.</b> {SENTENCE}</p>"
    )
    document = read(text, "b.html")
    assert kinds(document, "heading") == ["Parks", "Next steps"]
    assert kinds(document, "list_item") == ["– more sites;", "– cheaper loans."]
    assert kinds(document, "paragraph")[-1].startswith("Important. ")


def test_a_table_that_lays_out_the_page_is_no_table_though_one_in_it_is() -> None:
    page = (
        "<body><table><tr><td><a href=a>Home</a></td><td><h1>Report</h1><p>Twelve firms joined the cluster.</p>"
        "<table><tr><th>Year<th>Firms<tr><td>2021<td>12</table></td></tr></table></body>"
    )
    document = read(page, "page.html")
    assert [rows(document, at) for at in range(len(document.tables))] == [[["Year", "Firms"], ["2021", "12"]]]
    assert "Twelve firms joined the cluster." in kinds(document, "paragraph")


def test_tables_and_charts_that_no_tag_names() -> None:
    page = (
        "<p>Before the tables there is a sentence.</p><pre>Region     Firms   Staff\nNorth         12     300\n"
        "South          7     120\nCoast         31     990</pre><svg><text>North 12</text><text>South 7</text></svg>"
    )
    document = read(page, "page.html")
    assert rows(document)[1] == ["North", "12", "300"]
    assert kinds(document, "figure") == ["North 12\nSouth 7"]


def test_related_items_under_a_line_that_is_no_heading() -> None:
    page = (
        "<body><div><p>The cluster brought together 45 companies and three universities of the region last year.</p>"
        "<p>Its turnover reached 3.4 billion euros, and it opened a laboratory for all of its members.</p></div>"
        "<div><div>Читайте также</div><a href=a>Новый парк</a><a href=b>Премия</a></div>"
        "<div>© 2024 Agency. All rights reserved.</div></body>"
    )
    furniture = kinds(read(page, "page.html"), "furniture")
    assert furniture == ["Читайте также", "Новый парк Премия", "© 2024 Agency. All rights reserved."]
