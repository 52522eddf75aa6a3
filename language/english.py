"""English."""

from __future__ import annotations

from language.record import Language

ENGLISH = Language(
    code="en",
    name="English",
    script="Latin",
    alphabet="abcdefghijklmnopqrstuvwxyz",
    own_letters="",
    apostrophes="'’",
    vowels="aeiouy",
    abbreviations=frozenset(
        (
            "dr", "mr", "mrs", "ms", "prof", "st", "rev", "hon", "gen", "col", "lt", "capt", "sen", "rep", "gov",
            "fig", "figs", "eq", "eqs", "ref", "refs", "vol", "vols", "no", "nos", "pp", "p", "ch", "sec", "tab",
            "app", "ed", "eds", "cf", "e.g", "i.e", "viz", "vs", "v", "ca", "c", "approx", "est", "resp", "al",
            "mt", "ft", "messrs", "mme", "ph", "univ", "dept", "art", "arts", "para", "paras", "nr", "tel", "op", "cit",
        )
    ),
    closing_abbreviations=frozenset(
        ("etc", "inc", "ltd", "corp", "co", "jr", "sr", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "ph.d", "m.sc",
         "bros", "llc", "plc", "b.v", "n.v", "s.a", "bn", "m", "mln", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
         "sep", "sept", "oct", "nov", "dec", "d.c", "ave", "blvd", "rd")
    ),
    months=(
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sep", "sept"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
)  # fmt: skip
