"""Charts of a case: what is drawn once is not drawn again, and what is no evidence says so."""

from __future__ import annotations

import pytest
from django.test import Client

from teardown.casework import derivatives
from teardown.casework.derivatives import chart_file
from teardown.errors import OutputError
from teardown.model import PhotoAnalysis
from tests.web.conftest import Team
from tests.web.people import analysed, sent
from tests.web.test_review_pages import chips

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="{}"><rect width="9" height="9" fill="#123456"/></svg>'
SAYS = {"en": "no evidence", "ja": "証拠ではない"}


def test_a_chart_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = chart_file(SVG.format(11)).read_bytes()
    assert first.startswith(b"\x89PNG")
    monkeypatch.setattr(derivatives.subprocess, "run", lambda *given, **named: pytest.fail("drawn again"))
    assert chart_file(SVG.format(11)).read_bytes() == first


def test_charts_drawn_long_ago_are_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivatives, "_MOST_CHARTS", 1)
    first, second = chart_file(SVG.format(12)), chart_file(SVG.format(13))
    assert not first.exists()
    assert second.exists()


def test_what_cannot_be_drawn_says_why() -> None:
    with pytest.raises(OutputError, match="could not be drawn"):
        chart_file("<svg")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_tables_and_charts_of_rendered_samples_say_so(team: Team, analysis: PhotoAnalysis, client: Client, language: str) -> None:
    client.force_login(team.advocate)
    base = f"/cases/{team.case.handle}/"
    pages = ("components/", "companies/", "dates/", "comparison/", "charts/", "charts/companies.svg", "charts/units.svg")

    def told() -> dict[str, bool]:
        answers = {page: client.get(base + page, headers={"accept-language": language}) for page in pages}
        return {page: SAYS[language] in answer.content.decode() for page, answer in answers.items()}

    assert not any(told().values())
    rendered = chips(analysis, 2, texts=["RENDERED SAMPLE", "RENDERED SAMPLE - NOT EVIDENCE"])
    analysed(sent(team.unit, team.analyst, seed=8), rendered)
    assert all(told().values()), told()
