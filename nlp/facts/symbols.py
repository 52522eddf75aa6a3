"""A sentence in few symbols: names, marks, prepositions, verbs, other words; relations look at what stands between.

Words that tell the same way of joining are one symbol in all languages: "in", "at" and «в» are all "in".
"""

from __future__ import annotations

from nlp.facts.parties import QUOTES
from nlp.facts.passage import Passage
from nlp.facts.tense import tense
from nlp.facts.tokens import word_set

_SAME = {
    "in": word_set("in at on within inside в во у на"),
    "from": word_set("from out из із зі з с со"),
    "of": word_set("of 's s"),
    "near": word_set("near outside beside под близ возле около под під біля поблизу коло"),
    "is": word_set("is are was were является являются это це є —"),
    "": word_set("the a an its"),
}
_PLAIN = {word: name for name, words in _SAME.items() for word in words}
_TYPE_WORDS = word_set(
    "cluster clusters park parks zone hub city region province state county district prefecture area territory town "
    "oblast capital кластер кластера кластере кластеры парк парка парке зона зоны зоне технопарк город города городе "
    "регион региона регионе область области край края крае район района районе республика республики республике "
    "столица столице кластери кластері парку технопарку місто міста місті регіон регіону регіоні областю району "
    "районі республіка республіки республіці столиця столиці префектура префектури префектуры"
)


class Symbols:
    """The symbols of one sentence; ``inside`` are the tokens of its names, ``tenses`` what each token tells of time."""

    def __init__(self, passage: Passage) -> None:
        self.scan = passage.scan
        self.tenses = [tense(passage.scan, index) for index in range(len(passage.scan.tokens))]
        self.inside = {index for name in passage.names for index in range(name.first, name.last)}
        self._kept: dict[int, str] = {}

    def link(self, first: int, last: int) -> str:
        """What stands between two tokens in few symbols: marks, prepositions, verbs; runs of other words as one."""
        symbols: list[str] = []
        for index in range(first, last):
            symbol = self.symbol(index)
            if symbol and (symbol not in ("w", "N", "t") or not symbols or symbols[-1] != symbol):
                symbols.append(symbol)
        return " ".join(symbols)

    def symbol(self, index: int) -> str:
        """One token in a symbol, looked up once."""
        if index not in self._kept:
            self._kept[index] = self._symbol_of(index)
        return self._kept[index]

    def _symbol_of(self, index: int) -> str:
        token = self.scan.tokens[index]
        if index in self.inside:
            return "N"
        if token.fold in QUOTES:
            return ""
        if token.kind != "word":
            return token.fold if token.kind == "mark" else "#"
        return _PLAIN[token.fold] if token.fold in _PLAIN else self._word(index)

    def _word(self, index: int) -> str:
        fold = self.scan.fold(index)
        if fold in _TYPE_WORDS:
            return "t"
        if self.scan.starting("not_noun", index):
            return fold
        return "V" if self.tenses[index] else "w"

    def before(self, at: int) -> str:
        """The symbol right before a token, articles and quotes left out."""
        index = at - 1
        while index >= 0 and not self.symbol(index):
            index -= 1
        return self.symbol(index) if index >= 0 else "start"

    def behind(self, at: int) -> str:
        """The symbol of a token, or of the first behind it that is no article or quote."""
        index = at
        while index < len(self.scan.tokens) and not self.symbol(index):
            index += 1
        return self.symbol(index) if index < len(self.scan.tokens) else "end"

    def names_in(self, near: int, far: int) -> int:
        """How many names stand between two tokens."""
        return sum(index in self.inside and index - 1 not in self.inside for index in range(near + 1, far))
