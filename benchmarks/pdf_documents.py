"""Writes documents with known paragraphs and prints them to PDF: LibreOffice, Chromium, and a small typesetter.

Each document is a list of ``Piece`` (kind and text) and a PDF. Layouts: one column with indents or with spacing,
two-column journals with hyphenation, ruled tables between paragraphs, footnotes, running heads; in English,
Russian and Ukrainian. Texts are put together from the sentences below by a seeded generator, so that every run
makes the same documents.
"""

from __future__ import annotations

import html
import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

SENTENCES = {
    "en": [
        "The cluster brought together {n} companies and {m} research institutes from the northern districts.",
        "Its annual turnover reached {n} million euros, which is {m} percent more than a year before.",
        "Most of the members are small firms with fewer than {m} employees.",
        "According to the regional agency, exports grew faster than domestic sales.",
        "The programme was launched in {y} and ran through three consecutive phases.",
        "Several universities joined the partnership after the second call for proposals.",
        "Nevertheless, the share of private investment remained below expectations.",
        "Analysts attribute this to the long payback period of laboratory equipment.",
        "A follow-up survey covered {n} organisations in {m} municipalities.",
        "The results, however, should be read with caution: response rates differed widely.",
        "In {y}, the ministry approved a new strategy for science and technology parks.",
        "Co-operation between large manufacturers and start-ups is described in the next section.",
        "Patent activity was concentrated in optics, robotics and medical devices.",
        "What matters for a decision-maker is the trend rather than a single observation.",
        "Of the {n} projects selected, {m} were completed ahead of schedule (see the annex).",
    ],
    "ru": [
        "Кластер объединил {n} предприятий и {m} научных институтов северных районов области.",
        "Годовой оборот участников составил {n} млн евро, что на {m} процентов больше, чем годом ранее.",
        "Большинство резидентов представляют собой малые фирмы с числом сотрудников менее {m} человек.",
        "По данным регионального агентства, экспорт рос быстрее внутренних продаж.",
        "Программа стартовала в {y} году и прошла через три последовательных этапа.",
        "После второго конкурса к партнёрству присоединились несколько университетов.",
        "Тем не менее доля частных инвестиций оказалась ниже ожидаемой.",
        "Аналитики объясняют это длительным сроком окупаемости лабораторного оборудования.",
        "Повторное обследование охватило {n} организаций в {m} муниципалитетах.",
        "Однако результаты следует толковать осторожно: доля ответивших заметно различалась.",
        "В {y} г. министерство утвердило новую стратегию развития технопарков.",
        "Взаимодействие крупных производителей и стартапов описано в следующем разделе.",
        "Патентная активность сосредоточена в оптике, робототехнике и медицинских приборах.",
        "Для принятия решений важна тенденция, а не отдельное наблюдение.",
        "Из {n} отобранных проектов {m} завершены раньше срока (см. приложение).",
    ],
    "uk": [
        "Кластер об’єднав {n} підприємств і {m} наукових установ північних районів області.",
        "Річний оборот учасників становив {n} млн євро, що на {m} відсотків більше, ніж роком раніше.",
        "Більшість резидентів є малими фірмами, де працює менш ніж {m} осіб.",
        "За даними регіональної агенції, експорт зростав швидше за внутрішні продажі.",
        "Програма розпочалася у {y} році та пройшла три послідовні етапи.",
        "Після другого конкурсу до партнерства приєдналися кілька університетів.",
        "Проте частка приватних інвестицій виявилася нижчою за очікувану.",
        "Аналітики пояснюють це тривалим строком окупності лабораторного обладнання.",
        "Повторне опитування охопило {n} організацій у {m} громадах.",
        "Однак результати слід тлумачити обережно: частка відповідей помітно відрізнялася.",
        "У {y} р. міністерство затвердило нову стратегію розвитку індустріальних парків.",
        "Взаємодію великих виробників і стартапів описано в наступному розділі.",
        "Патентна активність зосереджена в оптиці, робототехніці та медичних приладах.",
        "Для ухвалення рішень важлива тенденція, а не окреме спостереження.",
        "Із {n} відібраних проєктів {m} завершено раніше строку (див. додаток).",
    ],
}
HEADINGS = {
    "en": ["Introduction", "Funding and members", "Regional differences", "Methods", "Discussion of results", "Outlook"],
    "ru": ["Введение", "Финансирование и участники", "Региональные различия", "Методика", "Обсуждение результатов", "Перспективы"],
    "uk": ["Вступ", "Фінансування та учасники", "Регіональні відмінності", "Методика", "Обговорення результатів", "Перспективи"],
}  # fmt: skip
CAPTION = {"en": "Table {k}. Members and turnover by region", "ru": "Таблица {k}. Участники и оборот по регионам", "uk": "Таблиця {k}. Учасники та оборот за регіонами"}  # fmt: skip
HEADER = {
    "en": ["Region", "Members", "Turnover, EUR million", "Share, %"],
    "ru": ["Регион", "Участников", "Оборот, млн евро", "Доля, %"],
    "uk": ["Регіон", "Учасників", "Оборот, млн євро", "Частка, %"],
}
REGIONS = {
    "en": ["North", "Upper valley", "Coast", "Capital area", "Southern lakes"],
    "ru": ["Север", "Верхняя долина", "Побережье", "Столичный округ", "Южные озёра"],
    "uk": ["Північ", "Верхня долина", "Узбережжя", "Столичний округ", "Південні озера"],
}
HEADS = {"en": "Cluster review, issue 4", "ru": "Обзор кластеров, выпуск 4", "uk": "Огляд кластерів, випуск 4"}


