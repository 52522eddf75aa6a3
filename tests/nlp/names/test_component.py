"""The spaCy component, and a spaCy pipeline as a further source of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import Gazetteer
from nlp.names import recognise

spacy = pytest.importorskip("spacy")

from spacy.training import Example  # noqa: E402 - after the check that spaCy is there

from nlp.names.component import PipelineNames  # noqa: E402 - the same


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Tokyo–Yokohama leads; firms in Lyon follow.", [("Tokyo–Yokohama", "cluster"), ("Lyon", "city")]),
        ("ru", "ВОИС хвалит баварские кластеры.", [("ВОИС", "organisation"), ("баварские", "region")]),
        ("uk", "Кластер працює у Харкові.", [("Харкові", "city")]),
    ],
)
def test_names_are_entities_of_the_doc(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    pipeline = spacy.blank(language)
    pipeline.add_pipe("clustertrace")
    doc = pipeline(text)
    assert [(span.text, span.label_) for span in doc.ents] == wanted
    by_hand = {mention.text: mention.entity_id for mention in recognise(text, language)}
    assert {span.text: span.kb_id_ for span in doc.ents} == by_hand
    assert {span.text: span.ent_id_ for span in doc.ents} == by_hand


def test_entities_of_other_components_stay() -> None:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GADGET", "pattern": "widgetron"}, {"label": "GPE", "pattern": "Lyon"}])
    pipeline.add_pipe("clustertrace")
    doc = pipeline("The widgetron was built in Lyon.")
    assert [(span.text, span.label_) for span in doc.ents] == [("widgetron", "GADGET"), ("Lyon", "city")]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny pipeline that knows one pattern: "Zorbax" is an organisation."""
    pipeline = spacy.blank("en")
    recogniser = pipeline.add_pipe("ner")
    recogniser.add_label("ORG")
    texts = (
        "Zorbax hired staff.",
        "In May Zorbax grew.",
        "A rival of Zorbax left.",
        "Nobody left in May.",
        "Staff grew.",
    )
    examples = []
    for text in texts:
        at = text.find("Zorbax")
        entities = [(at, at + 6, "ORG")] if at >= 0 else []
        examples.append(Example.from_dict(pipeline.make_doc(text), {"entities": entities}))
    spacy.util.fix_random_seed(0)
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(40):
        pipeline.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipeline")
    pipeline.to_disk(folder)
    return folder


def test_a_trained_pipeline_adds_names_with_low_confidence(trained: Path) -> None:
    gazetteer = Gazetteer.load()
    others = PipelineNames(trained, gazetteer)
    text = "In May Zorbax grew in Lyon."
    plain = {mention.text for mention in recognise(text, "en", gazetteer)}
    found = {mention.text: mention for mention in recognise(text, "en", gazetteer, others)}
    assert "Zorbax" not in plain
    assert (found["Zorbax"].type, found["Zorbax"].method) == ("organisation", "pipeline")
    assert found["Zorbax"].entity_id.startswith("new:organisation:")
    assert found["Zorbax"].score < found["Lyon"].score
