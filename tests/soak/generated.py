"""Small reports that differ: three languages, a table here and there, figures drawn with a seed."""

from __future__ import annotations

import random
from pathlib import Path

_PLACES = {
    "en": ("Seoul", "Munich", "Japan", "Germany", "Boston", "Eindhoven", "Sweden", "Kraków"),
    "ru": ("Москва", "Китай", "Казань", "Япония", "Новосибирск", "Финляндия"),
    "uk": ("Харків", "Львів", "Україна", "Польща", "Київ", "Данія"),
}
_SENTENCES = {
    "en": (
        "In {year} the cluster of {place} had {count} members and {more} employees.",
        "{place} had {few} clusters among the top 100 in {year}.",
        "The region of {place} spent {share} percent of its output on research in {year}.",
        "The programme supported {count} firms with {few} million euros in {year}.",
    ),
    "ru": (
        "В {year} году в кластер ({place}) входило {count} предприятий, в них работали {more} человек.",
        "{place}: {few} кластеров среди первых ста в {year} году.",
        "В {year} году программа поддержала {count} проектов на {few} млн евро.",
    ),
    "uk": (
        "У {year} році кластер ({place}) об'єднував {count} підприємств, у них працювало {more} осіб.",
        "{place}: {few} кластерів серед першої сотні у {year} році.",
        "У {year} році програма підтримала {count} проєктів на {few} млн євро.",
    ),
}
_TABLE = "\n| Economy | Clusters in {year} |\n| --- | --- |\n| Germany | {few} |\n| Japan | {share} |\n"


def report(seed: int, sentences: int = 6) -> str:
    """The text of report number ``seed``: the same for the same number, another for every other."""
    chance = random.Random(seed)
    language = chance.choice(("en", "ru", "uk"))
    lines = [f"# {chance.choice(_PLACES[language])} {seed}", ""]
    lines += [_filled(chance, chance.choice(_SENTENCES[language]), language) + "\n" for _ in range(sentences)]
    if chance.random() < 0.3:
        lines.append(_filled(chance, _TABLE, language))
    return "\n".join(lines)


def write_reports(folder: Path, seeds: range, sentences: int = 6) -> None:
    """Reports as files, spread over two formats."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        suffix = ".md" if seed % 2 else ".txt"
        (folder / f"report-{seed:05d}{suffix}").write_text(report(seed, sentences), encoding="utf-8")


def _filled(chance: random.Random, pattern: str, language: str) -> str:
    return pattern.format(
        place=chance.choice(_PLACES[language]),
        year=chance.randint(2009, 2025),
        count=chance.randint(11, 900),
        more=chance.randint(1000, 90_000),
        few=chance.randint(2, 29),
        share=chance.randint(1, 9),
    )
