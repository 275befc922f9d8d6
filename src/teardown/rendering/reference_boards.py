"""The boards of the reference camera: a reconstruction, not a real product.

No public source names the camera that was taken apart for the report, nor any part number. These boards carry real part numbers that fit the
functions named there, with top marks as documented in `parts_db`, beside the American, Taiwanese, Korean and Chinese chips that such a camera
carries, and the traps of real boards: a customer's house marking, a jelly bean without a brand, a sanded chip, part numbers on the silkscreen
beside empty footprints, company names on stickers and connectors.
"""

from __future__ import annotations

from teardown.rendering.spec import BoardSpec, Face, Footprint, Marking, Part, SilkBox, SilkText, Sticker

GREEN = (0.04, 0.30, 0.15)
BLUE = (0.05, 0.17, 0.42)
BLACK = (0.10, 0.10, 0.105)

SANS = Face(kind="sans", weight=0.13)
THIN = Face(kind="sans", weight=0.10, width=0.92)
STROKE = Face(weight=0.12)
NARROW = Face(weight=0.10, width=0.78)
DOTS = Face(kind="dots")


def _chip(
    designator: str,
    package: str,
    at: tuple[float, float, float],
    lines: tuple[str, ...],
    part_number: str = "",
    printed: str = "",
    maker: str = "",
    ground: str = "part number",
    function: str = "",
    logo: str = "",
    place: str = "above",
    face: Face = STROKE,
    contrast: float = 0.55,
    height: float = 0.0,
    turn: int = 0,
    align: str = "left",
    method: str = "laser",
) -> Part:
    marking = Marking(lines, logo, place, method, face, contrast, height, align, turn)
    return Part(package, at[0], at[1], at[2], designator, marking, part_number, printed, maker, ground, function)


