"""Which parts of a page are its furniture: menus, banners, footers, share links, related items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from extract.formats.web.inline import text_of

_TAGS = frozenset(("nav", "aside", "footer", "header", "menu", "button", "select", "form", "dialog"))
_ROLES = frozenset(
    (
        "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "tablist",
    )
)  # fmt: skip
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|gdpr|footer|sidebar|side-?bar|share|sharing|social|addthis"
    r"|related|recommend(?:ed|ations)?|more-news|read-?more|see-also|read-also|newsletter|subscri(?:be|ption)|comments?|disqus|pagination|pager"
    r"|lang(?:uage)?s?(?:-?(?:switch(?:er)?|select(?:or)?|menu|list|bar))?|skip(?:-link|-to-content)?|ads?|advert(?:isement)?|promo|popup|modal"
    r"|login|search(?:-?form|-?box|bar)?|tags?(?:-?list|-?cloud)?|topbar|toolbar|site-header|masthead|copyright|partners|widget|print-?link|backlink"
    r"|accessibility|visually-impaired)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\W\d_]{3,}[^.!?]{25,}[.!?](?:\s|$)")


class Judge:
    """Judges elements of one page; it knows how much text the page has and where its article is."""

    def __init__(self, body: HtmlElement) -> None:
        self._length = max(1, len(text_of(body)))
        self._articles = _articles(body)
        self._headed = bool(body.xpath(".//h1"))

    def is_furniture(self, element: HtmlElement) -> bool:
        """Whether this element and all in it is furniture."""
        if not self._is_suspect(element):
            return _is_link_list(element) and not self._in_article(element)
        return not self._holds_article(element)

    def _is_suspect(self, element: HtmlElement) -> bool:
        tag = element.tag
        if tag in ("header", "footer", "aside", "form") and self._in_article(element):
            return tag == "form" or (tag != "header" and _is_link_list(element)) or self._is_named(element)
        if tag in _TAGS or element.get("role") in _ROLES:
            return True
        return self._is_named(element)

    def _is_named(self, element: HtmlElement) -> bool:
        if element.tag in (
            "html",
            "body",
            "main",
            "article",
            "p",
            "table",
            "td",
            "tr",
            "h1",
            "h2",
            "h3",
            "li",
            "a",
            "span",
        ):
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _NAMES.search(names):
            return False
        text = text_of(element)
        return len(_SENTENCE.findall(text)) <= 2 or len(text) < 0.15 * self._length

    def _holds_article(self, element: HtmlElement) -> bool:
        """Whether the element holds so much of the page, or its article, that it cannot be furniture."""
        if any(article is element or element in _ancestors(article) for article in self._articles):
            return True
        if element.tag in ("nav", "menu", "select", "button"):
            return False
        text = text_of(element)
        return len(text) > 0.5 * self._length and len(_SENTENCE.findall(text)) >= 2

    def _in_article(self, element: HtmlElement) -> bool:
        return any(article in _ancestors(element) for article in self._articles)


def _articles(body: HtmlElement) -> list[HtmlElement]:
    """The elements that hold the page's article, by what the page says of itself."""
    found: Sequence[HtmlElement] = body.xpath(".//main | .//*[@role='main'] | .//*[@itemprop='articleBody']")
    if found:
        return list(found)
    articles: Sequence[HtmlElement] = body.xpath(".//article")
    return list(articles) if len(articles) == 1 else []


def _ancestors(element: HtmlElement) -> list[HtmlElement]:
    return list(element.iterancestors())


def _is_link_list(element: HtmlElement) -> bool:
    """Whether an element is a list of links: three or more that make up nearly all of its text, no sentence."""
    if element.tag not in ("ul", "ol", "div", "section", "td", "p", "table", "header", "footer", "aside"):
        return False
    links = element.findall(".//a")
    if len(links) < 3:  # two links may stand in any sentence
        return False
    text = text_of(element)
    linked = sum(len(text_of(link)) for link in links)
    return linked >= 0.7 * max(1, len(text)) and len(text) < 120 * len(links) and not _SENTENCE.search(text)
