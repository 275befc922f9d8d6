"""The bill of materials: sightings of one chip merged, noted evidence attached, the company table as a stated filter over it."""

from teardown.bom.build import build_bom, is_component
from teardown.bom.companies import CompanyFacts, company_name
from teardown.bom.countries import country_name
from teardown.bom.evidence import load_evidence
from teardown.bom.table import Chips, company_table, counted_table, label

__all__ = [
    "Chips",
    "CompanyFacts",
    "build_bom",
    "company_name",
    "company_table",
    "counted_table",
    "country_name",
    "is_component",
    "label",
    "load_evidence",
]
