"""Inline markup to plain text: emphasis, links, entities, tags, escapes."""

from __future__ import annotations

import re
from html import unescape

from extract.raised import superscript

# Tags that break a line; other known tags vanish.
_BREAKING = frozenset(
    (
        "p", "br", "li", "ul", "ol", "div", "tr", "table", "thead", "tbody", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "dt", "dd", "dl", "blockquote",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "s",
        "small", "span", "strike", "strong", "sub", "sup", "td", "th", "tt", "u", "var",
    )
)  # fmt: skip
_TOKEN = re.compile(
    r"(?P<auto><(?:https?://|mailto:|www\.)[^<>\s]{1,2000}>)"
    r"|(?P<comment><!--.{0,1000}?-->)"
    r"|(?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]{0,500})?/?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<escape>\\+[!-/:-@\[-`{-~])"
    r"|(?P<image>!\[)"
    r"|(?P<open>\[)"
    r"|(?P<target>\]\((?:[^()\s\\]|\\.|\([^()\s]{0,200}\)){0,2000}(?:\s+\"[^\"]{0,300}\")?\))"
    r"|(?P<close>\])"
    r"|(?P<star>\*{1,3})"
    r"|(?P<bar>_{1,3})"
    r"|(?P<code>`+)"
    r"|(?P<strike>~~)",
    re.DOTALL,
)
_SIGNS = re.compile(
    r"\*\*\S|^#{1,6} |\]\(|<https?://|\\[$_*#&%\[\]]|^\s*\|.*\|\s*$|</?(?:p|i|b|sup|sub|br|li)>", re.MULTILINE
)
_BLANKS = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)*")


def has_markup(text: str) -> bool:
    """Whether a text bears signs of Markdown or of tags, so that single stars and backslashes are markup, too."""
    return sum(1 for _ in zip(_SIGNS.finditer(text), range(2), strict=False)) > 1


def resolve(text: str, *, markup: bool = True) -> str:
    r"""The text without its markup: what a reader would see, line breaks kept.

    >>> resolve("**Munich** earned \\$4 <https://example.org> in 10<sup>3</sup> S&amp;T _x_")
    'Munich earned $4 https://example.org in 10³ S&T x'
    >>> resolve("<p><i>Aim:</i> growth.</p> <ol> <li>1. Jobs</li> </ol>")
    'Aim: growth.\n1. Jobs'
    """
    if not any(sign in text for sign in "*<&\\[`_~"):
        return text
    return _Resolver(text, markup).run()


class _Resolver:
    """One pass over the tokens; delimiters that find no partner stay in the text."""

    def __init__(self, text: str, markup: bool) -> None:
        self.text = text
        self.markup = markup
        self.parts: list[str] = []
        self.open: dict[str, list[int]] = {}
        self.broken = False

    def run(self) -> str:
        at = 0
        for token in _TOKEN.finditer(self.text):
            self.parts.append(self.text[at : token.start()])
            at = token.end()
            self.parts.append(self._read(token))
        self.parts.append(self.text[at:])
        text = "".join(self.parts)
        return _BLANKS.sub("\n", text).strip() if self.broken else text

    def _read(self, token: re.Match[str]) -> str:
        kind = token.lastgroup or ""
        if kind == "name":
            kind = "tag"
        word = token[0]
        match kind:
            case "auto":
                return word[1:-1]
            case "comment":
                return ""
            case "tag":
                return self._tag(token)
            case "entity":
                return unescape(word)
            case "escape":
                return word[-1] if self.markup else word
            case _:
                return self._delimiter(kind, token) if self.markup else word

    def _tag(self, token: re.Match[str]) -> str:
        name = token["name"].lower()
        if name in ("sup", "sub"):
            return self._raised(token, name)
        if name in _BREAKING:
            self.broken = True
            return "\n"
        return "" if name in _INLINE else token[0]

    def _raised(self, token: re.Match[str], name: str) -> str:
        if not token[0].startswith("</"):
            self.open.setdefault(name, []).append(len(self.parts))
        elif starts := self.open.get(name):
            inside = "".join(self.parts[starts[-1] :])
            start = starts.pop()
            self.parts[start:] = [""] * (len(self.parts) - start)
            self.parts.append(superscript(inside) if name == "sup" else inside)
        return ""

    def _delimiter(self, kind: str, token: re.Match[str]) -> str:
        word = token[0]
        if kind in ("image", "open"):
            self.open.setdefault("[", []).append(len(self.parts))
            return word
        if kind in ("target", "close"):
            return self._link(kind, word)
        return self._emphasis(kind, token)

    def _link(self, kind: str, word: str) -> str:
        starts = self.open.get("[")
        if not starts:
            return word
        start = starts.pop()
        if kind == "close":
            return word
        self.parts[start] = ""
        return ""

    def _emphasis(self, kind: str, token: re.Match[str]) -> str:
        word = token[0]
        before = self.text[token.start() - 1] if token.start() else " "
        after = self.text[token.end()] if token.end() < len(self.text) else " "
        inner = kind == "bar"
        if word == "*" and before.isalnum() and after.isalnum():
            return word  # a multiplication
        opens = not after.isspace() and not (inner and before.isalnum())
        closes = not before.isspace() and not (inner and after.isalnum())
        starts = self.open.setdefault(word, [])
        if closes and starts:
            self.parts[starts.pop()] = ""
            return ""
        if opens:
            starts.append(len(self.parts))
        return word
