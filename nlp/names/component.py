"""For people who work in spaCy: names as ``Doc.ents``; and names that an installed spaCy pipeline adds.

The only module that imports spaCy. ``spacy.blank("en").add_pipe("clustertrace")`` finds the component by its entry
point; without an installed package import this module first.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from gazetteer import Gazetteer
from nlp.names.found import Found
from nlp.names.recogniser import recognise

_LANGUAGES = ("en", "ru", "uk")
_TYPES = {
    "ORG": "organisation", "GPE": "place", "LOC": "place", "EVENT": "event", "LAW": "publication",
    "WORK_OF_ART": "publication",
}  # fmt: skip
_SCORE = 50.0
_PLACES = ("country", "region", "city")


class ClustertraceComponent:
    """Adds the names it knows to ``doc.ents``: label the type, ``kb_id_`` and ``ent_id_`` the entity's id.

    Entities that are already there and overlap none of these stay.
    """

    def __init__(self, language: str, workspace: str | None) -> None:
        self._language = language
        self._gazetteer = Gazetteer.load(Path(workspace) if workspace else None)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its names."""
        language = self._language if self._language in _LANGUAGES else None
        spans: list[Span] = []
        for mention in recognise(doc.text, language, self._gazetteer):
            span = doc.char_span(
                mention.start, mention.stop, label=mention.type, kb_id=mention.entity_id, alignment_mode="expand"
            )
            if span is not None:
                span.id_ = mention.entity_id
                spans.append(span)
        mine = spacy.util.filter_spans(spans)
        taken = {token.i for span in mine for token in span}
        kept = [span for span in doc.ents if not any(token.i in taken for token in span)]
        doc.set_ents([*mine, *kept])
        return doc


@Language.factory("clustertrace", default_config={"workspace": None})
def make_component(nlp: Language, name: str, workspace: str | None) -> ClustertraceComponent:  # noqa: ARG001 - spaCy's signature
    """The component of a spaCy pipeline, for the pipeline's language."""
    return ClustertraceComponent(nlp.lang or "", workspace)


class PipelineNames:
    """Names that a spaCy pipeline finds (the name of an installed package, or its folder), with low confidence.

    Organisations, events and publications are taken as they come; places only where the gazetteer knows them.
    """

    def __init__(self, pipeline: str | Path, gazetteer: Gazetteer) -> None:
        self._pipeline = spacy.load(pipeline)
        self._gazetteer = gazetteer

    def __call__(self, text: str) -> Sequence[Found]:
        """The names in a text."""
        found = (self._found(span) for span in self._pipeline(text).ents)
        return [one for one in found if one is not None]

    def _found(self, span: Span) -> Found | None:
        kind = _TYPES.get(span.label_, "")
        name = " ".join(span.text.split())
        if kind == "place":
            matches = [m for m in self._gazetteer.match(name) if m.entity.type in _PLACES and m.score >= 95]
            if len({match.entity.id for match in matches}) != 1:
                return None
            best = matches[0].entity
            return Found(span.start_char, span.end_char, best.type, best.id, _SCORE, "pipeline", name=name)
        return Found(span.start_char, span.end_char, kind, "", _SCORE, "pipeline", name=name) if kind else None
