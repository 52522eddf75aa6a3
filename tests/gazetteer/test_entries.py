"""YAML stanzas as entities, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from gazetteer import BadEntry, Entity, EntityType, Name, add, check, data_hash
from gazetteer.entry import ID, entry_files, read_entries

GOOD = """\
type: city
country: NO
source: https://example.org/list
entries:
  plc:no:bodo: {en: Bodø, ru: Будё, uk: Буде, ids: {geonames: 3160881}, within: plc:no}
  clu:o:no:ocean:
    type: cluster
    parts: [plc:no:bodo]
    en: [Ocean Cluster, Ocean Network]
    en.acronym: ON
    ru: {text: Океанский кластер, source: https://example.org/ru, weak: yes}
    ru.historical: Морской кластер
"""


def written(folder: Path, text: str, name: str = "a.yml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def workspace_with(folder: Path, text: str) -> Path:
    written(folder / "corpus" / "entities", text)
    return folder


def test_stanzas_become_entities(tmp_path: Path) -> None:
    city, cluster = (entry.entity for entry in read_entries(written(tmp_path, GOOD)))
    assert (city.name, city.country, city.within) == ("Bodø", "NO", "plc:no")
    assert city.external_ids == (("geonames", "3160881"),)
    assert (cluster.sense, cluster.type, cluster.parts) == ("organisation", "cluster", ("plc:no:bodo",))
    assert [(name.text, name.language, name.kind, name.weak) for name in cluster.names] == [
        ("Ocean Cluster", "en", "preferred", False),
        ("Ocean Network", "en", "alias", False),
        ("ON", "en", "acronym", False),
        ("Океанский кластер", "ru", "preferred", True),
        ("Морской кластер", "ru", "historical", False),
    ]
    assert cluster.names[3].source == "https://example.org/ru"


def test_editions_make_entities_of_a_ranking(tmp_path: Path) -> None:
    text = "entries:\n  rnk:x:\n    type: ranking\n    en: X Index\n    source: s\n    editions: [2023, 2024]\n"
    found = [entry.entity for entry in read_entries(written(tmp_path, text))]
    assert [(entity.id, entity.name, entity.within) for entity in found] == [
        ("rnk:x", "X Index", ""),
        ("rnk:x:2023", "X Index 2023", "rnk:x"),
        ("rnk:x:2024", "X Index 2024", "rnk:x"),
    ]


BROKEN = [
    ("entries:\n  plc:no:a: {en: A: B}\n", 2, "YAML"),
    ("type: city\nentries:\n  plc:no:a: {colour: red, en: A}\n", 3, "unknown key 'colour'"),
    ("type: town\nentries:\n  plc:no:a: {en: A}\n", 3, "no known type ('town')"),
    ("type: city\nentries:\n  Bodø: {en: A}\n", 3, "malformed id"),
    ("type: city\nentries:\n  plc:no:a: {within: plc:no}\n", 3, "no name"),
    ("type: city\nentries:\n  plc:no:a: {en: A}\n  plc:no:a: {en: B}\n", 4, "stands twice"),
    ("type: city\nentries:\n  plc:no:a:\n    en: A\n    ru.nick: Б\n", 5, "unknown mark 'nick'"),
    ("type: city\nentries:\n  plc:no:a:\n    en: {name: A}\n", 4, "needs 'text'"),
    ("type: city\nentries:\n  plc:no:a:\n    en: ['']\n", 4, "an empty name"),
    ("type: city\n", 1, "no entries"),
    ("type: cluster\nentries:\n  clu:o:no:a: {en: A, sense: odd}\n", 3, "unknown sense"),
    ("- a\n- b\n", 1, "must hold keys"),
]


@pytest.mark.parametrize(("text", "line", "fault"), BROKEN)
def test_a_broken_entry_names_file_line_fault_and_remedy(tmp_path: Path, text: str, line: int, fault: str) -> None:
    with pytest.raises(BadEntry) as raised:
        read_entries(written(tmp_path, text))
    message = str(raised.value)
    assert message.startswith(f"a.yml, line {line}: ")
    assert fault in message
    assert ";" in message


def test_bytes_that_are_no_text_are_a_bad_entry(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xff\xfe\x00entries")
    with pytest.raises(BadEntry, match="UTF-8"):
        read_entries(path)


def test_the_hash_follows_the_data(tmp_path: Path) -> None:
    empty = data_hash(tmp_path)
    assert empty == data_hash(None)
    workspace_with(tmp_path, GOOD)
    assert data_hash(tmp_path) != empty
    with_entry = data_hash(tmp_path)
    assert data_hash(tmp_path) == with_entry


def test_entries_are_added_and_kept(tmp_path: Path) -> None:
    one = Entity(
        "clu:o:ua:nova-khvylia",
        "cluster",
        "Nova Khvylia",
        (Name("Нова хвиля", "uk", "https://example.org/1", "preferred", weak=True),),
        "UA",
    )
    path = add(tmp_path, one)
    text = path.read_text(encoding="utf-8")
    two = Entity(
        "org:ua:bureau", "organisation", "Bureau", (Name("Bureau", "en", "https://example.org/2", "preferred"),)
    )
    assert add(tmp_path, two) == path
    assert path.read_text(encoding="utf-8").startswith(text.rstrip("\n"))
    read = {entry.entity.id: entry.entity for entry in read_entries(path)}
    assert read[one.id] == Entity(
        one.id, "cluster", "Nova Khvylia", one.names, "UA", sense="organisation"
    )  # the sense follows from the id
    assert read[two.id].name == "Bureau"


@pytest.mark.parametrize(
    ("identity", "source", "fault"),
    [("nonsense", "s", "malformed"), ("org:int:wipo", "s", "already in"), ("org:ua:fresh", "", "no source")],
)
def test_entries_that_cannot_stand_are_not_added(tmp_path: Path, identity: str, source: str, fault: str) -> None:
    entity = Entity(identity, "organisation", "X", (Name("X", "en", source, "preferred"),))
    with pytest.raises(BadEntry, match=fault):
        add(tmp_path, entity)
    assert not (tmp_path / "corpus").exists()


def test_check_finds_what_is_wrong(tmp_path: Path) -> None:
    workspace_with(
        tmp_path,
        "type: organisation\ncountry: XX\nentries:\n"
        "  org:xx:a: {en: Same Name, source: no-such-source}\n"
        "  org:xx:b: {en: Same  name, source: https://example.org, within: plc:xx:nowhere}\n"
        "  org:xx:c: {en: Other}\n",
    )
    written(tmp_path / "corpus" / "entities", "type: city\nentries:\n  org:xx:c: {en: Third, source: cldr}\n", "b.yml")
    written(tmp_path / "corpus" / "entities", "entries: 7\n", "c.yml")
    found = [
        (fault.file, fault.line, fault.what) for fault in check(tmp_path) if not fault.file.startswith("gazetteer")
    ]
    assert [(file, line) for file, line, _ in found] == [
        ("a.yml", 4),
        ("a.yml", 5),
        ("a.yml", 5),
        ("a.yml", 6),
        ("b.yml", 3),
        ("c.yml", 1),
    ]
    said = " | ".join(what for _, _, what in found)
    for wanted in ("unknown source 'no-such-source'", "claimed by org:xx:a", "plc:xx:nowhere", "no source for 'Other'"):
        assert wanted in said


def test_the_projects_own_ids_are_well_formed_and_unique() -> None:
    ids = [entry.entity.id for path in entry_files(None) for entry in read_entries(path)]
    assert len(ids) == len(set(ids))
    assert all(ID.match(identity) for identity in ids)


def test_types_are_those_of_the_contract() -> None:
    assert set(get_args(EntityType)) == {
        *("cluster", "programme", "organisation", "country", "region", "city"),
        *("person", "field", "sector", "ranking", "event", "publication"),
    }
