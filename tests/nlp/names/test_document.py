"""Names in documents: places, repairs, lists, tables, short names, what is left out."""

from __future__ import annotations

from extract.document import Block, Cell, Document, Repair, Table
from gazetteer import Gazetteer, wording
from nlp import Mention, recognise_document
from nlp.names.beyond import Beyond
from nlp.names.chains import chains


def document(*blocks: Block, language: str = "en") -> Document:
    return Document("ab" * 32, "text/plain", "test", blocks, language=language)


def paragraph(order: int, text: str, language: str = "en", **more: object) -> Block:
    return Block(order, "paragraph", text, language, **more)  # type: ignore[arg-type]  # fields of Block


def named(mentions: tuple[Mention, ...]) -> list[tuple[str, str, str]]:
    return [(mention.text, mention.type, mention.entity_id) for mention in mentions]


def test_mentions_lie_in_the_raw_text() -> None:
    text = "Кластер «Токио – Йоко-\nгама» и ВОИС."
    hyphen = Repair(21, 23, "-\n", "", "hyphen", 0.9)
    made = document(paragraph(0, text, "ru", repairs=(hyphen,)), language="ru")
    mentions, _ = recognise_document(made, Gazetteer.load())
    assert named(mentions)[0] == ("Токио – Йоко-\nгама", "cluster", "clu:s:jp:tokyo-yokohama")
    for mention in mentions:
        assert mention.place is not None
        assert made.quote(mention.place) == mention.text == text[mention.start : mention.stop]


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(row, column, text, header="column" if row == 0 else "")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(len(rows), len(rows[0]), cells)


def of_table(*rows: tuple[str, ...], language: str) -> list[tuple[str, str, str]]:
    text = "\n".join("\t".join(row) for row in rows)
    made = document(Block(0, "table", text, language, table=table(*rows)), language=language)
    mentions, _ = recognise_document(made, Gazetteer.load())
    return [
        (text, kind, "new" if identity.startswith("new:") else identity) for text, kind, identity in named(mentions)
    ]


def test_a_header_says_what_stands_below() -> None:
    assert of_table(
        ("ОЭЗ", "Область"), ("Липецк", "Липецкая"), ("Ясная Поляна", "Тульская"), ("Итого", ""), language="ru"
    ) == [
        ("Липецк", "cluster", "ter:ru:lipetsk-sez"),
        ("Липецкая", "region", "reg:ru:lipetsk-oblast"),
        ("Ясная Поляна", "cluster", "new"),
        ("Тульская", "region", "reg:ru:tula-oblast"),
    ]


def test_codes_below_a_header_for_countries_are_countries() -> None:
    rows = (("Rank", "Economy"), ("1", "SG"), ("2", "NL/BE"), ("3", "n/a"))
    assert of_table(*rows, language="en") == [
        ("SG", "country", "plc:sg"),
        ("NL", "country", "plc:nl"),
        ("BE", "country", "plc:be"),
    ]


def test_furniture_and_references_are_left_out() -> None:
    made = document(
        Block(0, "furniture", "Ministry of Health of France | Paris | 12", "en"),
        Block(1, "reference", "[3] Kerr W. Tech Clusters. Cambridge: Harvard University Press, 2020.", "en"),
        paragraph(2, "Firms in Lyon export."),
    )
    mentions, entities = recognise_document(made, Gazetteer.load())
    assert [mention.text for mention in mentions] == ["Lyon"]
    assert entities == ()


def test_short_names_hold_for_the_rest_of_the_document() -> None:
    made = document(
        paragraph(0, "The Baltic Transition Fund (BTF) opened in Riga. The BTF is small."),
        paragraph(1, "In 2024 the BTF grew; BTFs elsewhere did not."),
        paragraph(2, "Програма «Сильні громади» (далі – Програма) діє. Учасники Програми звітують.", "uk"),
    )
    mentions, entities = recognise_document(made, Gazetteer.load())
    funds = [mention for mention in mentions if mention.type == "programme" and "B" in mention.text]
    assert [mention.text for mention in funds] == ["Baltic Transition Fund", "BTF", "BTF", "BTF"]
    assert len({mention.entity_id for mention in funds}) == 1
    ours = [mention.text for mention in mentions if mention.language == "uk"]
    assert ours == ["Програма «Сильні громади»", "Програма", "Програми"]
    assert {entity.name for entity in entities} == {"Baltic Transition Fund", "Сильні громади"}


def test_a_short_name_of_one_document_means_nothing_in_another() -> None:
    gazetteer = Gazetteer.load()
    here, _ = recognise_document(document(paragraph(0, "The Baltic Transition Fund (BTF) opened.")), gazetteer)
    there, _ = recognise_document(document(paragraph(0, "The BTF is unknown here.")), gazetteer)
    assert {mention.entity_id for mention in here if mention.text == "BTF"} != set()
    assert not {mention.entity_id for mention in here} & {mention.entity_id for mention in there}


