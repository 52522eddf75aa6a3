"""Which parts of a page are its furniture: menus, banners, footers, share links, related items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from extract.formats.web.inline import is_hidden, text_of
from extract.roles import opens_related

_TAGS = frozenset(("nav", "aside", "footer", "header", "menu", "button", "select", "form", "dialog"))
_ROLES = frozenset(
    (
        "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "tablist",
    )
)  # fmt: skip
# Classes and ids, each as a whole. Words that also name content (partners, widgets, market-share) are left out or
# asked for with what makes them furniture.
_NAME = re.compile(
    r"(?:(?:[\w-]+[-_])?(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|cookie-?(?:bar|banner|notice|consent)|consent|gdpr"
    r"|footer|sidebar|side-bar|newsletter|pagination|pager|masthead|topbar|toolbar|disqus|skip-?link|backlink|print-?link)"
    r"(?:[-_][\w-]+)?"
    r"|(?:(?:post|article|page|news|social|content|entry|btn|buttons?)[-_])?(?:share|sharing|addthis|socials?)"
    r"(?:[-_](?:links?|buttons?|bar|icons?|list|block|this|media|networks?|wrapper|container|panel|tools))?"
    r"|(?:[\w]+[-_])?(?:related|recommended|recommendations|read-?more|see-?also|read-?also|more-news|latest-news|other-news)"
    r"(?:[-_](?:news|posts?|articles?|items?|links?|content|block|list|stories|materials|topics))?"
    r"|(?:subscribe|subscription|comments?|comment-(?:list|form|area)|respond)(?:[-_](?:form|box|block|area|section))?"
    r"|lang(?:uage)?s?(?:[-_](?:switch(?:er)?|select(?:or)?|menu|list|bar|nav))|(?:ads?|advert|advertisement|banner-ad|adsbygoogle)"
    r"|(?:search|login)[-_]?(?:form|box|bar|field|block|panel)|search|login|popup|modal|tags|tag-?(?:list|cloud|links)|site-header"
    r"|copyright|skip|accessibility(?:[-_]\w+)?|visually-?impaired(?:[-_]\w+)?)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\W\d_]{3,}[^.!?]{25,}[.!?](?:\s|$)")
_NEVER_NAMED = frozenset(
    ("html", "body", "main", "article", "p", "table", "tbody", "td", "tr", "h1", "h2", "h3", "h4", "li", "a", "span")
)
_LISTS = frozenset(("ul", "ol", "div", "section", "td", "p", "table", "header", "footer", "aside"))
_BRIEF = 6000
_ARTICLE_SHARE = 0.7


class Judge:
    """Judges elements of one page; it knows how long the text of each is, its links', and where the article is."""

    def __init__(self, body: HtmlElement) -> None:
        self._lengths: dict[HtmlElement, int] = {}
        self._linked: dict[HtmlElement, int] = {}
        self._links: dict[HtmlElement, int] = {}
        self._measure(body)
        self._length = max(1, self._lengths.get(body, 0))
        self._articles = frozenset(self._find_articles(body))
        self._above = frozenset(above for article in self._articles for above in article.iterancestors())

    def _measure(self, body: HtmlElement) -> None:
        """Lengths from the leaves up, so that no text is gathered twice."""
        for element in reversed(list(body.iter())):
            if is_hidden(element):
                self._lengths[element] = self._linked[element] = self._links[element] = 0
                continue
            length = _length(element.text)
            linked = links = 0
            for child in element:
                length += self._lengths.get(child, 0) + _length(child.tail)
                linked += self._linked.get(child, 0)
                links += self._links.get(child, 0)
            is_link = element.tag == "a"
            self._lengths[element] = length
            self._linked[element] = length if is_link else linked
            self._links[element] = 1 if is_link else links

    def is_furniture(self, element: HtmlElement) -> bool:
        """Whether this element and all in it is furniture."""
        if not self._is_suspect(element):
            links = self._is_link_list(element) and not self._in_article(element)
            return links or (self._is_related(element) and not self._holds_article(element))
        return not self._holds_article(element)

    def _is_suspect(self, element: HtmlElement) -> bool:
        tag = element.tag
        if tag in ("header", "footer", "aside", "form") and self._in_article(element):
            return tag == "form" or (tag != "header" and self._is_link_list(element)) or self._is_named(element)
        return tag in _TAGS or element.get("role") in _ROLES or self._is_named(element)

    def _is_named(self, element: HtmlElement) -> bool:
        if element.tag in _NEVER_NAMED:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
        if not any(len(name) <= 60 and _NAME.fullmatch(name) for name in names):
            return False
        return self._lengths[element] < 0.15 * self._length or self._sentences(element) <= 2

    def _sentences(self, element: HtmlElement) -> int:
        """How many sentences an element holds; many when it is long."""
        if self._lengths[element] > _BRIEF:
            return self._lengths[element] // 200
        return len(_SENTENCE.findall(text_of(element)))

    def _holds_article(self, element: HtmlElement) -> bool:
        """Whether the element holds so much of the page, or its article, that it cannot be furniture."""
        if element in self._articles or element in self._above:
            return True
        if element.tag in ("nav", "menu", "select", "button"):
            return False
        return self._lengths[element] > 0.5 * self._length and self._sentences(element) >= 2

    def _in_article(self, element: HtmlElement) -> bool:
        return any(above in self._articles for above in element.iterancestors())

    def _is_link_list(self, element: HtmlElement) -> bool:
        """Whether an element is a list of links: three or more that make up nearly all of its text, no sentence."""
        links = self._links.get(element, 0)
        length = self._lengths.get(element, 0)
        if element.tag not in _LISTS or links < 3 or self._linked[element] < 0.7 * length or length >= 120 * links:
            return False
        return length > _BRIEF or not _SENTENCE.search(text_of(element))

    def _is_related(self, element: HtmlElement) -> bool:
        """Whether an element is a list of related items: it begins by saying so, and the rest of it is links."""
        if element.tag not in _LISTS or not self._links.get(element, 0):
            return False
        first = next((words for text in element.itertext() if (words := " ".join(text.split()))), "")
        return opens_related(first) and self._linked[element] >= 0.6 * (self._lengths[element] - len(first))

    def _find_articles(self, body: HtmlElement) -> list[HtmlElement]:
        """The elements that hold the page's article: what the page says of itself, else where its sentences are."""
        found: Sequence[HtmlElement] = body.xpath(".//main | .//*[@role='main'] | .//*[@itemprop='articleBody']")
        if found:
            return list(found)
        articles: Sequence[HtmlElement] = body.xpath(".//article")
        if articles:
            return list(articles) if len(articles) == 1 else []
        return self._densest(body)

    def _densest(self, body: HtmlElement) -> list[HtmlElement]:
        """The smallest element that holds most of the page's running text, unless that is the body itself."""
        weights: dict[HtmlElement, int] = {}
        total = 0
        for paragraph in body.iter("p", "li", "td", "h1", "h2", "h3"):
            own = self._lengths.get(paragraph, 0) - self._linked.get(paragraph, 0)
            if own < 40 or paragraph.find(".//p") is not None:
                continue
            total += own
            for above in paragraph.iterancestors():
                if above is body:
                    break
                weights[above] = weights.get(above, 0) + own
        heavy = [element for element, weight in weights.items() if weight >= _ARTICLE_SHARE * total]
        return [min(heavy, key=lambda element: self._lengths[element])] if heavy else []


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0
