"""Plain text: lines to paragraphs, headings, lists, references, furniture."""

from __future__ import annotations

import pytest

from tests.extract.reading import assert_sound, kinds, outline, read

WRAPPED = """Кластерная политика Уральского округа опирается на три отрасли, и в каждой из них за пять
лет появилось не меньше десятка новых предприятий. Больше всего их в машиностро-
ении, где доля малых фирм выросла до 40 %.
"""


def test_wrapped_lines_are_one_paragraph_and_hyphens_stay() -> None:
    document = read(WRAPPED)
    assert len(document.blocks) == 1
    assert "машиностро-\nении" in document.blocks[0].text
    assert "машиностроении" in document.reading(0).text


def test_a_blank_line_after_every_line_parts_no_paragraphs() -> None:
    lines = [
        "Регіональна програма підтримки кластерів діє з 2019 року і охоплює сім областей краї-",
        "ни. Її бюджет за перші три роки зріс удвічі, а кількість учасників перевищила двісті під-",
        "приємств, серед яких переважають малі виробники меблів і харчових продуктів.",
        "У 2023 році до програми вперше долучилися університети, що дозволило створити спіль-",
        "ні лабораторії та навчальні центри для працівників підприємств, а також розпочати облік",
        "результатів.",
    ]
    document = read("\n\n".join(lines) + "\n")
    texts = [block.text for block in document.blocks]
    assert len(texts) == 2
    assert texts[0].endswith("продуктів.")
    assert texts[1].startswith("У 2023 році")
    assert all(block.kind == "paragraph" for block in document.blocks)


def test_a_sentence_broken_by_a_page_end_goes_on() -> None:
    text = (
        "The survey covered ninety firms in four towns, and most of them named skilled staff as the main reason "
        "to stay in\n\n"
        "the cluster, while cheap land came last among the answers given by managers.\n\n"
        "A second survey is planned.\n"
    )
    assert [block.text.count("\n") for block in read(text).blocks] == [1, 0]


def test_a_caption_between_the_halves_is_not_swallowed() -> None:
    text = (
        "Most members of the platform work in two regions, and their number grew from year to year until it "
        "reached the mark of\n\n"
        "Fig. 3. Members by region, 2015–2022.\n\n"
        "The following section looks at exports, which have doubled since the platform was founded in the north.\n"
    )
    document = read(text)
    assert [block.kind for block in document.blocks] == ["paragraph", "caption", "paragraph"]
    assert any(problem.kind == "figure_without_values" and problem.block == 1 for problem in document.problems)


def test_numbered_items_keep_their_numbers() -> None:
    document = read(
        "The largest members are:\n\n1. Steel works – Donbas.\n\n2. Optics.\n\n3. Glass.\n\nAll are private.\n"
    )
    items = [block for block in document.blocks if block.kind == "list_item"]
    assert [item.ordinal for item in items] == [1, 2, 3]
    assert items[0].text == "1. Steel works – Donbas."


def test_bullets_on_lines_of_their_own() -> None:
    document = read("Aims of the fund:\n\n•\n\nnew jobs in small towns\n\n•\n\ncleaner production\n")
    assert kinds(document, "list_item") == ["• new jobs in small towns", "• cleaner production"]


def test_items_without_bullets_after_a_colon() -> None:
    text = (
        "Программа решает три задачи:\n\nподготовка кадров;\n\nпоиск инвесторов;\n\nвыход на экспорт.\n\nСрок "
        "её действия истекает.\n"
    )
    document = read(text)
    assert kinds(document, "list_item") == ["подготовка кадров;", "поиск инвесторов;", "выход на экспорт."]


def test_a_numbered_title_right_above_its_prose_is_a_heading() -> None:
    prose = "Nobody can walk round such a park: in law it is a register of firms, wherever in town they may sit. " * 2
    text = f"1. What a park is\n{prose.strip()}\n\n{prose.strip()}\n\n2. Two towns\n\n{prose.strip()}\n"
    document = read(text)
    assert kinds(document, "heading") == ["1. What a park is", "2. Two towns"]
    assert len(kinds(document, "paragraph")) == 3


def test_a_chapter_numbers_its_sections_on_from_the_one_before() -> None:
    prose = "The zone was opened in the spring and has been let to its last hectare since, as the ministry says. " * 2
    document = read(f"3. The north\n\n{prose.strip()}\n\n4. The south\n\n{prose.strip()}\n")
    assert kinds(document, "heading") == ["3. The north", "4. The south"]


