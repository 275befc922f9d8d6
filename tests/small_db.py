"""A parts database of a few made-up rows, for tests of mechanisms; facts are tested on the real one."""

from __future__ import annotations

from pathlib import Path

TABLES = {
    "categories.csv": """id,label_en,label_ja,report_label,source
flash,Flash memory,フラッシュメモリ,Flash Memory,test
regulator,Regulator,レギュレータ,Linear Regulator,test
""",
    "manufacturers/all.csv": """id,legal_name,short_name,report_name,name_ja,headquarters,parent,parent_since,successor,successor_since,source
alpha,Alpha Semiconductor Corporation,Alpha,"Alpha Co., Ltd.",アルファ株式会社,JP,,,,,test
oldalpha,Old Alpha Inc.,Old Alpha,,,US,,,alpha,2015,test
beta,"Beta Memory Co., Ltd.",Beta,,,TW,,,,,test
gamma,Gamma Devices Inc.,Gamma,,,US,,,,,test
""",
    "names/all.csv": """manufacturer,kind,name,country,source
alpha,alias,Alpha Semi,,test
beta,affiliate,Beta Japan Co. Ltd.,JP,test
gamma,former,Delta Devices,,test
""",
    "brands/all.csv": """manufacturer,text,match,source
alpha,ALPHA,word,test
oldalpha,OLDALPHA,word,test
beta,BETAMEM,word,test
gamma,GD,line,test
""",
    "families/all.csv": """id,manufacturer,pattern,part,category,needs,examples,source
alpha/ax,alpha,AX\\d{4}[A-Z]?,,regulator,,AX1234 => AX1234,test
alpha/short,alpha,(\\d{4}),AX{1},regulator,brand,ALPHA / 1234 => AX1234,test
beta/25q,beta,25Q(\\d{2}B).*,B25Q{1},flash,brand,BETAMEM / 25Q64BV => B25Q64B,test
beta/b25,beta,B25Q\\d{2}.*,,flash,,B25Q64 => B25Q64,test
gamma/25q,gamma,25Q\\d{2}C.*,,flash,brand,GD / 25Q64C => 25Q64C,test
""",
    "parts/all.csv": """part_number,manufacturer,category,package,top_mark,needs,evidence,source
AX9000QFN,alpha,regulator,QFN,7XZ99,,V,test
""",
    "codes/small.csv": """code,manufacturer,part_number,package,category,source
""",
    "shared/all.csv": """id,pattern,category,examples,source
lm358,LM358[A-Z]*,regulator,LM358,test
""",
    "customers.csv": """id,customer,pattern,examples,source
cam,Camera House,CH20\\d\\d.*,CH-2019-X,test
""",
    "noise.csv": """id,pattern,what,examples,source
ul,94V-?0,flammability class,94V-0,test
""",
    "places.csv": """text,country,source
TAIWAN,TW,test
""",
    "date_codes/common.csv": """id,manufacturer,pattern,layout,examples,source
yyww,,(?P<yy>\\d\\d)(?P<ww>[0-5]\\d),YYWW,0723 => 2007-W23,test
alpha-yww,alpha,(?P<y>\\d)(?P<ww>[0-5]\\d)[A-Z],YWWX,123A => 2021-W23,test
""",
    "eras.csv": """id,pattern,first,last,examples,source
old,AX1\\d{3},2001,2012,AX1234,test
""",
    "confusions.csv": """printed,read,weight,source
B,8,0.1,test
""",
}


def write_small_db(folder: Path, **replaced: str) -> Path:
    """Write the small database; `replaced` gives other contents for a table by its file name without suffix, `/` as `__`."""
    for name, text in TABLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(replaced.get(name.removesuffix(".csv").replace("/", "__"), text), encoding="utf-8")
    return folder
