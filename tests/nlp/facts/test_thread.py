"""Whom the figures of a section were told of, and whom a later figure may be told of besides the last ones named."""

from extract import Block, Document
from gazetteer import Entity, Gazetteer
from nlp import observe
from nlp.facts.names import Named, NameGroup
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.thread import Thread


def test_figures_were_told_of_the_last_of_an_earlier_one_or_only_of_others():
    thread = Thread()
    assert thread.told("a") == "nothing"
    thread.tell(["a", "b"])
    assert (thread.told("a"), thread.told("b"), thread.told("c")) == ("before", "last", "others")


def test_a_paragraph_has_figures_of_its_own():
    thread = Thread()
    thread.tell(["a"])
    thread.new_paragraph()
    assert thread.told("a") == "last"
    assert thread.told_here("a") == "nothing"
    thread.tell(["b"])
    assert thread.told_here("a") == "others"


def test_a_section_begins_anew():
    thread = Thread()
    thread.tell(["a"])
    thread.new_section()
    assert thread.told("a") == "nothing"


def named(identity, kind, country="", order=0):
    group = NameGroup((Named(0, 1, 0, 1, identity, Entity(identity, kind, identity, country=country)),), 0, 1)
    return SubjectFound(group, 0, order=order)


def test_a_section_keeps_everybody_it_named_in_the_order_of_their_last_names():
    setting = Setting()
    for order, identity in enumerate(("a", "b", "c", "a")):
        setting.keep(named(identity, "organisation", order=order))
    assert list(setting.of_section) == ["b", "c", "a"]
    setting.new_section()
    assert not setting.of_section


def test_the_country_is_the_one_that_the_chapter_speaks_of_most_of_those_named():
    setting = Setting(countries=("CR", "PA"))
    assert setting.country is None
    setting.keep(named("panama", "country", "PA"))
    assert setting.country.group.lead.entity.id == "panama"
    setting.keep(named("costa rica", "country", "CR"))
    setting.new_section()
    assert setting.country.group.lead.entity.id == "costa rica"


def readings(texts, language="en"):
    """The decisions on how to read each figure of paragraphs, by the words of the figure."""
    blocks = tuple(Block(order, "paragraph", text, language) for order, text in enumerate(texts))
    document = Document("d" * 64, "text/plain", "test", blocks, language=language)
    decisions = []
    observe(document, Gazetteer.load(), decisions=decisions)
    return {
        blocks[one.place[0]].text[one.place[3] : one.place[4]]: one.options
        for one in decisions
        if one.kind == "reading"
    }


def test_the_third_last_of_its_type_may_still_be_meant():
    texts = (
        "Wichita State University leads. The Fraunhofer Society follows. Stanford University advises.",
        "It all began with 4,321 employees.",
    )
    whom = {who for way in readings(texts)["4,321"] for who in way.says[2:]}
    assert len(whom) == 3


def test_a_noun_that_is_no_subject_of_its_sentence_may_stand_for_what_was_spoken_of():
    texts = ("ОЭЗ «Алабуга» — промышленная.", "В руках полюса 36 000 работников.")
    ways = readings(texts, "ru")["36 000"]
    assert any("how general noun aside" in part for way in ways for part in way.parts)
