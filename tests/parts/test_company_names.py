"""The report's seven companies in the shipped facts: each variant of a name finds its company, and no near miss does."""

from __future__ import annotations

import pytest

from teardown.parts import Facts, load_facts

VARIANTS = {
    "rohm": [
        "ROHM Co., Ltd.",
        "ROHM COMPANY LIMITED",
        "ローム株式会社",
        "ローム",
        "Rohm Semiconductor",
        "東洋電具製作所",
        "R.OHM Corporation",
    ],
    "tdk": ["TDK Corporation", "TDK Corp.", "ＴＤＫ株式会社", "TDK", "東京電気化学工業株式会社", "Tokyo Denki Kagaku Kogyo K.K."],
    "akm": [
        "Asahi Kasei Electronics Corporation",
        "Asahi Kasei Microdevices Corporation",
        "旭化成エレクトロニクス株式会社",
        "旭化成エレクトロニクス",
        "AKM",
        "Asahi Kasei Microsystems Co., Ltd.",
        "AKM Semiconductor",
    ],
    "thine": [
        "THine Electronics Corporation",
        "THine Electronics, Inc.",
        "ザインエレクトロニクス株式会社",
        "ザイン・エレクトロニクス",
        "THine",
        "THine Microsystems, Inc.",
    ],
    "sony": [
        "Sony Group Corporation",
        "SONY GROUP CORPORATION",
        "ソニーグループ株式会社",
        "ソニー株式会社",
        "Sony Corporation",
        "Sony",
    ],
    "epson": ["Seiko Epson Corporation", "SEIKO EPSON CORP", "セイコーエプソン株式会社", "エプソン", "Epson", "諏訪精工舎"],
    "micron": [
        "Micron Japan Co., Ltd.",
        "Micron Japan, Inc.",
        "Micron Technology, Inc.",
        "マイクロン ジャパン株式会社",
        "マイクロン・テクノロジ",
        "Micron",
    ],
}

LEGAL = {
    "rohm": ("ROHM COMPANY LIMITED", "JP", ""),
    "tdk": ("TDK Corporation", "JP", ""),
    "akm": ("Asahi Kasei Microdevices Corporation", "JP", "asahi_kasei"),
    "thine": ("THine Electronics, Inc.", "JP", ""),
    "sony": ("Sony Group Corporation", "JP", ""),
    "epson": ("Seiko Epson Corporation", "JP", ""),
    "micron": ("Micron Technology, Inc.", "US", ""),
}

NEAR_MISSES = """
Seiko Instruments | Seiko Instruments Inc. | Seiko | SII | ABLIC | Seiko Holdings | セイコーインスツル株式会社 | Seikoh Giken
Seiko NPC | Epsun | Epcos | EPSON Imaging Devices Ltd of Nowhere | Tokyo Electron Device | Tokyo Cosmos Electric | TDC
TDI | DTK | TDK Lambda Clone | TKD Science | TKS | TAI-TECH | TA-I Technology | TAI | Taiyo Yuden | Taitien | SST
Silicon Storage Technology | SST Crystal | Sanyo | Sanyo Electric | Sanken Electric | Sunny | Sonix | Sonic
Sony Ericsson Handy | Sonyo | Soni | SNY | Sonitron | Rohde & Schwarz | Rohm and Haas | ROHN | Röhm GmbH | Rohmer | Ohm
Ohmite | LRC | RHM Foods | Room | Asahi Glass | Asahi Chemical Clone | Asahi Breweries | Asahi Diamond | Asahi Kogyo
AKM Industrial | AKG | AKT | Anyka | AK | Kasei | Microdevices | Micro Devices | RF Micro Devices | Thine Own | Thin
Thinfilm | Thing | THX | Thincom | Thales | Microne | Nanjing Micro One Electronics | Micronas | Micrel | Micro Crystal
Microchip | Micronix | Microns | Microtune | Micro Commercial | Macronix | Micronetics | MicroNova
Micron Solutions of Nowhere | Micro Linear | Macron | MICRO | Memory Japan | Japan Memory | Japan Radio
New Japan Radio | Nippon Precision Circuits | Nihon Dempa Kogyo | NDK | KDS | Kyocera | Murata
Japan Aviation Electronics | JAE | Hirose | River Eletec | Sharp | Toshiba | Kioxia | Renesas | Panasonic
Nuvoton Technology Japan | Lapis Nowhere | Rohm-Haas Electronic Materials
"""


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


@pytest.mark.promise(9, "seven companies, at least five variants each (ja, en, former, abbreviated): all find their company")
@pytest.mark.parametrize(("company", "variant"), [(id_, name) for id_, names in VARIANTS.items() for name in names])
def test_every_variant_finds_its_company(facts: Facts, company: str, variant: str) -> None:
    assert facts.name_index.find(variant) == company


@pytest.mark.promise(9, "seven companies: the right legal entity, headquarters and parent")
@pytest.mark.parametrize("company", LEGAL)
def test_legal_entity_headquarters_and_parent(facts: Facts, company: str) -> None:
    maker = facts.manufacturers[company]
    assert (maker.legal_name, maker.headquarters, maker.parent) == LEGAL[company]


@pytest.mark.promise(9, "“Micron Japan” never makes Micron’s headquarters Japan")
def test_the_japanese_affiliate_never_moves_microns_headquarters(facts: Facts) -> None:
    micron = facts.manufacturers["micron"]
    assert micron.headquarters == "US"
    assert ("JP", "Micron Japan Co., Ltd.") in micron.local_affiliates


@pytest.mark.promise(9, "100 near-miss names and more: 0 merged")
def test_no_near_miss_is_merged(facts: Facts) -> None:
    names = [name.strip() for line in NEAR_MISSES.splitlines() for name in line.split("|") if name.strip()]
    assert len(names) >= 100
    assert {name: found for name in names if (found := facts.name_index.find(name)) in VARIANTS} == {}