def test_numbered_sections_are_headings_and_run_in_titles_are_cut() -> None:
    prose = "Текст раздела рассказывает о развитии промышленных площадок и об их участниках подробно и спокойно. "
    text = (
        f"1. Введение. {prose}{prose}\n\n{prose}\n\n{prose}\n\n2. Основная часть.\n\n2.1. Опыт области.\n\n"
        f"{prose}\n\n{prose}\n\n3. Выводы.\n\n{prose}\n"
    )
    document = read(text)
    assert kinds(document, "heading") == ["1. Введение.", "2. Основная часть.", "2.1. Опыт области.", "3. Выводы."]
    assert document.blocks[1].text.startswith("Текст раздела")
    inner = next(block for block in document.blocks if block.text.startswith("2.1."))
    assert inner.section[-1] == "2. Основная часть."


def test_a_section_number_behind_a_list_of_another_count_is_a_heading() -> None:
    prose = "The text of the section tells at length and calmly how the sites came about and who works at them. "
    text = (
        f"SITES OF THE NORTH\n\n1. Who leads\n\n{prose}{prose}\n\nThe five best sites of the year 2020 were these:\n"
        "1. Alta.\n2. Tromso.\n3. Bodo.\n4. Narvik.\n5. Mo.\n\n"
        f"2. Countries\n\n{prose}{prose}\n\n3. Cities\n\n{prose}{prose}\n"
    )
    assert kinds(read(text), "heading")[1:] == ["1. Who leads", "2. Countries", "3. Cities"]


@pytest.mark.parametrize(
    ("heading", "entries"),
    [
        ("References", ["1. Miller J. Towns and Trades. 2019. Vol. 3. Pp. 1–20.", "2. Novak P. Parks. doi 10.1/x"]),
        ("Список литературы", ["1. Иванов И. Города. М., 2018. С. 12–40.", "2 Петров П. Заводы // Наука. 2020. № 3."]),
        ("Використані джерела", ["1. Бойко О. Міста. Київ, 2017. С. 5.", "2. Парки. URL: https://example.org"]),
    ],
)
def test_reference_lists_are_split(heading: str, entries: list[str]) -> None:
    text = f"A first paragraph that says what the report is about, at some length.\n\n{heading}\n\n" + "\n\n".join(
        entries
    )
    document = read(text)
    assert kinds(document, "reference") == entries
    assert [block.ordinal for block in document.blocks if block.kind == "reference"] == [1, 2]


def test_a_second_bibliography_without_a_heading() -> None:
    first = [f"{n}. Author {n}. Title. Journal. 2019. Vol. {n}. Pp. 1–9." for n in range(1, 5)]
    second = [
        f"{n}. Author, N. (2019). Title. Journal, {n}, 1–9. Retrieved from https://e.org/{n}" for n in range(1, 5)
    ]
    document = read("Closing words of the article, which end here.\n\n" + "\n".join(first) + "\n\n" + "\n".join(second))
    assert len(kinds(document, "reference")) == 8


def test_running_titles_and_page_numbers_are_furniture() -> None:
    paragraphs = [
        f"Paragraph {n} tells how firms of the valley share a laboratory, and what each of them pays for it in a "
        f"year.\n"
        for n in range(24)
    ]
    pages = [
        "\n".join(paragraphs[at : at + 6]) + f"\n\n{at // 6 + 11}\n\nAnnual report of the Valley cluster\n"
        for at in range(0, 24, 6)
    ]
    document = read("\n".join(pages))
    furniture = kinds(document, "furniture")
    assert furniture.count("Annual report of the Valley cluster") >= 3
    assert {"11", "12", "13", "14"} <= set(furniture)


def test_menu_letters_and_site_phrases_are_furniture() -> None:
    document = read(
        "• A\n• A\n• AA\n• А\n• А\n• А\nОбычная версия сайта\n\nНовости\n\nКластеры области\n\nВ области начал "
        "работу новый кластер.\n"
    )
    assert outline(document)[-2:] == ["heading: Кластеры области", "paragraph: В области начал работу новый кластер."]
    assert all(line.startswith("furniture") for line in outline(document)[:-2])


def test_markup_in_plain_text_is_read() -> None:
    text = (
        "## Results\n\n**Exports** rose by *12 %* to \\$4 million, see "
        "<https://example.org/a_b>.\n\nCO<sub>2</sub> and 10 km<sup>2</sup>, R&amp;D.\n"
    )
    document = read(text)
    assert outline(document) == [
        "heading: Results",
        "paragraph: Exports rose by 12 % to $4 million, see https://example.org/a_b.",
        "paragraph: CO2 and 10 km², R&D.",
    ]


