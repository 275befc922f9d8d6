import gzip
from pathlib import Path

import pytest
from openpyxl import Workbook

from teardown.catalogue import ImportedPart, RefusedRow
from teardown.catalogue.importers import ColumnMapping, guess_mapping, read_devicetree, read_kicad, read_micron_codes, read_table
from teardown.errors import PartsDatabaseError


def test_a_csv_table_with_usual_titles(tmp_path: Path) -> None:
    path = tmp_path / "jlc.csv"
    path.write_text(
        "LCSC Part,MFR.Part,Manufacturer,Package,Second Category\nC1,W25Q64JV,Winbond,SOIC-8,FLASH\n\nC2,X\n", encoding="utf-8"
    )
    taken, refused = list(read_table(path))
    assert taken == ImportedPart("W25Q64JV", "Winbond", "FLASH", "SOIC-8", row=2)
    assert isinstance(refused, RefusedRow)
    assert refused.why == "2 cells where 5 are expected"


def test_gzip_semicolons_and_byte_order_marks(tmp_path: Path) -> None:
    path = tmp_path / "parts.csv.gz"
    path.write_bytes(gzip.compress("\ufeffPart Number;Brand\n0723;ROHM\n".encode()))
    assert list(read_table(path)) == [ImportedPart("0723", "ROHM", row=2)]


def test_a_workbook_keeps_text_as_it_stands(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["型番", "メーカー", "Marking"])
    sheet.append(["AK4951EN", "旭化成エレクトロニクス", "4951"])
    path = tmp_path / "parts.xlsx"
    book.save(path)
    assert list(read_table(path)) == [ImportedPart("AK4951EN", "旭化成エレクトロニクス", top_mark="4951", row=2)]


def test_a_mapping_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Nr,Wer\nAX1234,Acme\n", encoding="utf-8")
    assert list(read_table(path, ColumnMapping("Nr", "Wer"))) == [ImportedPart("AX1234", "Acme", row=2)]
    assert list(read_table(path, ColumnMapping("Nr", fixed_maker="Other"))) == [ImportedPart("AX1234", "Other", row=2)]


def test_a_table_without_the_columns_is_refused() -> None:
    with pytest.raises(PartsDatabaseError, match="No column with part numbers"):
        guess_mapping(["a", "b"])
    with pytest.raises(PartsDatabaseError, match="No column with companies"):
        guess_mapping(["MPN", "b"])
    with pytest.raises(PartsDatabaseError, match="no column “X”"):
        guess_mapping(["MPN", "Brand"], ColumnMapping("X"))


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b"\xff\xfe\x00"), ("a.csv.gz", b"no gzip"), ("a.xlsx", b"no zip"), ("b.csv", b"")]
)
def test_files_that_are_no_tables_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PartsDatabaseError):
        list(read_table(tmp_path / name))


def test_a_list_of_codes(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("fbga_code,part_number\nNW101,MT29F2G08ABDHC-ET:D\nNW,MT29F\n", encoding="utf-8")
    taken, refused = list(read_micron_codes(path))
    assert taken == ImportedPart("MT29F2G08ABDHC-ET:D", "Micron Technology", top_mark="NW101", row=2)
    assert isinstance(refused, RefusedRow)


KICAD = """(kicad_symbol_lib (version 20211014) (generator kicad_symbol_editor)
  (symbol "STM32F103C8Tx" (in_bom yes)
    (property "Value" "STM32F103C8Tx" (id 1) (at 0 0 0))
    (property "Datasheet" "https://www.st.com/x.pdf" (id 3) (at 0 0 0))
    (property "ki_description" "A \\"quoted\\" core" (id 5) (at 0 0 0))
    (symbol "STM32F103C8Tx_0_1" (rectangle (start 0 0) (end 1 1)))
  )
  (symbol "STM32F103CBTx" (extends "STM32F103C8Tx")
    (property "Value" "STM32F103CBTx" (id 1) (at 0 0 0))
    (property "Datasheet" "~" (id 3) (at 0 0 0))
  )
  (symbol "LM358" (property "Datasheet" "http://example.org/lm358.pdf"))
)
"""


def test_kicad_symbols_take_their_maker_from_library_or_datasheet_never_from_the_number(tmp_path: Path) -> None:
    (tmp_path / "Device.kicad_sym").write_text(KICAD, encoding="utf-8")
    makers = {"st": "st", "ST": "st"}
    first, second, refused = list(read_kicad(tmp_path, makers.get))
    assert isinstance(first, ImportedPart)
    assert isinstance(second, ImportedPart)
    assert (first.part_number, first.maker, first.description, first.source) == (
        "STM32F103C8Tx",
        "st",
        'A "quoted" core',
        "Device:STM32F103C8Tx",
    )
    assert (second.part_number, second.maker) == ("STM32F103CBTx", "st")
    assert refused == RefusedRow(3, "the library does not say who makes it", "Device:LM358")
    (tmp_path / "Device.kicad_sym").rename(tmp_path / "MCU_ST.kicad_sym")
    assert [row.maker for row in read_kicad(tmp_path, makers.get) if isinstance(row, ImportedPart)] == ["ST", "ST", "ST"]


def test_what_is_no_kicad_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PartsDatabaseError, match=r"no \.kicad_sym files"):
        list(read_kicad(tmp_path, lambda name: None))
    (tmp_path / "a.kicad_sym").write_text("EESchema-LIBRARY Version 2.4")
    with pytest.raises(PartsDatabaseError, match="not a KiCad symbol library"):
        list(read_kicad(tmp_path, lambda name: None))


PREFIXES = """patternProperties:
  "^rohm,.*":
    description: ROHM Semiconductor Co., Ltd
  "^nxp,.*":
    description: NXP Semiconductors
"""


def test_device_tree_bindings_name_parts_with_their_vendors(tmp_path: Path) -> None:
    (tmp_path / "vendor-prefixes.yaml").write_text(PREFIXES, encoding="utf-8")
    (tmp_path / "lens.yaml").write_text("const: rohm,bu24036\nenum:\n  - nxp,imx8-usb-phy\n  - foo,bar12\n", encoding="utf-8")
    rows = list(read_devicetree(tmp_path))
    assert rows[0] == ImportedPart("BU24036", "ROHM Semiconductor Co., Ltd", row=1, source="lens.yaml")
    assert [row.why for row in rows[1:] if isinstance(row, RefusedRow)] == [
        "names a block or a board, not a part",
        "the prefix foo is not among the vendor prefixes",
    ]


def test_bindings_without_prefixes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PartsDatabaseError, match=r"no vendor-prefixes\.yaml"):
        list(read_devicetree(tmp_path))
    (tmp_path / "vendor-prefixes.yaml").write_text("nothing: here\n")
    with pytest.raises(PartsDatabaseError, match="holds no vendor prefixes"):
        list(read_devicetree(tmp_path))
