"""Names to entities: every spelling leads to the one meant, and doubtful ones to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import BadEntry, Entity, EntityType, Gazetteer, Name, built, entry, normalise
from gazetteer.wording import wording

TOKYO = "clu:s:jp:tokyo-yokohama"
SHENZHEN = "clu:s:cn-hk:shenzhen-hong-kong-guangzhou"
SAN_JOSE = "clu:s:us:san-jose-san-francisco"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


RIGHT = [
    ("Tokyo–Yokohama", None, TOKYO),
    ("TOKYO - YOKOHAMA", None, TOKYO),
    ("Yokohama–Tokyo", None, TOKYO),
    ("«Токио — Йокогама»", None, TOKYO),
    ("Токио-Иокогама", None, TOKYO),
    ("Токіо – Йокогамі", None, TOKYO),
    ("‘Tokyo – Yokohama’ (Japan)", None, TOKYO),
    ("S&T cluster 'Tokyo – Yokohama'", None, TOKYO),
    ("кластер «Токио – Йокогама» (Япония)", None, TOKYO),
    ("Shenzhen-Hong Kong-Guangzhou", None, SHENZHEN),
    ("Шеньчжень – Гонг Конг – Гуаньчжоу", None, SHENZHEN),
    ("Шэньчжэнь–Гонконг–Гуанчжоу", None, SHENZHEN),
    ("Сан-Хосе – Сан-Франциско", None, SAN_JOSE),
    ("Сан-Хосе-Сан-Франциско", None, SAN_JOSE),
    ("San José – San Francisco", None, SAN_JOSE),
    ("Seoul", None, "plc:kr:seoul"),
    ("Seoul", "cluster", "clu:s:kr:seoul"),
    ("Seoul cluster", None, "clu:s:kr:seoul"),
    ("научно-технологический кластер «Сеул»", None, "clu:s:kr:seoul"),
    ("the Munich cluster", None, "clu:s:de:munich"),
    ("Cambridge (United Kingdom)", "city", "plc:gb:cambridge"),
    ("Cambridge, USA", "city", "plc:us:cambridge"),
    ("Кембридж (Великобритания)", "cluster", "clu:s:gb:cambridge"),
    ("San José, Costa Rica", None, "plc:cr:san-jose"),
    ("ВОИС", None, "org:int:wipo"),
    ("ВОІВ", None, "org:int:wipo"),
    ("Всемирной организацией интеллектуальной собственности", None, "org:int:wipo"),
    ("Глобальный индекс инноваций", "ranking", "rnk:gii"),
    ("GII 2023", None, "rnk:gii:2023"),
    ("Global Innovation Index-2022", None, "rnk:gii:2022"),
    ("баварский", None, "reg:de:bavaria"),
    ("сеульского", None, "plc:kr:seoul"),
    ("Северном Рейне-Вестфалии", None, "reg:de:north-rhine-westphalia"),
    ("Гуанджоу", "city", "plc:cn:guangzhou"),
    ("Сант-Петербург", None, "plc:ru:saint-petersburg"),
    ("Rostov-on-Don", None, "plc:ru:rostov-on-don"),
    ("Sverdlovsk Region", None, "reg:ru:sverdlovsk-oblast"),
    ("Republic of Karelia", None, "reg:ru:karelia-republic"),
    ("Republic of Tatarstan", "region", "reg:ru:tatarstan"),
    ("Jiangsu Province", None, "reg:cn:jiangsu"),
    ("Canton of Vaud", None, "reg:ch:vaud"),
    ("State of Bavaria", None, "reg:de:bavaria"),
    ("Cluj County", None, "reg:ro:cluj"),
    ("Emirate of Dubai", "region", "reg:ae:dubai"),
    ("Silesian Voivodeship", None, "reg:pl:silesia"),
    ("South Moravian Region", None, "reg:cz:jihomoravsky"),
]


@pytest.mark.parametrize(
    "name",
    [
        "Washington County",
        "Nevada Region",
        "Republic of Maryland",
        "Victoria County",
        "Ontario County",
        "Nevada Republic",
        "Canton of Ohio",
        "State of Picardy",
    ],
)
def test_a_state_is_no_region_of_another_kind(gazetteer: Gazetteer, name: str) -> None:
    assert all(match.method == "fuzzy" for match in gazetteer.match(name))


@pytest.mark.parametrize(("name", "kind", "identity"), RIGHT)
def test_every_spelling_leads_to_the_entity(gazetteer: Gazetteer, name: str, kind, identity: str) -> None:
    found = normalise(name, type=kind, gazetteer=gazetteer)
    assert found is not None
    assert found.entity.id == identity
    assert 85 <= found.score <= 100


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "–",
        "Nowhere Valley",
        "кластер",
        "cluster",
        "Иванов",
        "San José",
        "2023",
        "x" * 10_000,
        "東京–横浜",
        "\n\t",
    ],
)
def test_what_is_not_known_or_not_certain_is_none(gazetteer: Gazetteer, name: str) -> None:
    assert normalise(name, gazetteer=gazetteer) is None


def named(identity: str, kind: EntityType, language: str, *names: str, country: str = "") -> Entity:
    """An entity known by these names of one language alone."""
    return Entity(identity, kind, names[0], tuple(Name(name, language, "test") for name in names), country)


@pytest.fixture(scope="module")
def foreign(gazetteer: Gazetteer) -> Gazetteer:
    """Places in all languages, other names in one each."""
    places = [one for one in gazetteer.entities if one.type in ("country", "region", "city")]
    return Gazetteer(
        built.built_of(
            (
                *places,
                named("o:ua", "organisation", "en", "Ministry of Economy of Ukraine", country="UA"),
                named("o:ru", "organisation", "ru", "Министерство промышленности и торговли России", country="RU"),
                named("o:fe", "organisation", "en", "Ministry of Finance and Economy of Korea", country="KR"),
                named("o:ef", "organisation", "en", "Ministry of Economy and Finance of Korea", country="KR"),
                named("p:2030", "programme", "en", "Strategy of Regional Innovation until 2030", country="UA"),
                named("p:tech", "programme", "ru", "Программа технологического развития на 2021–2025 годы"),
                named("c:oak", "cluster", "en", "Oleksandria Industrial Park", country="UA"),
                named("c:poltava", "cluster", "en", "Poltava Industrial Park", country="UA"),
                named("c:hamburg", "cluster", "en", "Hamburg Logistics Cluster", country="DE"),
                named("c:west", "cluster", "en", "Western Ukrainian Furniture Cluster", country="UA"),
                named("c:nano", "cluster", "en", "Cluster of Nanostructured Ceramics"),
            ),
            "foreign",
        )
    )


@pytest.mark.parametrize(
    ("name", "language", "kind", "identity"),
    [
        ("Міністерство економіки України", "uk", "organisation", "o:ua"),
        ("Міністерство економіки", "uk", "organisation", "o:ua"),
        ("Украинское министерство экономики", "ru", "organisation", "o:ua"),
        ("Минпромторг", "ru", "organisation", "o:ru"),
        ("Мінпромторг Росії", "uk", "organisation", "o:ru"),
        ("Ministry of Industry and Trade of the Russian Federation", "en", "organisation", "o:ru"),
        ("Министерство финансов и экономики Кореи", "ru", "organisation", "o:fe"),
        ("Министерство экономики и финансов Кореи", "ru", "organisation", "o:ef"),
        ("Стратегія регіональних інновацій до 2030 року", "uk", "programme", "p:2030"),
        ("Технологічна програма розвитку", "uk", "programme", "p:tech"),
        ("індустріальний парк «Олександрія»", "uk", "cluster", "c:oak"),
        ("промышленный парк «Александрия»", "ru", "cluster", "c:oak"),
        # Adjectives of places that no list has, alone and in a compound; words that differ in their endings.
        ("Гамбурзький логістичний кластер", "uk", "cluster", "c:hamburg"),
        ("Западноукраинский мебельный кластер", "ru", "cluster", "c:west"),
        ("Кластер наноструктурированной керамики", "ru", "cluster", "c:nano"),
    ],
)
def test_a_name_listed_in_another_language_is_found(
    foreign: Gazetteer, name: str, language: str, kind: EntityType, identity: str
) -> None:
    found = normalise(name, language, kind, foreign)
    assert found is not None
    assert (found.entity.id, found.method) == (identity, "translated")


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [
        # Another year, place, kind, word; no country where any may be meant; less than the name says.
        ("Стратегия региональных инноваций до 2020 года", "ru", "programme"),
        ("Программа технологического развития на 2016–2020 годы", "uk", "programme"),
        ("индустриальный парк «Полтавская долина»", "ru", "cluster"),
        ("Министерство экономики Казахстана", "ru", "organisation"),
        ("Министерство экономики", "ru", "organisation"),
        ("Департамент экономики Украины", "ru", "organisation"),
        ("Министерство экономики и развития Украины", "ru", "organisation"),
        # A place and the kind are all they share.
        ("Гамбургский морской кластер", "ru", "cluster"),
    ],
)
def test_what_says_something_else_is_no_translation(
    foreign: Gazetteer, name: str, language: str, kind: EntityType
) -> None:
    assert normalise(name, language, kind, foreign) is None


def test_a_country_that_is_known_settles_which_ministry(foreign: Gazetteer) -> None:
    found = normalise("Министерство экономики, Украина", "ru", "organisation", foreign)
    assert found is not None
    assert found.entity.id == "o:ua"


def test_likeness_of_letters_is_not_enough_where_words_say_otherwise() -> None:
    gazetteer = gazetteer_with_namesakes()
    for name in ("Framework Programme 6", "Baoding High-Tech Zone", "Ministry of Culture of the Russian Federation"):
        assert normalise(name, "en", gazetteer=gazetteer) is None, name


@pytest.mark.parametrize(
    "name",
    [
        # Words of one alphabet that sound alike are not one word; a word or number that only one name has.
        "Jiangyin High-Tech Zone",
        "Ankara Teknopark Technology Development Zone",
        "Verkhivka 2 Industrial Park",
    ],
)
def test_in_one_alphabet_nothing_is_spelled_in_two_ways(name: str) -> None:
    assert normalise(name, "en", gazetteer=gazetteer_with_namesakes()) is None


def test_a_slip_of_the_pen_is_no_other_word() -> None:
    found = normalise("Verkhovka Industrial Park", "en", gazetteer=gazetteer_with_namesakes())
    assert found is not None
    assert found.entity.id == "c:park"


def gazetteer_with_namesakes() -> Gazetteer:
    """Entities whose names differ from others by one place, number or word alone."""
    places = [one for one in Gazetteer.load().entities if one.type in ("country", "city")]
    return Gazetteer(
        built.built_of(
            (
                *places,
                named("p:7", "programme", "en", "Framework Programme 7"),
                named("c:baotou", "cluster", "en", "Baotou High-Tech Zone", country="CN"),
                named(
                    "o:agri", "organisation", "en", "Ministry of Agriculture of the Russian Federation", country="RU"
                ),
                named("c:jining", "cluster", "en", "Jining High-Tech Zone", country="CN"),
                named("c:ankara", "cluster", "en", "Ankara Technology Development Zone", country="TR"),
                named("c:park", "cluster", "en", "Verkhivka Industrial Park", country="UA"),
            ),
            "namesakes",
        )
    )


def test_an_ambiguous_name_lists_its_rivals(gazetteer: Gazetteer) -> None:
    assert {"plc:cr:san-jose", "plc:us:san-jose"} <= {match.entity.id for match in gazetteer.match("San José")}


def test_part_of_a_cluster_is_a_rival_only(gazetteer: Gazetteer) -> None:
    ranked = gazetteer.match("Shenzhen – Guangzhou", type="cluster")
    assert all(match.entity.id != SHENZHEN or match.score < 85 for match in ranked)


def test_types_are_kept_apart(gazetteer: Gazetteer) -> None:
    for kind in ("city", "cluster", "organisation"):
        assert all(match.entity.type == kind for match in gazetteer.match("Seoul", type=kind))


def test_matching_is_the_same_every_time(gazetteer: Gazetteer) -> None:
    for name in ("Кембридж", "Guanzhou", "Ministry of Economy"):
        assert Gazetteer(gazetteer._built).match(name) == gazetteer.match(name)


def test_hits_have_the_words_of_the_text(gazetteer: Gazetteer) -> None:
    text = wording("Кластер «Токио –\nЙокогама» и Сеул.")
    found = {text.slice(hit.first, hit.last) for hit in gazetteer.find(text)}
    assert {"Токио –\nЙокогама", "Сеул"} <= found


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's data replaced by two stanzas, so that building takes no time; the folder of the data."""
    data = tmp_path / "data"
    data.mkdir()
    stanzas = (
        "type: city\nsource: s\nentries:\n  plc:ua:zori: {en: Zori, uk: Зорі}\n  plc:ua:lisy: {en: Lisy, uk: Ліси}\n"
    )
    (data / "cities.yml").write_text(stanzas, encoding="utf-8")
    monkeypatch.setattr(entry, "DATA", data)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return data