def test_stars_and_backslashes_without_markup_stay() -> None:
    text = "The path C:\\data\\new holds 15* files, and 3*4*5 makes sixty in all of them.\n"
    assert read(text).blocks[0].text == text.strip()


def test_offsets_lead_back_to_the_source() -> None:
    text = "Заголовок отчёта\r\n\r\nПервый абзац о кластерах й области, он достаточно длинный.\r\n\r\n– пункт\r\n"
    text = text.replace("й", "й")
    data = text.encode()
    document = read(data)
    assert_sound(document, data)
    source = data.decode()
    block = next(block for block in document.blocks if "Первый" in block.text)
    assert "й" in block.text
    assert source[block.source_start : block.source_stop].startswith("Первый абзац")
    assert source[block.source_start : block.source_stop].endswith("длинный.")


def test_title_in_another_language_heads_only_its_abstract() -> None:
    text = (
        "ПРОМИСЛОВІ КЛАСТЕРИ СХОДУ\n\nАнотація. У статті розглянуто розвиток промислових кластерів на сході країни.\n\n"
        "INDUSTRIAL CLUSTERS OF THE EAST\n\nAbstract. The article looks at how industrial clusters grew in the "
        "east.\n\n"
        "Кластери сходу країни почали складатися ще до незалежності, і їхня історія налічує кілька десятиліть.\n\n"
        "Найбільші з них працюють у машинобудуванні та металургії, менші – у виробництві будівельних матеріалів.\n"
    )
    document = read(text)
    by_text = {block.text[:8]: block for block in document.blocks}
    assert by_text["Abstract"].section == ("INDUSTRIAL CLUSTERS OF THE EAST",)
    assert by_text["Кластери"].section == ("ПРОМИСЛОВІ КЛАСТЕРИ СХОДУ",)
    assert by_text["Abstract"].language == "en"


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (
            "Press release\n\n5 May 2024\n\nThe cluster opened a new site in the north of the country today.\n",
            "2024-05-05",
        ),
        (
            "Новини\n\nОпубліковано 12.03.2023\n\nУ місті відкрили новий індустріальний парк із десятьма "
            "майданчиками.\n",
            "2023-03-12",
        ),
        (
            "Отчёт\n\n17 сентября 2022 г.\n\nВ 2019 году, 3 марта 2019 г., кластер получил статус участника "
            "программы.\n",
            "2022-09-17",
        ),
        (
            "Report\n\nOn 3 March 2019 the cluster was founded by eleven firms and a university of applied sciences.\n",
            "",
        ),
        (
            "Обзор кластеров области\n\nТомск, 2021\n\nВ обзоре собраны сведения о шести кластерах и их участниках.\n",
            "2021",
        ),
    ],
)
def test_date_of_publication(text: str, dated: str) -> None:
    document = read(text)
    assert document.dated == dated
    if dated:
        assert document.dated_at is not None
        assert dated[:4] in document.quote(document.dated_at)


def test_page_numbers_that_say_so() -> None:
    document = read("Page 1\n\nThe cluster counts fifty members in four towns.\n\n- 2 -\n\nIts budget is small.\n")
    assert kinds(document, "furniture") == ["Page 1", "- 2 -"]


def test_depth_of_items_is_counted_within_their_list() -> None:
    text = "Заходи:\n   - гранти для малих фірм\n      - на обладнання\n      - на навчання\n   - пільги\n"
    assert [block.level for block in read(text).blocks if block.kind == "list_item"] == [1, 2, 2, 1]


def test_lines_that_give_labels_are_items_of_their_own() -> None:
    document = read("Parque do Norte\nArea: 12 ha\nTenants: 40\nManaged by: City of Porto\n\nThe park opened late.\n")
    assert [block.kind for block in document.blocks] == ["heading", "list_item", "list_item", "list_item", "paragraph"]


def test_a_colon_inside_a_wrapped_sentence_gives_no_label() -> None:
    text = (
        "The review of the national programme names three of its weak points, all of them\n"
        "known for years: slow calls, too few evaluators for the second stage of calls, and\n"
        "Reports that nobody reads: the ministry answered that it would publish fewer ones.\n"
    )
    assert [block.kind for block in read(text).blocks] == ["paragraph"]
