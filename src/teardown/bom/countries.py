"""Names of the countries in which makers of components have their head offices. Codes: ISO 3166-1 alpha-2."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES: Mapping[str, tuple[str, str]] = {
    "AT": ("Austria", "オーストリア"),
    "AU": ("Australia", "オーストラリア"),
    "BE": ("Belgium", "ベルギー"),
    "CA": ("Canada", "カナダ"),
    "CH": ("Switzerland", "スイス"),
    "CN": ("China", "中国"),
    "CZ": ("the Czech Republic", "チェコ"),
    "DE": ("Germany", "ドイツ"),
    "DK": ("Denmark", "デンマーク"),
    "ES": ("Spain", "スペイン"),
    "FI": ("Finland", "フィンランド"),
    "FR": ("France", "フランス"),
    "GB": ("the United Kingdom", "英国"),
    "HK": ("Hong Kong", "香港"),
    "IE": ("Ireland", "アイルランド"),
    "IL": ("Israel", "イスラエル"),
    "IN": ("India", "インド"),
    "IT": ("Italy", "イタリア"),
    "JP": ("Japan", "日本"),
    "KR": ("South Korea", "韓国"),
    "KY": ("the Cayman Islands", "ケイマン諸島"),
    "MY": ("Malaysia", "マレーシア"),
    "NL": ("the Netherlands", "オランダ"),
    "NO": ("Norway", "ノルウェー"),
    "RU": ("Russia", "ロシア"),
    "SE": ("Sweden", "スウェーデン"),
    "SG": ("Singapore", "シンガポール"),
    "TW": ("Taiwan", "台湾"),
    "US": ("the United States", "米国"),
}


def country_name(code: str, *, japanese: bool = False) -> str:
    """The country's name as it stands in a sentence; the code itself where it is not in the table."""
    english, ja = _NAMES.get(code, (code, code))
    return ja if japanese else english