def test_items_of_a_list_of_clusters_are_clusters() -> None:
    names = ("Tokyo – Yokohama.", "Seoul.", "Beijing.")
    items = [Block(at, "list_item", f"{at}. {name}", "en", ordinal=at) for at, name in enumerate(names, 1)]
    made = document(
        paragraph(0, "The largest clusters of the world are:"), *items, paragraph(4, "Firms in Seoul agree.")
    )
    mentions, _ = recognise_document(made, Gazetteer.load())
    assert [mention.entity_id for mention in mentions] == [
        "clu:s:jp:tokyo-yokohama",
        "clu:s:kr:seoul",
        "clu:s:cn:beijing",
        "plc:kr:seoul",
    ]


def test_cells_below_a_cluster_header_are_clusters() -> None:
    ranking = table(("Rank", "Cluster", "Economy"), ("4", "Seoul", "Republic of Korea"), ("12", "Paris", "France"))
    cities = table(("City", "Firms"), ("Seoul", "200"), ("Paris", "300"))
    made = document(
        Block(0, "table", "…", "en", table=ranking),
        Block(1, "table", "…", "en", table=cities),
    )
    mentions, _ = recognise_document(made, Gazetteer.load())
    assert [(m.text, m.type, m.place.row, m.place.column) for m in mentions if m.place] == [
        ("Seoul", "cluster", 1, 1),
        ("Republic of Korea", "country", 1, 2),
        ("Paris", "cluster", 2, 1),
        ("France", "country", 2, 2),
        ("Seoul", "city", 1, 0),
        ("Paris", "city", 2, 0),
    ]


def test_new_entities_are_handed_over_once_with_their_name() -> None:
    made = document(
        paragraph(0, "Директор технопарка «Белый мыс» уехал. Технопарк «Белый мыс» вырос.", "ru"),
        paragraph(1, "The Kvarken Ocean Cluster grew."),
    )
    mentions, entities = recognise_document(made, Gazetteer.load())
    new = {mention.entity_id for mention in mentions if mention.entity_id.startswith("new:")}
    assert {entity.id for entity in entities} == new
    assert {entity.name for entity in entities} == {"Белый мыс", "Kvarken Ocean Cluster"}
    assert all(name.source == f"document:{made.id[:16]}" for entity in entities for name in entity.names)


def test_what_is_said_beside_another_mention_is_known() -> None:
    whole = Beyond(
        "Доля «Химграда» выросла.\nQSTP grew.\nХимград – технополис в Казани. QSTP, a science park, is in Doha."
    )
    assert {"called scienc", "called park"} <= set(whole.clues(("qstp",), ""))
    assert "called техноп" in set(whole.clues(("химграда",), ""))
    assert "blocks near clusters" in set(whole.clues(("unheard",), "The list of clusters"))
    assert not any(clue.startswith("called") for clue in whole.clues(("unheard",), ""))


def test_two_marks_in_a_row_behind_a_name_are_read() -> None:
    whole = Beyond("QSTP is a science- and technology-  park in Doha. QSTP - a--b.")
    assert "called scienc" in set(whole.clues(("qstp",), ""))


def test_a_short_name_is_known_before_it_is_introduced() -> None:
    made = document(
        paragraph(0, "Under ZQC three towns have taken land."),
        paragraph(1, "The Zonal Quality Centres scheme (ZQC) was launched in 2012."),
    )
    mentions, _ = recognise_document(made, Gazetteer.load())
    meant = {mention.text: (mention.type, mention.entity_id) for mention in mentions}
    assert meant["ZQC"] == meant["Zonal Quality Centres"]
    assert [mention.place.block for mention in mentions if mention.place is not None and mention.text == "ZQC"] == [
        0,
        1,
    ]


def test_the_number_of_a_version_belongs_to_a_name() -> None:
    made = document(
        paragraph(0, "The Zonal Quality Centres scheme (ZQC) was launched in 2012."),
        paragraph(1, "It was followed by ZQC 2.0, and ZQC 2.0 million was spent."),
    )
    mentions, _ = recognise_document(made, Gazetteer.load())
    later = [(mention.text, mention.entity_id) for mention in mentions if mention.place and mention.place.block == 1]
    assert [text for text, _ in later] == ["ZQC 2.0", "ZQC"]
    assert later[0][1] != later[1][1]


def test_a_figure_is_no_part_of_a_name() -> None:
    text = wording("They spoke of Rs 70,000 and of Vision 2030.")
    segments = {text.text[one.start : one.stop] for chain in chains(text, ()) for one in chain.segments}
    assert "Rs 70" not in segments
    assert "Vision 2030" in segments
