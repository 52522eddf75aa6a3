"""Repair of texts: every stage, the edits' invariants, and that clean text stays as it is."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence

import pytest

from extract.document import Block, Cell, Reading, Table
from extract.repair import repair
from extract.repair.edits import Draft, Edit

RUSSIAN = (
    "В докладе рассмотрен опыт создания инновационных кластеров в разных странах мира. Авторы показывают, что успешный"
    " кластер объединяет предприятия, университеты и научные центры, которые находятся рядом и работают вместе. Чтобы"
    " поддержать такие объединения, государство финансирует общие лаборатории, обучение специалистов и продвижение"
    " продукции за рубежом. Важно понимать, что единого решения для всех регионов не существует, однако накопленный"
    " опыт позволяет избежать ошибок при выборе направлений. Большинство участников отмечает, что главным результатом"
    " становится доверие между компаниями, а также быстрый обмен знаниями и людьми. В заключение приводятся"
    " рекомендации для органов власти, которые хотят создать новые кластеры или усилить уже существующие."
)
UKRAINIAN = (
    "У доповіді розглянуто досвід створення інноваційних кластерів у різних країнах світу. Автори"
    " показують, що успішний"
    " кластер об’єднує підприємства, університети та наукові центри, які розташовані поруч і працюють разом. Щоб"
    " підтримати такі об’єднання, держава фінансує спільні лабораторії, навчання фахівців і просування продукції за"
    " кордоном. Важливо розуміти, що єдиного рішення для всіх регіонів не існує, проте накопичений досвід дозволяє"
    " уникнути помилок під час вибору напрямів. Більшість учасників зазначає, що головним результатом стає довіра між"
    " компаніями, а також швидкий обмін знаннями та людьми. Наприкінці наведено рекомендації для органів влади, які"
    " хочуть створити нові кластери або посилити ті, що вже існують."
)
ENGLISH = "Clusters in the region unite 7,300 participants (SMEs included); see www.example.org/a-b and mail x@y-z.org."


def mended(text: str, language: str = "und", *, scanned: bool = False) -> str:
    """The text after repair, with the invariants of the edits checked."""
    block = repair([Block(0, "paragraph", text, language=language, page=1)], scanned=[1] if scanned else []).blocks[0]
    assert block.text == text
    at = 0
    for edit in block.repairs:
        assert at <= edit.start <= edit.stop
        assert text[edit.start : edit.stop] == edit.text != edit.replacement
        assert 0 < edit.confidence <= 1
        assert edit.stage
        at = edit.stop
    return Reading(text, block.repairs).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Кластеры объеди-\nняют предприятия", "Кластеры объединяют предприятия"),
        ("развитие научно-\nтехнический центр", "развитие научно-технический центр"),
        ("земля Северный Рейн-\nВестфалия", "земля Северный Рейн-Вестфалия"),
        ("конкурс Leading-\nEdge Cluster", "конкурс Leading-Edge Cluster"),
        ("новый ИТ-\nкластер вырос", "новый ИТ-кластер вырос"),
        ("кто-\nто пришёл по-\nрусски", "кто-то пришёл по-русски"),
        ("штаб-\nквартира фонда", "штаб-квартира фонда"),
        ("будь-\nякий досвід", "будь-який досвід"),
        ("цього ледве-\nледве вистачало", "цього ледве-ледве вистачало"),
        ("нашим батькам-\nлісівникам їдуть", "нашим батькам-лісівникам їдуть"),
        ("підприємства гірничо-\nхімічної галузі цього року", "підприємства гірничо-хімічної галузі цього року"),
        ("прикрасили її ниточками-\nпавутинками", "прикрасили її ниточками-павутинками"),
        ("минуло лише дві-\nтри години", "минуло лише дві-три години"),
        ("вийшов із-\nза рогу, де небо й не-\nбо було", "вийшов із-за рогу, де небо й небо було"),
        ("ще за поза-\nминулого року", "ще за позаминулого року"),
        ("потрібні будь-\nяких, бу-\nдь-яких", "потрібні будь-яких, будь-яких"),
        ("всього-\nна-всього два роки", "всього-на-всього два роки"),
        ("вышло по-\nэтому так, по-\nдруге", "вышло поэтому так, по-друге"),
        ("шейх аль-\nХадж", "шейх аль-Хадж"),
        ("long-\nterm develop-\nment of e-\nmail", "long-term development of e-mail"),
        ("у 11-\nй раз", "у 11-й раз"),
        ("вышла HTML5-\nверсия", "вышла HTML5-версия"),
        ("под рок-\nн-ролл, под рок-н-\nролл", "под рок-н-ролл, под рок-н-ролл"),
        ("a sky-\nhigh price of over-\nboard motors", "a sky-high price of overboard motors"),
        ("розвиток науково-\nтехнічний центр", "розвиток науково-технічний центр"),
        ("нові об'-\nєднання громад", "нові об'єднання громад"),
        ("обʼєд\u00ad\nнання", "обʼєднання"),
        ("клас\u00adтер", "кластер"),
        ("класте\ufffeры растут", "кластеры растут"),
        ("по 21 кла-\n\nРис. 1. Карта", "по 21 кла-\n\nРис. 1. Карта"),
        ("по 21 кла-", "по 21 кла-"),
        ("see http://www.clus-\nter.org/a", "see http://www.clus-\nter.org/a"),
        ("за 2013-\n2017 гг.", "за 2013-\n2017 гг."),
    ],
)
def test_line_end_hyphens(broken: str, whole: str) -> None:
    assert mended(broken) == whole


def test_the_form_seen_unbroken_elsewhere_in_the_document_wins() -> None:
    blocks = [Block(0, "paragraph", "Проект супер-\nлокомотива"), Block(1, "paragraph", "Наш супер-локомотива ждали")]
    found = repair(blocks).blocks[0]
    assert Reading(found.text, found.repairs).text == "Проект супер-локомотива"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Cамара и Mосква", "Самара и Москва"),
        ("рынок IТ-услуг в России", "рынок IT-услуг в России"),
        ("of\ufb01ce and e\ufb03cient", "office and efficient"),
        ("кла\u200bстер\u202c растёт", "кластер растёт"),
        ("К Л А С Т Е Р Ы России", "КЛАСТЕРЫ России"),
        ("Н О В Ы Е К Л А С Т Е Р Ы", "НОВЫЕ КЛАСТЕРЫ"),
        ("ɤɥɚɫɬɟɪɵ ɫɬɪɚɧɵ ɢ ɪɟɝɢɨɧɵ 2022", "кластеры страны и регионы 2022"),
        ("\uf0ea\uf0eb\uf0e0\uf0f1\uf0f2\uf0e5\uf0f0\uf0fb \uf0f1\uf0f2\uf0f0\uf0e0\uf0ed\uf0fb", "кластеры страны"),
    ],
)
def test_letters_that_look_or_count_like_others(broken: str, whole: str) -> None:
    assert mended(broken) == whole


def test_figures_become_letters_only_in_recognised_text() -> None:
    broken = "к1астер и 0бласть, O6щий рост в 2022 году, A380, 3G, 10х"
    assert mended(broken, scanned=True) == "кластер и область, Общий рост в 2022 году, A380, 3G, 10х"
    assert mended(broken) == broken


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN], ids=["ru", "uk"])
@pytest.mark.parametrize(
    ("meant", "read"),
    [
        ("utf-8", "cp1251"),
        ("utf-8", "koi8-u"),
        ("utf-8", "cp866"),
        ("utf-8", "cp1252"),
        ("cp1251", "koi8-u"),
        ("cp1251", "cp866"),
        ("cp1251", "cp1252"),
        ("koi8-u", "cp1251"),
        ("koi8-u", "cp866"),
        ("koi8-u", "cp1252"),
        ("cp866", "cp1251"),
        ("cp866", "koi8-u"),
        ("cp866", "cp1252"),
    ],
)
def test_mojibake_is_undone(text: str, meant: str, read: str) -> None:
    whole = text[:300].replace("’", "'")
    if meant == "cp866":
        whole = whole.replace("і", "i")
    broken = "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in whole.encode(meant))
    repaired = mended(broken)
    assert repaired.replace("і", "i") == whole.replace("і", "i")


def test_a_clean_line_beside_a_misread_one_is_not_read_again() -> None:
    broken = "К Л А С Т Е Р Ы  С У Д О С Т Р О Е Н И Я\n" + RUSSIAN[:200].encode("cp866").decode("cp1251")
    assert mended(broken) == "КЛАСТЕРЫ  СУДОСТРОЕНИЯ\n" + RUSSIAN[:200]


def test_spaced_letters_are_read_in_the_documents_language() -> None:
    block = Block(0, "heading", "М Е Б Л Е В И Й К Л А С Т Е Р", language="ru")
    found = repair([block], language="uk").blocks[0]
    assert Reading(found.text, found.repairs).text == "МЕБЛЕВИЙ КЛАСТЕР"


@pytest.mark.parametrize("clean", ["щука", "що", "дещо"])
def test_a_rare_letter_that_turned_into_a_common_one_is_found(clean: str) -> None:
    """What is shown for it (мука, мо) may be a word or none: every word is asked."""
    text = UKRAINIAN + " Дещо з того, що щука ще не знає, навіщо вона щоб щодня щось шукала, краще щиро пояснити."
    pairs = {"щ": "м", "і": "ц"}
    after = mended(damaged(text, pairs)).split()
    assert clean in [word.lower().strip(",.") for word in after]


def damaged(text: str, pairs: dict[str, str]) -> str:
    return text.translate(str.maketrans(pairs))


@pytest.mark.parametrize(
    ("text", "pairs", "floor"),
    [
        (RUSSIAN, {"ц": "е", "ч": "ж", "ш": "з", "ь": "и", "ю": "й"}, 1.0),
        (RUSSIAN, {"р": "ф", "н": "п", "щ": "ш"}, 0.99),
        (RUSSIAN, {"в": "б", "ы": "ъ", "т": "ж", "л": "ц", "я": "х"}, 0.98),
        (UKRAINIAN, {"ц": "е", "ч": "ж", "ш": "з", "ь": "и", "ю": "й"}, 0.99),
        (UKRAINIAN, {"і": "ц", "р": "д", "н": "х", "я": "з"}, 0.97),
    ],
)
def test_a_broken_font_map_is_inferred_and_undone(text: str, pairs: dict[str, str], floor: float) -> None:
    before, after = text.split(), mended(damaged(text, pairs)).split()
    assert len(before) == len(after)
    assert sum(one == other for one, other in zip(before, after, strict=True)) >= floor * len(before)


def test_words_in_another_font_are_left_alone() -> None:
    chance = random.Random(3)
    pairs = {"ц": "е", "ч": "ж", "ш": "з", "ь": "и", "ю": "й"}
    words = [word if chance.random() < 0.2 else damaged(word, pairs) for word in RUSSIAN.split()]
    after = mended(" ".join(words)).split()
    assert sum(one == other for one, other in zip(RUSSIAN.split(), after, strict=True)) >= 0.97 * len(words)


def test_a_short_neighbour_shares_the_solution_and_a_foreign_one_does_not() -> None:
    pairs = {"ц": "е", "ч": "ж", "ш": "з", "ь": "и", "ю": "й"}
    texts = [damaged(RUSSIAN, pairs), damaged("Ключевые слова: точный индекс", pairs), "Мы живем жизнью", ENGLISH]
    found = repair([Block(at, "paragraph", text) for at, text in enumerate(texts)]).blocks
    read = [Reading(block.text, block.repairs).text for block in found]
    assert read == [RUSSIAN, "Ключевые слова: точный индекс", "Мы живем жизнью", ENGLISH]


def test_a_word_nobody_knows_is_marked_or_left_and_never_lost() -> None:
    pairs = {"о": "а", "н": "п", "е": "и", "с": "з", "т": "ж"}
    text = damaged(RUSSIAN + " Зноткаст сенотав.", pairs)
    found = repair([Block(0, "paragraph", text)])
    for problem in found.problems:
        assert problem.block == 0
        assert problem.start is not None
        assert problem.stop is not None
        assert text[problem.start : problem.stop] in problem.message


def test_cells_are_repaired_with_their_row_and_column() -> None:
    cells = (Cell(0, 0, "Регион"), Cell(0, 1, "Cамара"), Cell(1, 0, "объеди-\nнение"), Cell(1, 1, ""))
    block = Block(0, "table", "Регион\tCамара\nобъеди-\nнение\t", table=Table(2, 2, cells))
    found = repair([block]).blocks[0].repairs
    assert [(edit.row, edit.column, edit.replacement) for edit in found] == [(0, 1, "Самара"), (1, 0, "")]


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN,
        UKRAINIAN,
        ENGLISH,
        "MS Office, X5 Group, B2B, A380, COVID-19, H2020, МиГ-29, 5G, iPhone, YouTube",
        "ул. Ленина, д. 5; ИНН 7701234567; a_b@site.com; https://сайт.рф/путь-к",
        "Ой у лузі червона калина похилилася, чогось наша славна Україна зажурилася",
        "Штукенгайзен, Дзюнсей, Ундытын, Юджедаг, Пхеньхван и Мапиндузи прибыли в Каламарию",
        "ГЛОБАЛЬНЫЙ ИННОВАЦИОННЫЙ ИНДЕКС",
        "日本のクラスター 中关村科技园区",
        "α β γ δ ε ζ η θ",
        "[ˈklʌstə] n. гроно",
    ],
)
def test_clean_text_stays(text: str) -> None:
    assert mended(text) == text


def test_a_clean_text_loads_no_dictionary() -> None:
    """In a process of its own: what is loaded once stays."""
    program = (
        "import sys\nfrom extract.document import Block\nfrom extract.repair import repair\n"
        "repair([Block(at, 'paragraph', text) for at, text in enumerate(sys.argv[1:])])\n"
        "print(sorted({'pymorphy3', 'wordfreq', 'langdetect'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, RUSSIAN, UKRAINIAN, ENGLISH], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


HOSTILE = [
    "бвгджзкл" * 300 + " жто наза изужений наеионалиный индекса" * 20,
    "",
    " ",
    "-\n",
    "\ufffe",
    "\u00ad" * 50,
    "ж",
    "".join(map(chr, range(1, 0x300))),
    "".join(chr(random.Random(1).randrange(1, 0xD7FF)) for _ in range(3000)),
    "а-\n" * 300,
    "Р" * 5000,
    "Ð" * 5000,
    "А Б " * 2000,
    "ɤɥ" * 2000,
    "\uf0ff" * 3000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_bad_input_does_no_harm(text: str) -> None:
    mended(text)


def test_edits_of_several_stages_compose_on_the_raw_text() -> None:
    draft = Draft.of("ab\u00adcd-\nef gh")
    draft = draft.edited([Edit(2, 3, "", "soft", 1.0)])
    assert draft.text == "abcd-\nef gh"
    draft = draft.edited([Edit(4, 6, "", "hyphen", 0.9)])
    draft = draft.edited([Edit(0, 6, "ABCDEF", "font", 0.8), Edit(7, 9, "GH", "font", 0.7)])
    assert draft.text == "ABCDEF GH"
    assert [(edit.text, edit.replacement, edit.stage) for edit in draft.edits] == [
        ("ab\u00adcd-\nef", "ABCDEF", "soft+hyphen+font"),
        ("gh", "GH", "font"),
    ]
    assert Reading(draft.raw, draft.edits).text == draft.text


def test_random_edits_of_many_stages_always_read_as_the_draft() -> None:
    chance = random.Random(11)
    for _ in range(300):
        draft = Draft.of("".join(chance.choice("abcde -\n") for _ in range(30)))
        for stage in "xyz":
            draft = draft.edited(_random_edits(chance, draft.text, stage))
            assert Reading(draft.raw, draft.edits).text == draft.text


def _random_edits(chance: random.Random, text: str, stage: str) -> Sequence[Edit]:
    places = sorted(chance.sample(range(len(text) + 1), min(6, len(text) + 1) // 2 * 2))
    pairs = zip(places[::2], places[1::2], strict=True)
    return [Edit(start, stop, chance.choice(["", "Q", "RS"]), stage, 0.9) for start, stop in pairs]