def main_front() -> BoardSpec:
    """Main board, side with the processor, memories, LVDS transmitter and network."""
    parts = (
        _chip("U1", "BGA-324", (38, 29, 0), ("!HK-2019-A16B", "TRXM7500", "2036-AJ"), "HK-2019-A16B", ground="house marking", function="SoC",
              face=SANS, contrast=0.6),
        _chip("U2", "FBGA-96", (38, 13.5, 180), ("!NANYA", "2021", "NT5CC128M16JR-EK", "03210600AF  4 TW"), "NT5CC128M16JR-EK", maker="Nanya Technology",
              ground="printed name", function="DRAM", face=SANS, contrast=0.55),
        _chip("U3", "FBGA-96", (58, 26, 90), ("!SK hynix", "H5TQ2G63GFR", "RDC   023A", "DTMLH9W7PQ2"), "H5TQ2G63GFR", maker="SK hynix", ground="printed name",
              function="DRAM", face=SANS, contrast=0.5),
        _chip("U4", "TSOP-48", (64, 46, 180), ("2027   1-2", "29F1G08ABAEA", "WP      E"), "MT29F1G08ABAEA", "29F1G08ABAEA", "Micron", function="NAND flash",
              logo="micron", place="left", face=SANS, contrast=0.5, height=1.35),
        _chip("U5", "WSON-8", (18, 24, 0), ("!MXIC", "MX25L25645G", "Z2I-08G", "3K204800"), "MX25L25645GZ2I-08G", "MX25L25645G", "Macronix", "printed name",
              "NOR flash", face=STROKE, contrast=0.55),
        _chip("U6", "TFBGA-72", (20, 42, 0), ("THC63LVD827", "2031 J1", "0B4K7"), "THC63LVD827", maker="THine Electronics", function="LVDS transmitter", logo="thine",
              place="above", face=SANS, contrast=0.6),
        _chip("U7", "QFN-32", (80, 14, 90), ("RTL8201F", "K5C16P1", "GK22A"), "RTL8201F", maker="Realtek", function="Ethernet PHY", logo="realtek", face=THIN, contrast=0.55),
        _chip("U8", "QFN-40", (80, 30, 0), ("TPS65251", "TI 07I", "CQ9F  G4"), "TPS65251", maker="Texas Instruments", function="PMIC", logo="ti", place="left",
              face=NARROW, contrast=0.5),
        _chip("U9", "SOT-23-6", (12, 10, 0), ("AAHE2",), ground="marking code", function="regulator", face=NARROW, contrast=0.45),
        _chip("U10", "SOT-23-5", (21, 10, 90), ("G3N 9W",), ground="marking code", function="regulator", face=NARROW, contrast=0.45),
        _chip("Y1", "XTAL-3225", (27, 21, 0), ("24.000", "TXC 0K"), ground="printed name", maker="TXC", function="crystal", part_number="24.000", method="engraved",
              face=STROKE, contrast=0.8),
        _chip("Y2", "XTAL-2016", (73, 21, 90), ("2600M", "E66RA"), ground="marking code", function="crystal", part_number="2600M", method="engraved", face=STROKE, contrast=0.7),
        _chip("T1", "MAGNETICS-16", (79, 47, 90), ("!FPE", "LN16111SN", "2037Z"), "LN16111SN", ground="printed name", function="LAN magnetics", face=SANS, contrast=0.9, method="ink"),
        Part("QFN-24", 28, 50, 0, "U12", function="sanded chip"),
        Part("MICROSD", 43.5, 53, 180, "J2", Marking(("SD3.0",), method="engraved", contrast=0.4, height=1.0)),
        Part("B2B-60", 20, 55.5, 0, "J1"),
        Part("JST-8", 10, 36, 90, "J3"),
        Part("JST-4", 60, 7, 180, "J4"),
        Part("CAN-6", 70, 9, 0, "C1", Marking(("47", "25V", "RVT"), method="ink", contrast=0.9)),
        Part("IND-4M", 27, 9, 0, "L1", Marking(("2R2",), method="ink", contrast=0.8)),
        Part("IND-4M", 84, 38, 90, "L2", Marking(("4R7",), method="ink", contrast=0.8)),
        Part("IND-3", 16, 15, 0, "L3"),
        Part("SMA", 78, 7, 0, "D1", Marking(("SS34",), contrast=0.5)),
    )
    texts = (
        SilkText("DS-2133P  REV1.2", 64, 57.6, 1.5),
        SilkText("94V-0  2036", 12, 46, 1.0, 90),
        SilkText("U1", 29.5, 20.5, 1.0),
        SilkText("U2", 45.8, 13, 1.0),
        SilkText("U3", 63.4, 26, 1.0),
        SilkText("U4", 52.6, 46, 1.0),
        SilkText("U5", 18, 20.3, 1.0),
        SilkText("U6", 25, 39.5, 1.0),
        SilkText("U7", 84.3, 14, 1.0),
        SilkText("U8", 80, 25.6, 1.0),
        SilkText("U9", 9.3, 10, 0.9),
        SilkText("U10", 18.5, 7.4, 0.9),
        SilkText("J3", 10, 26.5, 1.0),
        SilkText("J2", 43.5, 44.6, 1.0),
        SilkText("U11", 68.5, 33.5, 1.0),
        # A part number of another maker beside bare pads: nothing is fitted here.
        SilkText("TC58NVG0S3", 62, 37.0, 1.0),
    )
    return BoardSpec(
        88, 60, parts, GREEN, holes=((4, 4, 3.2), (84, 4, 3.2), (4, 56, 3.2), (84, 56, 3.2)), texts=texts,
        boxes=(SilkBox(30.5, 43.5, 4.5, 2.2, filled=True),),
        stickers=(Sticker(47, 40.2, 9, 4.5, ("QC 07", "PASS"), 8, colour=(0.93, 0.80, 0.22)),),
        footprints=(Footprint("WSON-8", 66, 34.5), Footprint("SOIC-8", 49, 6, 0)), fiducials=((6, 12), (82, 51)), passives=4.6, seed=2101,
    )


