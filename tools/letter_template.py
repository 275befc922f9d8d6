"""Make the Word templates of the letters: `src/teardown/correspondence/templates/letter.en.docx` and `letter.ja.docx`.

    python tools/letter_template.py            # write them
    python tools/letter_template.py --check    # say which are out of date, and end with 1 when one is

The templates are Word documents with places for docxtpl; this script is their source, so that a change to them can be reviewed.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from teardown.correspondence.docx import fixed_archive
from teardown.correspondence.phrases import Phrases
from teardown.export.strings import Language

TEMPLATES = Path(__file__).resolve().parent.parent / "src" / "teardown" / "correspondence" / "templates"
SERIF = ("Times New Roman", "Yu Mincho")
SANS = ("Arial", "Yu Gothic")
"""Latin and Japanese fonts that Word has on Windows and macOS alike."""
COLUMNS = (18, 44, 40, 63)
"""Widths of the table in millimetres; together the 165 mm between the margins of an A4 page."""


def template(language: Language) -> bytes:
    """The template in a language, as the bytes of a Word document."""
    phrases = Phrases(language)
    document = Document()
    _page(document)
    _styles(document, language)
    _properties(document, language)
    body = _Body(document, phrases)
    body.head()
    body.opening()
    body.table()
    body.rest()
    _footer(document, phrases)
    out = io.BytesIO()
    document.save(out)
    return fixed_archive(out.getvalue())


class _Body:
    """The letter from top to bottom."""

    def __init__(self, document: DocumentType, phrases: Phrases) -> None:
        self.document = document
        self.phrases = phrases
        self.ja = phrases.language == "ja"

    def add(self, text: str, style: str = "Normal") -> Paragraph:
        return self.document.add_paragraph(text, style=style)

    def fill_in(self, key: str, style: str = "Normal") -> None:
        """A place that a person completes before sending: marked so that it is not overlooked."""
        self.add("", style).add_run(self.phrases[key], style="Fill in")

    def each(self, name: str, style: str = "Normal", text: str = "{{ item }}") -> None:
        """One paragraph per item of a list."""
        self.add(f"{{%p for item in {name} %}}")
        self.add(text, style)
        self.add("{%p endfor %}")

    def either(self, condition: str, name: str, style: str, otherwise: str) -> None:
        """A list where there is one, otherwise a place to fill in."""
        self.add(f"{{%p if {condition} %}}")
        self.each(name, style)
        self.add("{%p else %}")
        self.fill_in(otherwise, style)
        self.add("{%p endif %}")

    def head(self) -> None:
        self.add("{%p if warning %}")
        self.add("{{ warning }}", "Notice")
        self.add("{%p endif %}")
        if not self.ja:
            self.letterhead()
        self.add("{{ reference }}", "Right" if self.ja else "Reference")
        self.add("{{ date }}", "Right" if self.ja else "Normal")
        self.add("{{ addressee }}", "Addressee")
        self.add(self.phrases["attention"], "Recipient")
        self.fill_in("fill_recipient", "Recipient")
        if self.ja:
            self.letterhead()

    def letterhead(self) -> None:
        """Who writes: on top in English, on the right below the addressee in Japanese."""
        self.either("organisations", "organisations", "Sender", "fill_organisations")
        self.either("contact", "contact", "Sender contact", "fill_contact")

    def opening(self) -> None:
        self.add("{{ subject }}", "Subject")
        self.add(self.phrases["salutation"])
        self.each("introduction")
        self.add(self.phrases["examined"], "Section")
        self.each("examined")
        self.add(self.phrases["found"], "Section")
        self.add("{{ counted }}")

    def table(self) -> None:
        table = self.document.add_table(rows=4, cols=len(COLUMNS))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        heads = ("col_id", "col_marking", "col_part", "col_claim")
        for cell, key in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].text = self.phrases[key]
            cell.paragraphs[0].style = self.document.styles["Table head"]
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "ECEDEF")
            cell._tc.get_or_add_tcPr().append(shade)
        _row_property(table.rows[0]._tr, "w:tblHeader")
        table.rows[1].cells[0].paragraphs[0].text = "{%tr for part in parts %}"
        row = table.rows[2]
        _row_property(row._tr, "w:cantSplit")
        no_picture, no_marking = self.phrases["no_picture"], self.phrases["no_marking"]
        designator = self.phrases.filled("designator", designator="{{ part.designator }}")
        unknown = self.phrases["part_unknown"]
        contents = (
            ("{{ part.id }}", "{%p if part.designator %}", designator, "{%p endif %}"),
            (
                f"{{% if part.picture %}}{{{{ part.picture }}}}{{% else %}}{no_picture}{{% endif %}}",
                f"{{% if part.marking %}}{{{{ part.marking }}}}{{% else %}}{no_marking}{{% endif %}}",
                "{%p if part.dates %}",
                "{{ part.dates }}",
                "{%p endif %}",
            ),
            (f"{{% if part.part_number %}}{{{{ part.part_number }}}}{{% else %}}{unknown}{{% endif %}}", "{{ part.function }}"),
            ("{{ part.claim }}", "{%p if part.review %}", "{{ part.review }}", "{%p endif %}"),
        )
        for cell, texts in zip(row.cells, contents, strict=True):
            cell.paragraphs[0].text = texts[0]
            cell.paragraphs[0].style = self.document.styles["Table text"]
            for text in texts[1:]:
                cell.add_paragraph(text, style="Table text")
        table.rows[3].cells[0].paragraphs[0].text = "{%tr endfor %}"
        for column, width in zip(table.columns, COLUMNS, strict=True):
            # Word goes by the cells, LibreOffice by the grid.
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        self.add("", "After table")

    def rest(self) -> None:
        phrases = self.phrases
        self.each("after_table")
        self.add(phrases["questions"], "Section")
        self.add("{{ questions_intro }}")
        self.add("{%p for item in questions %}")
        self.add("{{ item.number }}.\t{{ item.text }}", "Question")
        self.add("{%p for detail in item.parts %}")
        self.add("({{ 'abcdefgh'[loop.index0] }})\t{{ detail }}", "Question detail")
        self.add("{%p endfor %}")
        self.add("{%p endfor %}")
        self.add(phrases["reply"], "Section")
        self.each("reply")
        self.add(phrases["is_not"], "Section")
        self.each("is_not")
        self.each("closing")
        self.add(phrases["closing"], "Closing")
        self.either("organisations", "organisations", "Signer", "fill_organisations")
        self.fill_in("fill_signer", "Signer")


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22.5)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)


def _styles(document: DocumentType, language: Language) -> None:
    ja = language == "ja"
    normal = document.styles["Normal"]
    _font(normal, SERIF, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.25 if ja else 1.1
    right = WD_ALIGN_PARAGRAPH.RIGHT
    sender = right if ja else WD_ALIGN_PARAGRAPH.LEFT
    for name, size, bold, fonts, before, after, align in (
        ("Notice", 10, True, SANS, 0, 8, WD_ALIGN_PARAGRAPH.CENTER),
        ("Sender", 11, True, SANS, 0, 0, sender),
        ("Sender contact", 9, False, SANS, 2, 0, sender),
        ("Reference", 9.5, False, SANS, 18, 2, WD_ALIGN_PARAGRAPH.LEFT),
        ("Right", 10.5, False, SERIF, 0, 2, right),
        ("Addressee", 10.5, True, SERIF, 12, 0, WD_ALIGN_PARAGRAPH.LEFT),
        ("Recipient", 10.5, False, SERIF, 0, 0, WD_ALIGN_PARAGRAPH.LEFT),
        ("Subject", 12, True, SANS, 16, 10, WD_ALIGN_PARAGRAPH.CENTER if ja else WD_ALIGN_PARAGRAPH.LEFT),
        ("Section", 11, True, SANS, 12, 4, WD_ALIGN_PARAGRAPH.LEFT),
        ("Question", 10.5, False, SERIF, 2, 6, WD_ALIGN_PARAGRAPH.LEFT),
        ("Question detail", 10.5, False, SERIF, 0, 4, WD_ALIGN_PARAGRAPH.LEFT),
        ("Table head", 9, True, SANS, 2, 2, WD_ALIGN_PARAGRAPH.LEFT),
        ("Table text", 9, False, SANS, 2, 2, WD_ALIGN_PARAGRAPH.LEFT),
        ("After table", 4, False, SANS, 0, 0, WD_ALIGN_PARAGRAPH.LEFT),
        ("Closing", 10.5, False, SERIF, 14, 10, right if ja else WD_ALIGN_PARAGRAPH.LEFT),
        ("Signer", 10.5, False, SERIF, 0, 2, sender),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _font(style, fonts, size)
        style.font.bold = bold
        form = style.paragraph_format
        form.space_before, form.space_after, form.alignment = Pt(before), Pt(after), align
    document.styles["Section"].paragraph_format.keep_with_next = True
    document.styles["Closing"].paragraph_format.keep_with_next = True
    for name, left in (("Question", 8), ("Question detail", 16)):
        form = document.styles[name].paragraph_format
        form.left_indent, form.first_line_indent = Mm(left), Mm(-8)
        form.tab_stops.add_tab_stop(Mm(left))
    _boxed(document.styles["Notice"])
    fill = document.styles.add_style("Fill in", WD_STYLE_TYPE.CHARACTER)
    # Word knows no highlighting in styles; a shade looks the same.
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "FFF3A0")
    fill.element.get_or_add_rPr().append(shade)


def _font(style: ParagraphStyle, fonts: tuple[str, str], size: float) -> None:
    latin, japanese = fonts
    style.font.name, style.font.size = latin, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), japanese)


def _boxed(style: ParagraphStyle) -> None:
    """A frame around the warning."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "B03A00")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    properties = style.element.get_or_add_pPr()
    # The schema wants borders before spacing and alignment.
    properties.insert(0, borders)
    style.font.color.rgb = RGBColor(0xB0, 0x3A, 0x00)


def _row_property(row: object, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))  # type: ignore[attr-defined]


def _properties(document: DocumentType, language: Language) -> None:
    core = document.core_properties
    core.title, core.author, core.comments = "", "", ""
    core.language = "ja-JP" if language == "ja" else "en-GB"
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for found in defaults.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-GB")
        found.set(qn("w:eastAsia"), "ja-JP")


def _footer(document: DocumentType, phrases: Phrases) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Table text"]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("{{ reference }}  ·  " + phrases["page"] + " ")
    for name, between in (("PAGE", " / "), ("NUMPAGES", "")):
        for kind, text in (("begin", ""), ("", name), ("end", "")):
            run = paragraph.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = text
            run._r.append(mark)
        paragraph.add_run(between)


def main(arguments: list[str]) -> int:
    """Write the templates, or with `--check` say which are not what this script makes."""
    stale = []
    for language in ("en", "ja"):
        path = TEMPLATES / f"letter.{language}.docx"
        data = template(language)  # type: ignore[arg-type]
        if not path.exists() or path.read_bytes() != data:
            stale.append(path.name)
            if "--check" not in arguments:
                path.write_bytes(data)
    for name in stale:
        print(f"{name} {'is out of date' if '--check' in arguments else 'was written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
