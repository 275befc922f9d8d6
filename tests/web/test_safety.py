"""Signing in, sessions, the second factor, headers: what keeps others out."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from axes.utils import reset
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from teardown.casework.models import Invitation, User, UserSession
from teardown.casework.roles import Role, roles_of
from teardown.casework.services.people import accept_invitation, end_sessions, invite, set_active, set_roles
from teardown.cli.serve import new_password
from teardown.errors import RuleError, UsageError
from teardown.web.prepare import first_administrator_secret
from tests.web.browser import environment_of
from tests.web.people import PASSWORD, opened_case, person

pytestmark = pytest.mark.django_db

FORBIDDEN = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals='js:")


@pytest.fixture
def anna() -> User:
    reset()
    return person("anna", Role.ANALYST)


def signed_in(user: User) -> Client:
    client = Client()
    assert client.post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.promise(14, "guessing a password is slowed down")
def test_guessing_is_slowed_down(anna: User) -> None:
    client = Client()
    for _ in range(4):
        assert client.post("/login/", {"username": "anna", "password": "wrong"}).status_code == 200
    assert client.post("/login/", {"username": "anna", "password": "wrong"}).status_code == 429
    locked = client.post("/login/", {"username": "anna", "password": PASSWORD})
    assert locked.status_code == 429
    assert "15 minutes" in locked.content.decode()
    # Somebody else may still sign in from there.
    ben = person("ben", Role.ANALYST)
    assert client.post("/login/", {"username": ben.username, "password": PASSWORD}).status_code == 302


def test_a_wrong_password_costs_no_typing_of_the_name() -> None:
    page = Client().post("/login/", {"username": "nobody<>", "password": "wrong"}).content.decode()
    assert 'value="nobody&lt;&gt;"' in page


def test_one_can_sign_out_everywhere_else(anna: User) -> None:
    here, there = signed_in(anna), signed_in(anna)
    assert UserSession.objects.filter(user=anna).count() == 2
    here.post("/account/sessions/end-others/")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_nobody_ends_sessions_of_others(anna: User) -> None:
    ben = signed_in(person("ben", Role.ANALYST))
    session = UserSession.objects.get(user__username="ben")
    signed_in(anna).post("/account/sessions/end/", {"session": session.pk})
    assert ben.get("/account/").status_code == 200


def test_who_is_locked_out_is_out_at_once(anna: User) -> None:
    person("root", Role.ADMINISTRATOR)
    client = signed_in(anna)
    set_active(anna, False)
    assert client.get("/account/").status_code == 302
    assert client.post("/login/", {"username": "anna", "password": PASSWORD}).status_code == 200


def test_a_new_password_ends_other_sessions(anna: User) -> None:
    here, there = signed_in(anna), signed_in(anna)
    new = "a longer one than before"
    here.post("/account/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_the_second_factor_is_asked_for(anna: User) -> None:
    client, other = signed_in(anna), signed_in(anna)
    assert "svg" in client.get("/account/second-factor/").content.decode()
    device = TOTPDevice.objects.get(user=anna)
    assert "not right" in client.post("/account/second-factor/", {"token": "000000"}).content.decode()
    device.refresh_from_db()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    page = client.post("/account/second-factor/", {"token": f"{totp(device.bin_key):06}"}).content.decode()
    printed = re.findall(r"<code>([a-z0-9]+)</code>", page)
    assert len(printed) == 8
    assert other.get("/account/").status_code == 302, "a session that was begun without it goes on"

    again = signed_in(anna)
    asked = again.get("/account/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/second-factor/")
    assert "not right" in again.post("/second-factor/", {"token": "nonsense"}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    from django_otp.plugins.otp_static.models import StaticDevice

    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert again.post("/second-factor/", {"token": printed[0], "next": "//evil.example/"})["Location"] == "/"
    assert again.get("/account/").status_code == 200
    # A printed code works once.
    third = signed_in(anna)
    third.post("/second-factor/", {"token": printed[0]})
    assert third.get("/account/").status_code == 302


def test_an_administrator_removes_the_second_factor_of_somebody_who_lost_it(anna: User) -> None:
    administrator = signed_in(person("root", Role.ADMINISTRATOR))
    assert "/second-factor/remove/" not in administrator.get(f"/people/{anna.pk}/").content.decode()
    TOTPDevice.objects.create(user=anna, name="authenticator", confirmed=True)
    locked_out = signed_in(anna)
    page = locked_out.get("/second-factor/").content.decode()
    assert "An administrator of your team" in page
    assert 'href="/photo-guide/"' not in page, "a link that leads back to this page"
    assert f'action="/people/{anna.pk}/second-factor/remove/"' in administrator.get(f"/people/{anna.pk}/").content.decode()
    assert administrator.post(f"/people/{anna.pk}/second-factor/remove/").status_code == 302
    assert locked_out.get("/account/").status_code == 302, "what was begun before goes on"
    assert signed_in(anna).get("/account/").status_code == 200


def test_a_link_says_what_it_is_for(anna: User) -> None:
    case = opened_case(anna, "Camera one")
    page = Client().get(f"/invitation/{invite(Role.VOLUNTEER, case=case)}/").content.decode()
    assert "<strong>volunteer</strong>" in page
    assert "<strong>Camera one</strong>" in page
    assert "Make the account" in page
    assert "Set the password" in Client().get(f"/invitation/{invite(None, account=anna)}/").content.decode()


def test_the_first_administrator_gets_in_by_a_link_that_works_once() -> None:
    old = first_administrator_secret()
    secret = first_administrator_secret()
    assert old
    assert secret
    client = Client()
    assert client.get(f"/invitation/{old}/").status_code == 410
    assert client.get(f"/invitation/{secret}/").status_code == 200
    weak = client.post(f"/invitation/{secret}/", {"username": "root", "password": "short", "again": "short"})
    assert weak.status_code == 200
    assert not User.objects.exists()
    made = client.post(f"/invitation/{secret}/", {"username": "root", "password": PASSWORD, "again": PASSWORD})
    assert made.status_code == 302
    assert roles_of(User.objects.get()) == {Role.ADMINISTRATOR}
    assert client.get("/people/").status_code == 200
    assert Client().get(f"/invitation/{secret}/").status_code == 410
    assert first_administrator_secret() is None


def test_the_last_administrator_gets_back_in_by_a_command_on_the_server(anna: User) -> None:
    before = signed_in(anna)
    TOTPDevice.objects.create(user=anna, name="phone", confirmed=True)
    done = CliRunner().invoke(new_password, ["anna", "--without-second-factor", "--port", "9000"])
    assert done.exit_code == 0, done.output
    link = re.search(r"http://localhost:9000(/invitation/\S+/)", done.output)
    assert link
    assert before.get("/account/").status_code == 302, "the old session goes on"
    new = "ein ganz neues Kennwort 7"
    assert Client().post(link[1], {"username": "anna", "password": new, "again": new}).status_code == 302
    back = Client()
    assert back.post("/login/", {"username": "anna", "password": new}).status_code == 302
    assert back.get("/account/").status_code == 200


def test_a_new_password_for_nobody_is_refused() -> None:
    with pytest.raises(UsageError, match="Nobody signs in as “eve”"):
        CliRunner().invoke(new_password, ["eve"], catch_exceptions=False)


def test_an_invitation_ends(anna: User) -> None:
    secret = invite(Role.ADVOCATE, by=anna)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(RuleError, match="too old"):
        accept_invitation(secret, username="eve", password=PASSWORD)
    assert not Invitation.objects.filter(digest=secret).exists(), "the secret itself is kept"


def test_the_last_administrator_stays() -> None:
    root = person("root", Role.ADMINISTRATOR)
    with pytest.raises(RuleError, match="only administrator"):
        set_roles(root, [Role.ANALYST])
    with pytest.raises(RuleError, match="only administrator"):
        set_active(root, False)


def test_a_password_link_changes_the_password_and_ends_sessions(anna: User) -> None:
    client = signed_in(anna)
    accept_invitation(invite(None, account=anna), username="", password="quite another one")  # noqa: S106
    assert client.get("/account/").status_code == 302
    assert Client().post("/login/", {"username": "anna", "password": "quite another one"}).status_code == 302
    assert end_sessions(anna) == 1


@pytest.mark.promise(14, "every page tells the browser what not to do")
def test_every_page_tells_the_browser_what_not_to_do(anna: User) -> None:
    response = signed_in(anna).get("/account/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def test_no_script_or_style_stands_in_a_page() -> None:
    """What the policy forbids would not work; a page that has it would be broken in silence."""
    root = Path(__file__).resolve().parents[2] / "src" / "teardown" / "web" / "templates"
    for page in root.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals='js:", text), (
            page.name
        )


@pytest.mark.promise(14, "`check --deploy` without warnings")
def test_ready_for_the_open_network(tmp_path: Path) -> None:
    """Django's own list of what must be set before an instance is reached from elsewhere."""
    environment = environment_of(tmp_path) | {
        "TEARDOWN_HTTPS": "true",
        "TEARDOWN_HOSTS": "teardown.example.org",
        "DJANGO_SETTINGS_MODULE": "teardown.web.settings",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert tmp_path.joinpath("vault").stat().st_mode & 0o777 == 0o700