def main_back() -> BoardSpec:
    """Main board, other side: start-up flash, clock, settings memory, USB hub."""
    parts = (
        _chip("U20", "SOIC-8W", (20, 18, 180), ("!winbond", "25Q128JVSQ", "2034"), "W25Q128JVSQ", "25Q128JVSQ", "Winbond Electronics", "printed name", "NOR flash", face=SANS, contrast=0.5),
        _chip("U21", "SOIC-8", (40, 14, 0), ("R8010", "E 1K27A"), "RX8010SJ", "R8010", "Seiko Epson", "part number", "RTC", face=STROKE, contrast=0.6, height=0.85),
        _chip("U22", "SOP-J8", (58, 14, 90), ("ROHM", "4G64", "033 217"), "BR24G64", "4G64", "ROHM", "printed name", "EEPROM", face=STROKE, contrast=0.55, height=0.72),
        _chip("U23", "SSOP-28", (66, 34, 0), ("GL850G", "MNYGG 032", "KA3A7D"), "GL850G", maker="Genesys Logic", function="USB hub", face=SANS, contrast=0.55),
        _chip("U24", "SOP-J8", (26, 38, 270), ("D33GA3W", "031 44"), "BD33GA3WEFJ", "D33GA3W", "ROHM", "part number", "regulator", face=STROKE, contrast=0.5, height=0.72),
        _chip("U25", "TSSOP-20", (44, 40, 0), ("LC245A", "05K G4", "CX7L"), "SN74LVC245A", "LC245A", "Texas Instruments", "logo", "bus transceiver", logo="ti", place="left", face=NARROW, contrast=0.42),
        _chip("U26", "FBGA-96", (40, 26, 90), ("!SAMSUNG", "034", "K4B2G1646F", "BCMA", "DVE211ZC"), "K4B2G1646F", maker="Samsung Electronics", ground="printed name",
              function="DRAM", face=SANS, contrast=0.35),
        _chip("U27", "SOIC-8", (74, 20, 0), ("LM358", "2019"), "LM358", ground="part number", function="operational amplifier", face=STROKE, contrast=0.5),
        _chip("U28", "SOT-23-5", (14, 32, 0), ("L4K",), ground="marking code", function="regulator", face=NARROW, contrast=0.4),
        _chip("U29", "SOT-23-6", (14, 42, 180), ("M6B1",), ground="marking code", function="regulator", face=NARROW, contrast=0.2),
        _chip("Q9", "SOIC-8", (58, 48, 0), ("4407A", "GA0D12"), "4407A", ground="marking code", function="transistor", face=SANS, contrast=0.45),
        _chip("Y3", "XTAL-3225", (55, 30, 90), ("12.000", "0H31"), "12.000", ground="marking code", function="crystal", method="engraved", contrast=0.8),
        Part("COIN", 74, 48, 0, "BT1", Marking(("!CR1220", "3V", "+"), method="engraved", contrast=0.7)),
        Part("JST-12", 30, 53, 0, "J10", Marking(("JST",), method="engraved", contrast=0.35, height=0.8)),
        Part("FPC-24", 14, 53, 0, "J11", Marking(("HRS",), contrast=0.5, height=0.8)),
        Part("IND-4", 26, 28, 0, "L10"),
        Part("SMA", 12, 24, 0, "D10", Marking(("SS14",), contrast=0.5)),
        Part("TANTAL-B", 50, 50, 0, "C90", Marking(("107A",), contrast=0.8), colour=(0.80, 0.62, 0.22)),
    )
    texts = (
        SilkText("DS-2133P  REV1.2  B", 66, 57.8, 1.3), SilkText("U20", 25.4, 18, 1.0), SilkText("U21", 40, 10.0, 1.0), SilkText("U22", 62.3, 14, 1.0),
        SilkText("U23", 66, 29.3, 1.0), SilkText("U24", 30.5, 38, 1.0), SilkText("U25", 44, 35.5, 1.0), SilkText("U26", 46, 26, 1.0), SilkText("U27", 74, 16.3, 1.0),
        SilkText("BT1", 83, 42, 1.0), SilkText("AK4637EN", 24, 47.2, 1.0), SilkText("U30", 30.8, 45, 1.0),
        SilkText("TP12", 52, 8, 0.8), SilkText("TP13", 66, 8, 0.8), SilkText("UART", 82, 33, 1.0, 90),
    )
    return BoardSpec(
        88, 60, parts, GREEN, holes=((4, 4, 3.2), (84, 4, 3.2), (4, 56, 3.2), (84, 56, 3.2)), texts=texts, footprints=(Footprint("QFN-20", 24, 44),),
        stickers=(Sticker(25, 7.5, 22, 6, ("SN 210833", "PANASONIC LINE 3"), code="bars"), Sticker(78, 9, 7, 7, (), code="qr")),
        fiducials=((8, 10), (80, 36)), passives=4.2, seed=2102,
    )


