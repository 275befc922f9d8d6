"""What advocates work with: findings, exports, letters, answers, the ledger, settings of a case."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from teardown.bench.web.case import fill
from teardown.case.days import day_in
from teardown.case.records import AnswerStatus, Questionnaire, SupplyStatement
from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import Answer, Case, Component, Letter, Release, Task, Unit, User
from teardown.casework.roles import Role
from teardown.casework.services.answers import Given, record_answer
from teardown.casework.services.cases import add_event, describe_case, describe_unit
from teardown.casework.services.remembered import forget
from teardown.casework.tasks import work_through
from teardown.custody import check_chain, read_checkpoint
from teardown.errors import RuleError
from teardown.model import ClaimLevel
from teardown.serial import to_plain
from tests.web.people import opened_case, person, unit_of

pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "components/",
    "components/?q=1&named=yes&page=1",
    "companies/",
    "companies/?chosen=1&country=JP&company=micron&affiliate=JP&level=3&names=legal",
    "dates/",
    "dates/?event=event-1&side=after&named=all",
    "comparison/",
    "comparison/?by=part",
    "charts/",
    "charts/companies.svg",
    "charts/identified.svg",
    "charts/dates.svg",
    "charts/units.svg",
    "exports/",
    "exports/made/",
    "letters/",
    "letters/written/",
    "answers/",
    "answers/new/?company=sony",
    "ledger/",
    "ledger/?kind=decisions",
    "ledger/checked/",
    "ledger/checkpoint/",
    "ledger/checkpoint.txt",
    "settings/",
    "settings/questions/en/",
    "settings/questions/ja/?sample=1",
)


@pytest.fixture
def people() -> list[User]:
    return [person("anna", Role.ANALYST), person("ben", Role.ANALYST), person("ada", Role.ADVOCATE)]


@pytest.fixture
def case(people: list[User]) -> Case:
    case = opened_case(people[0])
    for user in people[1:]:
        case.memberships.create(user=user)
    add_event(case, by=people[0], date="2019-10-09", title_en="Listed", title_ja="掲載", source="84 FR 54002")
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def unit(case: Case, people: list[User]) -> Unit:
    unit = unit_of(case, people[0])
    fill(unit, people, photos=2, components=30)
    return unit


@pytest.fixture
def advocate(people: list[User], client: Client) -> Client:
    client.force_login(people[2])
    return client


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param
    translation.deactivate()


def test_every_page_of_a_full_case(case: Case, unit: Unit, advocate: Client, language: str) -> None:
    for page in PAGES:
        response = advocate.get(f"/cases/{case.handle}/{page}", headers={"accept-language": language})
        assert response.status_code == 200, page
        if response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            assert "style=" not in html, page
            for table in re.findall(r"<table.*?</table>", html, re.S):
                assert 'scope="col"' in table, page


def test_every_page_of_an_empty_case_says_what_to_do(case: Case, advocate: Client) -> None:
    for page in PAGES:
        response = advocate.get(f"/cases/{case.handle}/{page}")
        assert response.status_code == 200, page
    for page in ("components/", "companies/", "dates/", "comparison/", "exports/", "letters/", "answers/"):
        html = advocate.get(f"/cases/{case.handle}/{page}").content.decode()
        assert 'class="empty"' in html, page


def test_units_of_one_model_are_told_apart(case: Case, unit: Unit, people: list[User], advocate: Client) -> None:
    twin = unit_of(case, people[0])
    fill(twin, people, photos=1, components=5, seed=2)
    other = describe_unit(case, by=people[0], maker="Axis", model="M1065-L", acquired_how="bought")
    for page in ("", "components/", "comparison/", "comparison/?by=part", "charts/units.svg", "settings/"):
        html = advocate.get(f"/cases/{case.handle}/{page}").content.decode()
        assert f"({unit.handle})" in html, page
        assert f"({twin.handle})" in html, page
        assert f"({other.handle})" not in html, page
    # On a phone each company is a card, whose lines are named by the units.
    assert f'data-label="{unit} ({unit.handle})"' in advocate.get(f"/cases/{case.handle}/comparison/").content.decode()


def test_nobody_else_sees_the_case(case: Case, unit: Unit, client: Client) -> None:
    client.force_login(person("eve", Role.ADVOCATE, Role.ANALYST))
    for page in PAGES:
        assert client.get(f"/cases/{case.handle}/{page}").status_code == 404, page
    for page in ("exports/ask/", "letters/", "companies/keep/", "ledger/check/", "letters/x/sent/"):
        assert client.post(f"/cases/{case.handle}/{page}", {"what": "workbook"}).status_code == 404, page


def test_pages_ask_the_database_no_more_for_a_larger_case(case: Case, people: list[User], advocate: Client) -> None:
    unit = unit_of(case, people[0])
    fill(unit, people, photos=1, components=5, seed=1)
    advocate.get(f"/cases/{case.handle}/")
    few = {page: _queries(advocate, f"/cases/{case.handle}/{page}") for page in PAGES}
    for number in range(2, 4):
        fill(unit_of(case, people[0]), people, photos=3, components=25, seed=number)
    more = {page: _queries(advocate, f"/cases/{case.handle}/{page}") for page in PAGES}
    grown = {page: (few[page], more[page]) for page in PAGES if more[page] > few[page]}
    assert not grown
    assert max(more.values()) <= 20


def _queries(client: Client, path: str) -> int:
    forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_what_is_signed_and_what_is_not(case: Case, unit: Unit, advocate: Client) -> None:
    signed = Component.objects.filter(case=case, review="signed").count()
    html = advocate.get(f"/cases/{case.handle}/components/").content.decode()
    assert signed
    figures = dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", html))
    assert figures["of these signed by two people"] == str(signed)
    assert figures["Components"] == "30"
    only = advocate.get(f"/cases/{case.handle}/components/?review=signed").content.decode()
    assert only.count('<tr class="signed">') == signed
    assert '<tr class="open">' not in only


def test_the_filter_of_the_table_is_stated_changed_and_kept(case: Case, unit: Unit, advocate: Client) -> None:
    everything = advocate.get(f"/cases/{case.handle}/companies/").content.decode()
    assert "Shown are all companies that are identified." in everything
    japanese = advocate.get(f"/cases/{case.handle}/companies/?chosen=1&country=JP&names=report").content.decode()
    assert "companies with head office in Japan" in japanese
    assert "Texas Instruments" not in re.sub(r"<details.*?</details>", "", japanese.split("<tbody>")[1].split("</tbody>")[0])
    kept = {"chosen": "1", "country": "JP", "level": "3", "names": "legal"}
    assert advocate.post(f"/cases/{case.handle}/companies/keep/", kept).status_code == 302
    case.refresh_from_db()
    assert case.table["countries"] == ["JP"]
    assert case.name_style == "legal"
    assert [e.kind for e in DatabaseLedger(case).entries()][-1] == "CaseDescribed"


def test_nonsense_in_addresses_counts_for_nothing(case: Case, unit: Unit, advocate: Client) -> None:
    for query in (
        "companies/?chosen=1&country=../&company=nobody&level=99&names=x",
        "components/?level=--&page=x&unit=%00&company='",
        "dates/?event=x&side=y",
        "comparison/?unit=nobody&by=?",
    ):
        assert advocate.get(f"/cases/{case.handle}/{query}").status_code == 200, query
    assert advocate.get(f"/cases/{case.handle}/charts/secrets.svg").status_code == 404
    assert advocate.get(f"/cases/{case.handle}/charts/companies.exe").status_code == 404


def test_charts_to_paste(case: Case, unit: Unit, advocate: Client) -> None:
    for name in ("companies", "identified", "dates", "units"):
        svg = advocate.get(f"/cases/{case.handle}/charts/{name}.svg?download=1")
        assert svg["Content-Type"].startswith("image/svg+xml")
        assert f"{name}.en.svg" in svg["Content-Disposition"]
        assert b"<script" not in svg.content
        png = advocate.get(f"/cases/{case.handle}/charts/{name}.png")
        assert png.content.startswith(b"\x89PNG")


def _made(client: Client, case: Case, what: str, **more: str) -> Task:
    client.post(f"/cases/{case.handle}/exports/ask/", {"what": what} | more)
    work_through()
    return Task.objects.filter(case=case, options={"what": what}).first()  # type: ignore[return-value]


def test_a_workbook_is_made_and_released(case: Case, unit: Unit, advocate: Client) -> None:
    task = _made(advocate, case, "workbook")
    assert (task.state, task.failure) == ("done", "")
    response = advocate.get(f"/cases/{case.handle}/exports/{task.pk}/file/")
    data = b"".join(response)  # type: ignore[arg-type]
    assert load_workbook(io.BytesIO(data)).worksheets
    release = Release.objects.get(case=case)
    assert release.sha256 in advocate.get(f"/cases/{case.handle}/exports/").content.decode()
    assert [e.kind for e in DatabaseLedger(case).entries()][-1] == "Released"
    again = _made(advocate, case, "workbook")
    assert again.release is not None
    assert again.release.supersedes == release.handle


def test_data_for_programs(case: Case, unit: Unit, advocate: Client) -> None:
    for what in ("components-csv", "case-json"):
        task = _made(advocate, case, what)
        assert (task.state, task.failure) == ("done", "")
        assert task.file_size > 1000


def test_only_advocates_are_handed_sealed_packages(case: Case, unit: Unit, people: list[User], advocate: Client) -> None:
    assert Task.objects.count() == 0
    advocate.post(f"/cases/{case.handle}/exports/ask/", {"what": "package-sealed"})
    assert Task.objects.count() == 0
    task = _made(advocate, case, "package-sealed", knows="yes")
    assert (task.state, task.failure) == ("done", "")
    data = b"".join(advocate.get(f"/cases/{case.handle}/exports/{task.pk}/file/"))  # type: ignore[arg-type]
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert sum("/photos/" in name for name in names) == 2
    reads = [e for e in DatabaseLedger(case).entries() if e.kind == "OriginalRead"]
    assert {e.by for e in reads} == {people[2].pseudonym}
    assert len(reads) == 2
    analyst = Client()
    analyst.force_login(people[0])
    assert analyst.get(f"/cases/{case.handle}/exports/{task.pk}/file/").status_code == 403
    assert analyst.post(f"/cases/{case.handle}/exports/ask/", {"what": "workbook"}).status_code == 403


def test_what_a_killed_process_left_is_made_again(case: Case, unit: Unit, advocate: Client) -> None:
    advocate.post(f"/cases/{case.handle}/exports/ask/", {"what": "companies-csv"})
    Task.objects.update(state="working", attempts=1)
    assert work_through() == 1
    advocate.post(f"/cases/{case.handle}/exports/ask/", {"what": "companies-csv"})
    Task.objects.filter(state="waiting").update(state="working", attempts=3)
    assert work_through() == 0
    assert Task.objects.filter(state="failed", failure__contains="three times").count() == 1
    assert Release.objects.count() == 1


def _asked(case: Case, by: User) -> None:
    asked = Questionnaire("en", "Components in a camera", "We examined a camera.", ("Do you know of this?",), "Thank you.")
    table = {"countries": ["JP"], "affiliates_in": [], "manufacturers": [], "minimum_level": 3, "order": []}
    describe_case(case, by=by, questionnaires=[to_plain(asked)], table=table, contact="answers@example.org")


def test_letters_are_written_sent_reminded_and_overdue(case: Case, unit: Unit, people: list[User], advocate: Client) -> None:
    assert "Letters need questions first." in advocate.get(f"/cases/{case.handle}/letters/").content.decode()
    _asked(case, people[2])
    advocate.post(f"/cases/{case.handle}/letters/", {"companies": ["rohm"], "languages": ["en"]})
    work_through()
    task = Task.objects.get()
    assert (task.state, task.failure) == ("done", "")
    letter = Letter.objects.get()
    page = advocate.get(f"/cases/{case.handle}/letters/{letter.handle}/").content.decode()
    assert "brand on the part" in page
    docx = advocate.get(f"/cases/{case.handle}/letters/{letter.handle}/file.docx")
    assert docx.content == vault().read(letter.sha256[0])

    today = day_in(case.time_zone)  # deadlines go by the day where the case is
    late = advocate.post(f"/cases/{case.handle}/letters/{letter.handle}/reminded/", {"day": today.isoformat()}, follow=True)
    assert "A reminder follows the letter" in late.content.decode()
    advocate.post(f"/cases/{case.handle}/letters/{letter.handle}/sent/", {"day": (today + timedelta(days=3)).isoformat()})
    letter.refresh_from_db()
    assert letter.sent_on is None
    advocate.post(f"/cases/{case.handle}/letters/{letter.handle}/sent/", {"day": today.isoformat()})
    letter.refresh_from_db()
    assert letter.sent_on == today
    Letter.objects.update(deadline=today - timedelta(days=2))
    assert "2 days over" in advocate.get(f"/cases/{case.handle}/letters/").content.decode()
    advocate.post(f"/cases/{case.handle}/letters/{letter.handle}/reminded/", {"day": today.isoformat()})
    letter.refresh_from_db()
    assert letter.reminded_on == [today.isoformat()]
    kinds = [e.kind for e in DatabaseLedger(case).entries()]
    assert kinds[-3:] == ["LetterDrafted", "LetterSent", "LetterReminded"]


def test_an_answer_is_kept_word_for_word(case: Case, unit: Unit, people: list[User], advocate: Client) -> None:
    part = Component.objects.filter(case=case, manufacturer="sony").first()
    assert part is not None
    given = {
        "company_name": "Sony Group Corporation",
        "status": "full response",
        "language": "en",
        "text": "We  do not\r\ncomment = on it.",
        "supply": "no comment",
        "answered": "1",
        "question_3": "We  do not\r\n…\r\ncomment = on it.",
        "parts_confirmed": part.part_number.lower(),
        "respondent": "Somebody Named",
    }
    asked = Questionnaire("en", "Parts", "We ask you.", ("Why?", "How?", "When?"))
    describe_case(case, by=people[2], questionnaires=[to_plain(asked)])
    invented = given | {"question_2": "We do."}
    page = advocate.post(f"/cases/{case.handle}/answers/new/?company=sony", invented)
    assert page.status_code == 422
    assert "These words do not stand in the answer" in page.content.decode()
    response = advocate.post(f"/cases/{case.handle}/answers/new/?company=sony", given)
    assert response.status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.answered, answer.supply) == ("We  do not\ncomment = on it.", [1, 3], "no comment")
    part.refresh_from_db()
    assert part.level == ClaimLevel.ACKNOWLEDGED
    html = advocate.get(f"/cases/{case.handle}/answers/").content.decode()
    assert "We  do not\ncomment = on it." in html
    assert [part["question"] for part in answer.by_question] == [3, 3]
    assert html.index("On question 3:") < html.index(">comment = on it.</q>")
    form = advocate.get(f"/cases/{case.handle}/answers/{answer.handle}/edit/").content.decode()
    assert "We  do not\n…\ncomment = on it.</textarea>" in form
    everything = html + advocate.get(f"/cases/{case.handle}/ledger/").content.decode()
    everything += "".join(e.payload for e in DatabaseLedger(case).entries())
    assert "Somebody Named" not in everything

    corrected = given | {"parts_confirmed": "", "respondent": "", "supply": "denied"}
    assert advocate.post(f"/cases/{case.handle}/answers/{answer.handle}/edit/", corrected).status_code == 302
    part.refresh_from_db()
    assert part.level < ClaimLevel.ACKNOWLEDGED
    digest = answer.respondent_digest
    answer.refresh_from_db()
    assert (answer.respondent_digest, answer.supply) == (digest, "denied")
    assert [e.kind for e in DatabaseLedger(case).entries()][-2:] == ["AnswerRecorded", "AnswerRecorded"]


def test_an_answer_that_contradicts_itself_is_refused(case: Case, people: list[User], advocate: Client) -> None:
    given = Given("sony", "Sony", "en", AnswerStatus.NO_RESPONSE, text="words", supply=SupplyStatement.NOT_STATED)
    with pytest.raises(RuleError, match="no response"):
        record_answer(case, given, by=people[2])
    page = advocate.post(
        f"/cases/{case.handle}/answers/new/?company=sony",
        {"company_name": "Sony", "status": "full response", "language": "en", "supply": "not stated"},
    )
    assert page.status_code == 422
    assert "An answer is kept in its own words" in page.content.decode()
    assert not Answer.objects.exists()


def test_the_ledger_is_checked_and_its_checkpoint_printed(case: Case, unit: Unit, advocate: Client) -> None:
    text = advocate.get(f"/cases/{case.handle}/ledger/checkpoint.txt").content.decode()
    assert read_checkpoint(text).case == case.handle
    assert not check_chain(DatabaseLedger(case).entries(), read_checkpoint(text))
    advocate.post(f"/cases/{case.handle}/ledger/check/", {"checkpoint": text})
    work_through()
    assert "The checkpoint fits." in advocate.get(f"/cases/{case.handle}/ledger/").content.decode()

    photo = unit.photos.first()
    assert photo is not None
    path = vault().path(photo.sha256)
    sealed = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(b"something else")
    advocate.post(f"/cases/{case.handle}/ledger/check/")
    work_through()
    path.write_bytes(sealed)
    page = advocate.get(f"/cases/{case.handle}/ledger/").content.decode()
    assert photo.sha256 in page
    assert "1 fault was found" in page
    wrong = advocate.post(f"/cases/{case.handle}/ledger/check/", {"checkpoint": "case: nothing"}, follow=True)
    assert "This is no checkpoint" in wrong.content.decode()


def test_advocates_set_what_a_case_says_and_asks(case: Case, unit: Unit, advocate: Client) -> None:
    questions = {"subject": "About a camera", "introduction": "We examined it.", "questions": "One?\n\nTwo\nlines?"}
    assert advocate.post(f"/cases/{case.handle}/settings/questions/ja/", questions).status_code == 302
    case.refresh_from_db()
    assert case.questionnaires[0]["questions"] == ["One?", "Two lines?"]
    assert not case.questionnaires[0]["ask_to_confirm"]
    described = {
        "title": "A case", "country": "JP", "time_zone": "Asia/Tokyo", "organisations": "One\nTwo", "organisations_ja": "一",
        "contact": "a@example.org", "answer_days": "14",
    }  # fmt: skip
    assert advocate.post(f"/cases/{case.handle}/edit/", described).status_code == 302
    case.refresh_from_db()
    assert (case.organisations, case.organisations_ja, case.contact) == (["One", "Two"], ["一"], "a@example.org")
    page = advocate.get(f"/cases/{case.handle}/settings/").content.decode()
    assert "a@example.org" in page
    assert "About a camera" in page


def test_every_component_is_on_one_page_of_the_list(case: Case, people: list[User], advocate: Client) -> None:
    fill(unit_of(case, people[0]), people, photos=4, components=130)
    shown: list[str] = []
    for page in range(1, 4):
        html = advocate.get(f"/cases/{case.handle}/components/?page={page}").content.decode()
        shown += re.findall(r'<th scope="row"><a [^>]+>(C\d+)', html)
    assert shown == [f"C{n:03d}" for n in range(1, 131)]
