"""Whom one writes to about a company's chips, the letters, and what came back."""

from teardown.correspondence.addressing import Chip, address, chip_of
from teardown.correspondence.answers import AnswerGiven, load_answers, sealed
from teardown.correspondence.drafting import Draft, Written, draft_letters, write_letter
from teardown.correspondence.found import companies_found, crops_of
from teardown.correspondence.phrases import told_in
from teardown.correspondence.responses import Response, response_table
from teardown.correspondence.states import LetterStanding, LetterState, letter_standings

__all__ = [
    "AnswerGiven",
    "Chip",
    "Draft",
    "LetterStanding",
    "LetterState",
    "Response",
    "Written",
    "address",
    "chip_of",
    "companies_found",
    "crops_of",
    "draft_letters",
    "letter_standings",
    "load_answers",
    "response_table",
    "sealed",
    "told_in",
    "write_letter",
]