def sensor_board() -> BoardSpec:
    """The board behind the lens: bare image sensor, motion sensor, supplies."""
    parts = (
        Part("SENSOR", 21, 21, 0, "U40", part_number="IMX291", function="image sensor"),
        _chip("U41", "LGA-14", (34, 31, 90), ("I428P", "B1203", "A041"), "ICM-42688-P", "I428P", "TDK", "part number", "motion sensor", face=STROKE, contrast=0.55),
        _chip("U42", "SSOP-5", (8, 33, 0), ("WG 3",), ground="marking code", function="regulator", face=NARROW, contrast=0.5),
        _chip("U43", "SSOP-5", (8, 27, 0), ("WP 1",), ground="marking code", function="regulator", face=NARROW, contrast=0.5),
        _chip("U44", "SOT-23-5", (33, 10, 90), ("B2F9",), ground="marking code", function="regulator", face=NARROW, contrast=0.4),
        _chip("Y4", "XTAL-2520", (31, 21, 90), ("37.125", "0J2"), "37.125", ground="marking code", function="crystal", method="engraved", contrast=0.8),
        _chip("U45", "TSSOP-8", (10, 10, 0), ("24C02N", "SU27 D", "2026"), "24C02N", ground="part number", function="EEPROM", face=STROKE, contrast=0.5),
        Part("FPC-40", 21, 38.2, 0, "J20", Marking(("HRS",), contrast=0.4, height=0.8)),
    )
    texts = (
        SilkText("IMX291 SENSOR BD V1.1", 21, 5.0, 1.2), SilkText("U40", 29.3, 27.3, 1.0), SilkText("U41", 37.6, 31, 0.9, 90), SilkText("U42", 8, 35.6, 0.8), SilkText("Y4", 31, 24, 0.9),
        SilkText("U45", 10, 14, 0.9),
    )
    return BoardSpec(
        42, 42, parts, BLACK, finish="enig", holes=((3.5, 3.5, 2.4), (38.5, 3.5, 2.4), (3.5, 38.5, 2.4), (38.5, 38.5, 2.4)), texts=texts,
        boxes=(SilkBox(21, 21, 19.5, 17.5, line=0.35),), fiducials=((13, 34), (36, 15)), passives=6.5, seed=2103,
    )


def lens_board() -> BoardSpec:
    """Zoom, focus and iris: the lens driver, motor bridges, position sensors."""
    parts = (
        _chip("U50", "VCSP-56", (26, 16, 0), ("U24020", "202184"), "BU24020GU", "U24020", "ROHM", "part number", "lens driver", face=STROKE, contrast=0.6),
        _chip("U51", "TSSOP-16", (42, 14, 90), ("DRV8833", "TI 02I", "A1HD"), "DRV8833", maker="Texas Instruments", ground="part number", function="motor driver", logo="ti", place="left",
              face=NARROW, contrast=0.5),
        _chip("U52", "LQFP-48", (13, 20, 0), ("!STM32", "F030C8T6", "GH26X 93", "CHN 024"), "STM32F030C8T6", "F030C8T6", "STMicroelectronics", "logo", "microcontroller", logo="st",
              face=SANS, contrast=0.55),
        _chip("U53", "SOIC-8", (42, 26, 180), ("LM358", "A0H7"), "LM358", ground="part number", function="operational amplifier", face=SANS, contrast=0.5),
        _chip("U54", "SOT-23", (26, 27, 0), ("1820",), ground="marking code", function="Hall sensor", face=NARROW, contrast=0.4),
        _chip("U55", "SOIC-8", (30, 7, 0), ("GD25Q64CSIG", "EK2026", "P0A7L3"), "GD25Q64CSIG", maker="GigaDevice Semiconductor", ground="part number", function="NOR flash", logo="gigadevice",
              place="left", face=NARROW, contrast=0.5),
        _chip("Y5", "XTAL-5032", (12, 32, 0), ("8.000", "KQ0F"), "8.000", ground="marking code", function="crystal", method="engraved", contrast=0.8),
        Part("JST-6", 22, 34.5, 0, "J30"), Part("JST-8", 38, 34.5, 0, "J31"),
        Part("IND-3", 50, 20, 0, "L30"),
        Part("CAN-4", 50, 8, 0, "C70", Marking(("22", "16V"), method="ink", contrast=0.9)),
    )
    texts = (
        SilkText("LENS DRV V2.0", 42, 3.2, 1.2), SilkText("U50", 26, 11.4, 0.9), SilkText("U51", 46.9, 14, 0.9, 90), SilkText("U52", 13, 13.2, 0.9), SilkText("U53", 42, 22.0, 0.9),
        SilkText("ZOOM", 22, 30.2, 1.0), SilkText("FOCUS", 36, 30.2, 1.0), SilkText("MS41929", 50.0, 27.6, 0.9), SilkText("U56", 46.5, 29.5, 0.9),
    )
    return BoardSpec(
        56, 40, parts, GREEN, holes=((3.5, 3.5, 2.4), (52.5, 36.5, 2.4), (3.5, 36.5, 2.4)), texts=texts, footprints=(Footprint("QFN-24", 51, 32),),
        stickers=(Sticker(5.5, 10.5, 4.5, 4.5, ("OK",), 20, colour=(0.25, 0.55, 0.28)),), fiducials=((8, 26), (36, 22)), passives=6.0, seed=2104,
    )