def test_a_workspace_adds_its_own_entries(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "entities"
    folder.mkdir(parents=True)
    stanza = (
        "entries:\n  clu:o:ua:zirka: {type: cluster, en: Zirka Cluster, uk: Кластер «Зірка», source: https://e.org}\n"
    )
    (folder / "mine.yml").write_text(stanza, encoding="utf-8")
    found = Gazetteer.load(tmp_path, tmp_path / "built").match("Кластера «Зірка»")
    assert found[0].entity.id == "clu:o:ua:zirka"
    assert found[0].method == "inflected"
    assert Gazetteer.load(tmp_path, tmp_path / "built").match("Zori")[0].entity.id == "plc:ua:zori"


def _loaded(path: Path | None) -> built.Built:
    return built.load_built(None, path, built.built_key(None))


def test_the_built_form_is_used_again(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _loaded(None)
    assert [path.name for path in (tmp_path / "cache" / "clustertrace").iterdir()] == ["gazetteer-own.bin"]
    monkeypatch.setattr(built, "build", lambda *_: pytest.fail("built again"))
    assert _loaded(None).ids == first.ids == ["plc:ua:lisy", "plc:ua:zori"]


def test_a_damaged_or_outdated_built_form_is_built_anew(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "built.bin"
    first = _loaded(path)
    path.write_bytes(path.read_bytes()[:50])
    assert _loaded(path).ids == first.ids
    (small / "more.yml").write_text("type: city\nsource: s\nentries:\n  plc:ua:vody: {en: Vody}\n", encoding="utf-8")
    assert "plc:ua:vody" in _loaded(path).ids


def test_a_broken_entry_leaves_the_last_good_build(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "built.bin"
    _loaded(path)
    before = path.read_bytes()
    (small / "broken.yml").write_text("entries:\n  x\n", encoding="utf-8")
    with pytest.raises(BadEntry, match=r"broken\.yml, line 2"):
        Gazetteer.load(None, path)
    assert path.read_bytes() == before


def test_one_id_in_two_files_is_a_fault_of_the_later(small: Path) -> None:
    (small / "twice.yml").write_text("type: city\nsource: s\nentries:\n  plc:ua:zori: {en: Z}\n", encoding="utf-8")
    with pytest.raises(BadEntry, match=r"twice\.yml, line 4: plc:ua:zori is already in .*cities\.yml, line 4"):
        built.all_entries(None)


def test_a_folder_that_cannot_be_written_is_no_hindrance(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    assert _loaded(blocked / "built.bin").ids == ["plc:ua:lisy", "plc:ua:zori"]
    assert blocked.read_text(encoding="utf-8") == "no folder"