@dataclass(slots=True)
class Piece:
    """One block of the truth: its kind ("paragraph", "heading", "item", "note", "caption", "table") and text."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Written:
    """One printed document."""

    name: str
    language: str
    maker: str
    pieces: list[Piece]
    pdf: bytes


def sentence(language: str, rng: random.Random) -> str:
    """One sentence with numbers filled in."""
    template = rng.choice(SENTENCES[language])
    return template.format(n=rng.randint(21, 980), m=rng.randint(11, 99), y=rng.randint(1996, 2024))


def pieces(language: str, seed: int, *, items: bool = True, tables: int = 1, length: int = 6) -> list[Piece]:
    """The blocks of one document."""
    rng = random.Random(seed)
    out: list[Piece] = []
    number = 0
    for section, title in enumerate(HEADINGS[language][:length], 1):
        out.append(Piece("heading", f"{section}. {title}" if seed % 2 else title))
        out += [
            Piece("paragraph", " ".join(sentence(language, rng) for _ in range(rng.randint(1, 6))))
            for _ in range(rng.randint(2, 4))
        ]
        if items and rng.random() < 0.5:
            for at in range(rng.randint(3, 4)):
                mark = "• " if seed % 3 else f"{at + 1}) "
                out.append(Piece("item", mark + " ".join(sentence(language, rng) for _ in range(rng.randint(1, 2)))))
        if section <= tables:
            number += 1
            out.append(Piece("caption", CAPTION[language].format(k=number)))
            rows = [HEADER[language]]
            for region in REGIONS[language]:
                comma = "." if language == "en" else ","
                share = f"{rng.randint(1, 40)}{comma}{rng.randint(0, 9)}"
                rows.append([region, str(rng.randint(10, 400)), f"{rng.randint(1, 9)} {rng.randint(100, 999)}", share])
            out.append(Piece("table", rows=rows))
            out.append(Piece("paragraph", " ".join(sentence(language, rng) for _ in range(4))))
    return out


def documents(folder: Path | None = None) -> list[Written]:
    """All documents; printers that are not installed are left out."""
    out: list[Written] = []
    with tempfile.TemporaryDirectory() as made:
        work = folder or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        for number, language in enumerate(("en", "ru", "uk")):
            for style in range(4):
                blocks = pieces(language, 10 * number + style, tables=style % 2)
                out.append(
                    Written(
                        f"typeset-{language}-{style}", language, "typesetter", blocks, typeset(blocks, language, style)
                    )
                )
            for style in range(3):
                blocks = pieces(language, 100 + 10 * number + style)
                pdf = office(blocks, style, work / f"office-{language}-{style}")
                if pdf is not None:
                    out.append(Written(f"office-{language}-{style}", language, "LibreOffice", blocks, pdf))
            for style in range(5):
                blocks = pieces(language, 200 + 10 * number + style)
                if style == 4:
                    blocks = [
                        Piece(one.kind, one.text.replace(") ", ". ", 1) if one.kind == "item" else one.text, one.rows)
                        for one in blocks
                    ]
                pdf = browser(blocks, language, style, work / f"browser-{language}-{style}")
                if pdf is not None:
                    out.append(Written(f"browser-{language}-{style}", language, "Chromium", blocks, pdf))
    return out


def typeset(blocks: list[Piece], language: str, style: int) -> bytes:
    """A journal page by page: two columns (styles 0 and 1) or one, justified or ragged, hyphenated."""
    import io

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    fonts = (
        {"F": "LiberationSerif-Regular", "B": "LiberationSerif-Bold"}
        if style % 2
        else {"F": "DejaVuSans", "B": "DejaVuSans-Bold"}
    )
    for short, file in fonts.items():
        path = next(Path("/usr/share/fonts").rglob(f"{file}.ttf"))
        pdfmetrics.registerFont(TTFont(f"{short}{style % 2}", str(path)))
    plain, bold = f"F{style % 2}", f"B{style % 2}"
    size = (9.0, 10.0, 10.5, 11.0)[style]
    leading = size * (1.2, 1.15, 1.35, 1.25)[style]
    count = 2 if style < 2 else 1
    width, height = A4
    margin, gutter = 56.0, 18.0
    measure = (width - 2 * margin - gutter * (count - 1)) / count
    indent = (0.0, 14.0, 0.0, 18.0)[style]
    extra = (0.5 * leading, 0.0, 0.6 * leading, 0.0)[style]
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    state = {"column": 0, "y": height - 80.0, "page": 1}

    def furniture() -> None:
        canvas.setFont(plain, 8)
        canvas.drawString(margin, height - 45, HEADS[language])
        canvas.drawRightString(width - margin, 30, str(state["page"]))

    def room(need: float) -> None:
        if state["y"] - need >= 60:
            return
        state["column"] += 1
        state["y"] = height - 80.0
        if state["column"] == count:
            canvas.showPage()
            state["column"] = 0
            state["page"] += 1
            furniture()

    def left() -> float:
        return margin + state["column"] * (measure + gutter)

    def draw(
        lines: list[tuple[list[str], bool]], font: str, em: float, pitch: float, first: float, hang: float
    ) -> None:
        for number, (words, last) in enumerate(lines):
            room(pitch)
            state["y"] -= pitch
            x = left() + (first if number == 0 else hang)
            space = pdfmetrics.stringWidth(" ", font, em)
            if style != 2 and not last and len(words) > 1:
                used = sum(pdfmetrics.stringWidth(word, font, em) for word in words)
                space = (measure - (first if number == 0 else hang) - used) / (len(words) - 1)
            canvas.setFont(font, em)
            for word in words:
                canvas.drawString(x, state["y"], word)
                x += pdfmetrics.stringWidth(word, font, em) + space

    def lines_of(
        text: str, font: str, em: float, first: float, hang: float, *, cut: bool
    ) -> list[tuple[list[str], bool]]:
        out: list[tuple[list[str], bool]] = []
        line: list[str] = []
        used = first
        space = pdfmetrics.stringWidth(" ", font, em)
        todo = text.split(" ")
        while todo:
            word = todo.pop(0)
            wide = pdfmetrics.stringWidth(word, font, em)
            if used + wide <= measure or not line:
                line.append(word)
                used += wide + space
                continue
            for at in range(len(word) - 3, 2, -1) if cut and word.isalpha() and len(word) > 6 else ():
                head = word[:at] + "-"
                if used + pdfmetrics.stringWidth(head, font, em) <= measure and word[at] not in "ьъйы":
                    line.append(head)
                    word = word[at:]
                    break
            out.append((line, False))
            line, used = [word], hang + pdfmetrics.stringWidth(word, font, em) + space
        return [*out, (line, True)]

    furniture()
    for block in blocks:
        if block.kind == "table":
            room(leading * (len(block.rows) + 1))
            step = measure / len(block.rows[0])
            for row in block.rows:
                state["y"] -= leading
                for column, text in enumerate(row):
                    canvas.setFont(plain, 6.5 if count == 2 else 8)
                    canvas.drawString(left() + column * step + 3, state["y"] + 3, text)
                    canvas.rect(left() + column * step, state["y"], step, leading, stroke=1, fill=0)
            state["y"] -= 0.8 * leading
        elif block.kind == "heading":
            room(3.5 * leading)
            state["y"] -= 0.7 * leading
            draw(lines_of(block.text, bold, size * 1.15, 0, 0, cut=False), bold, size * 1.15, leading * 1.1, 0, 0)
            state["y"] -= 0.35 * leading
        elif block.kind == "caption":
            room(3 * leading)
            state["y"] -= 0.5 * leading
            lines = [(words, True) for words, _ in lines_of(block.text, plain, size * 0.9, 0, 0, cut=False)]
            draw(lines, plain, size * 0.9, leading, 0, 0)
            state["y"] -= 0.4 * leading
        elif block.kind == "item":
            draw(lines_of(block.text, plain, size, 8, 20, cut=True), plain, size, leading, 8, 20)
        else:
            draw(lines_of(block.text, plain, size, indent, 0, cut=style != 2), plain, size, leading, indent, 0)
            state["y"] -= extra
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def office(blocks: list[Piece], style: int, work: Path) -> bytes | None:
    """The document through LibreOffice, from DOCX: indents, spacing, or justified with a footer."""
    if shutil.which("soffice") is None:
        return None
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    work.mkdir(parents=True, exist_ok=True)
    book = docx.Document()
    normal = book.styles["Normal"]
    normal.font.name = ("Liberation Serif", "DejaVu Sans", "Liberation Sans")[style]
    normal.font.size = Pt((12, 10, 11)[style])
    for block in blocks:
        if block.kind == "heading":
            book.add_heading(block.text, 1 + style % 2)
        elif block.kind == "table":
            table = book.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
            for row, texts in enumerate(block.rows):
                for column, text in enumerate(texts):
                    table.cell(row, column).text = text
        else:
            paragraph = book.add_paragraph(block.text)
            shape = paragraph.paragraph_format
            shape.space_after = Pt((0, 8, 6)[style])
            shape.line_spacing = (1.5, 1.0, 1.15)[style]
            if block.kind == "item":
                shape.left_indent, shape.first_line_indent = Pt(24), Pt(-12)
            elif style == 0 and block.kind == "paragraph":
                shape.first_line_indent = Pt(28)
            if style != 1 and block.kind == "paragraph":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if style == 2:
        book.sections[0].footer.paragraphs[0].text = "Cluster review 2024"
    book.save(str(work / "text.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(work), str(work / "text.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (work / "text.pdf").read_bytes()


Cells = list[tuple[int, int, int, int, str]]
"""One table's truth: first row, first column, last row, last column, text."""