def power_audio() -> BoardSpec:
    """Supply from the network cable, sound, serial bus."""
    parts = (
        _chip("U60", "QFN-32", (20, 38, 90), ("AKM", "4951EN", "026F1"), "AK4951EN", "4951EN", "Asahi Kasei Microdevices", "printed name", "audio codec", face=STROKE, contrast=0.5),
        _chip("U61", "SOIC-8", (56, 30, 0), ("MPS2028", "MP1584EN", "LF 0V7K"), "MP1584EN", maker="Monolithic Power Systems", ground="printed name", function="regulator", face=SANS, contrast=0.5),
        _chip("U62", "SOIC-8", (36, 40, 180), ("24LC256", "I/SN e3", "2017 K3P"), "24LC256", maker="Microchip Technology", ground="logo", function="EEPROM", logo="microchip", place="left",
              face=NARROW, contrast=0.5),
        _chip("U63", "SOIC-8", (60, 44, 270), ("ADM3485E", "ARZ", "#2029"), "ADM3485EARZ", "ADM3485E", "Analog Devices", "part number", "RS-485 transceiver", face=SANS, contrast=0.5),
        _chip("U64", "SOIC-16", (40, 22, 0), ("PAM8403", "0304 AB"), "PAM8403", ground="part number", function="audio amplifier", face=STROKE, contrast=0.5),
        _chip("U65", "SOT-223", (14, 22, 0), ("AMS1117", "3.3 0K19"), "AMS1117", ground="part number", function="regulator", face=SANS, contrast=0.5),
        _chip("U66", "SOIC-8", (66, 16, 90), ("TPS2378", "TI 05W", "A9QL G4"), "TPS2378", maker="Texas Instruments", ground="part number", function="PoE controller", logo="ti",
              place="left", face=NARROW, contrast=0.5),
        _chip("U67", "QFN-16", (28, 30, 0), ("AFKQ", "K0F"), ground="marking code", function="regulator", face=NARROW, contrast=0.15),
        _chip("U68", "TSSOP-16", (22, 12, 0), ("IP101GR", "2028T1", "N7K22"), "IP101GR", maker="IC Plus", function="Ethernet PHY", face=SANS, contrast=0.5),
        _chip("T2", "MAGNETICS", (42, 10, 180), ("!PULSE", "H5007NL", "2030-C"), "H5007NL", ground="printed name", maker="Pulse", function="LAN magnetics", face=SANS, contrast=0.9, method="ink"),
        Part("CAN-8", 74, 32, 0, "C80", Marking(("220", "35V", "VT"), method="ink", contrast=0.9)),
        Part("CAN-8", 74, 44, 0, "C81", Marking(("220", "35V", "VT"), method="ink", contrast=0.9)),
        Part("IND-7M", 58, 37, 0, "L60", Marking(("100",), method="ink", contrast=0.8)),
        Part("IND-6", 68, 24, 0, "L61"),
        Part("SMB", 48, 34, 0, "D60", Marking(("SS54",), contrast=0.5)),
        Part("TERM-2", 8, 46, 90, "J60"),
        Part("JST-4", 26, 48, 0, "J61"), Part("JST-2", 40, 48, 0, "J62"),
        Part("TO-252", 76, 18, 0, "Q60", Marking(("D4185", "0K7L"), contrast=0.5)),
    )
    texts = (
        SilkText("PWR/AUDIO V1.3", 18, 3.4, 1.3), SilkText("SPK", 40, 44.2, 1.0), SilkText("MIC", 26, 44.2, 1.0), SilkText("RS485", 14.6, 46, 1.0, 90), SilkText("U60", 24.5, 38, 1.0, 90),
        SilkText("U61", 56, 26.2, 1.0), SilkText("U64", 40, 18.2, 1.0), SilkText("MAX5969", 66, 8.6, 1.0), SilkText("U69", 72.5, 8.6, 1.0),
    )
    return BoardSpec(
        82, 52, parts, BLUE, holes=((4, 4, 3.0), (78, 4, 3.0), (78, 49, 2.6)), texts=texts, footprints=(Footprint("DFN-8", 66, 5.2),),
        stickers=(Sticker(28, 22, 9, 4, ("2020.08",), -4),), fiducials=((8, 12), (50, 46)), passives=3.8, seed=2105,
    )