def report(language: str, seed: int, work: Path) -> tuple[bytes, list[Cells]] | None:
    """A Word report of prose and ruled tables (merged heads, wrapped cells, over pages) through LibreOffice."""
    if shutil.which("soffice") is None:
        return None
    import docx
    from docx.shared import Pt

    rng = random.Random(seed)
    work.mkdir(parents=True, exist_ok=True)
    book = docx.Document()
    book.styles["Normal"].font.name = ("Liberation Serif", "Liberation Sans", "DejaVu Sans")[seed % 3]
    book.styles["Normal"].font.size = Pt((12, 10, 9)[seed % 3])
    truth: list[Cells] = []
    for number in range(5):
        for _ in range(rng.randint(1, 3)):
            book.add_paragraph(" ".join(sentence(language, rng) for _ in range(rng.randint(2, 6))))
        book.add_paragraph(CAPTION[language].format(k=number + 1))
        truth.append(_word_table(book, language, rng, merged=bool(number % 2), rows=rng.choice((3, 6, 12, 30))))
        book.add_paragraph(sentence(language, rng))
    book.save(str(work / "text.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(work), str(work / "text.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (work / "text.pdf").read_bytes(), truth


def _word_table(book: object, language: str, rng: random.Random, *, merged: bool, rows: int) -> Cells:
    """One table added to a Word document; with ``merged`` its head has two levels and years below a span."""
    width = rng.randint(3, 6)
    head = 2 if merged else 1
    table = book.add_table(rows=head + rows, cols=width, style="Table Grid")  # type: ignore[attr-defined]  # docx has no types
    cells: Cells = []

    def put(row: int, column: int, text: str, last_row: int | None = None, last_column: int | None = None) -> None:
        cell = table.cell(row, column)
        if last_row is not None or last_column is not None:
            cell = cell.merge(table.cell(last_row or row, last_column or column))
        cell.text = text
        cells.append((row, column, last_row or row, last_column or column, text))

    if merged:
        put(0, 0, HEADER[language][0], last_row=1)
        put(0, 1, HEADER[language][2], last_column=width - 1)
        for column in range(1, width):
            put(1, column, str(2015 + column))
    else:
        for column in range(width):
            put(0, column, HEADER[language][min(column, 3)] + (f" {2014 + column}" if column > 2 else ""))
    for row in range(head, head + rows):
        label = rng.choice(REGIONS[language]) + f" {row}"
        if rng.random() < 0.25:
            label += (
                ", " + HEADINGS[language][rng.randrange(6)].lower() + " " + HEADINGS[language][rng.randrange(6)].lower()
            )
        put(row, 0, label)
        for column in range(1, width):
            empty = rng.random() < 0.08
            put(
                row,
                column,
                ""
                if empty
                else f"{rng.randint(1, 99)} {rng.randint(100, 999)}"
                if rng.random() < 0.6
                else f"{rng.randint(0, 99)},{rng.randint(0, 9)}",
            )
    return cells


def browser(blocks: list[Piece], language: str, style: int, work: Path) -> bytes | None:
    """The document through Chromium: plain, two columns justified or ragged with lists and page heads, a narrow measure."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return None
    work.mkdir(parents=True, exist_ok=True)
    css = (
        "body{font:12pt/1.5 'Liberation Serif'} p{margin:0 0 .8em}",
        "main{columns:2;column-gap:8mm} body{font:9.5pt/1.25 'DejaVu Serif',serif;text-align:justify;hyphens:auto} p{margin:0;text-indent:1.5em}",
        "body{font:11pt/1.4 'DejaVu Sans';max-width:120mm} p{margin:0 0 .6em}",
        "body{font:11pt/1.3 'Liberation Sans';text-align:justify} p{margin:0} h2{font-size:12pt;margin:1em 0 .3em}",
        "main{columns:2;column-gap:7mm} body{font:10pt/1.3 'Liberation Serif'} p{margin:0 0 .5em} li{margin:0 0 .3em}",
    )[style]
    parts: list[str] = []
    for block in blocks:
        text = html.escape(block.text)
        if block.kind == "heading":
            parts.append(f"<h2>{text}</h2>")
        elif block.kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
            )
            parts.append(f"<table>{rows}</table>")
        elif block.kind == "item" and style == 4:
            mark, words = text.split(" ", 1)
            start = mark[:-1] if mark[:-1].isdigit() else ""
            parts.append(f'<ol start="{start}"><li>{words}</ol>' if start else f"<ul><li>{words}</ul>")
        elif block.kind == "item":
            parts.append(f'<p style="margin-left:2em;text-indent:-1em">{text}</p>')
        elif block.kind == "caption":
            parts.append(f'<p style="text-indent:0;font-size:90%;margin:.8em 0 .3em">{text}</p>')
        else:
            parts.append(f"<p>{text}</p>")
    table = "table{border-collapse:collapse;margin:.5em 0 1em;font-size:85%;break-inside:avoid} td{border:1px solid #555;padding:2px 5px}"
    page = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{css} {table}</style><main>{"".join(parts)}</main></html>'
    (work / "text.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/profile", *(() if style == 4 else ("--no-pdf-header-footer",)), f"--print-to-pdf={work}/text.pdf", f"file://{work}/text.html"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (work / "text.pdf").read_bytes()
