"""Photos come in: answers, duplicates, foreign files, a full disk; and nothing private goes out with a picture."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import Photo, User
from teardown.casework.services import describe_unit
from teardown.casework.services.photos import receive_photo
from tests.web.conftest import Team
from tests.web.people import picture, sent

BACKEND = "django.contrib.auth.backends.ModelBackend"


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def send(client: Client, team: Team, *files: SimpleUploadedFile, script: bool = True) -> str:
    headers = {"HX-Request": "true"} if script else {}
    address = reverse("upload", args=[team.case.handle])
    response = client.post(
        address, {"unit": team.unit.handle, "board": "main board", "side": "front", "photos": files}, headers=headers
    )
    assert response.status_code == 200
    return response.content.decode()


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_each_photo_gets_its_answer(team: Team) -> None:
    client = as_(team.volunteer)
    told = send(client, team, file("a.jpg", picture(31)), file("b.jpg", picture(32, blur=6)), file("c.jpg", b"GIF89a nothing"))
    assert told.count('<li class="answer') == 3
    assert "answer good" in told
    assert "It is blurred" in told
    assert "This is no photo" in told
    kept = Photo.objects.get(name="a.jpg")
    assert (kept.board.name, kept.side, kept.received_by) == ("main board", "front", team.volunteer)  # type: ignore[union-attr]
    assert vault().read(kept.sha256) == picture(31)
    assert not Photo.objects.filter(name="c.jpg").exists()


def test_the_page_works_without_a_script(team: Team) -> None:
    told = send(as_(team.volunteer), team, file("a.jpg", picture(33)), script=False)
    assert "<html" in told
    assert "answer good" in told


def test_the_same_photo_is_recognised(team: Team) -> None:
    client = as_(team.volunteer)
    send(client, team, file("a.jpg", picture(34)))
    entries = len(list(DatabaseLedger(team.case).entries()))
    assert "here already" in send(client, team, file("again.jpg", picture(34)))
    assert Photo.objects.filter(name__in=["a.jpg", "again.jpg"]).count() == 1
    assert len(list(DatabaseLedger(team.case).entries())) == entries


def test_a_bad_photo_that_is_sent_again_must_still_be_retaken(team: Team) -> None:
    client, blurred = as_(team.volunteer), picture(36, blur=6.0)
    assert "Please take this one again." in send(client, team, file("a.jpg", blurred))
    told = send(client, team, file("again.jpg", blurred))
    assert "here already. Please take a new one." in told
    assert "answer retake" in told
    assert "need not be sent again" not in told


def test_a_duplicate_of_somebody_elses_photo_shows_nothing_of_it(team: Team) -> None:
    theirs = sent(team.unit, team.analyst, seed=35)
    told = send(as_(team.volunteer), team, file("mine.jpg", picture(35)))
    assert "here already" in told
    assert reverse("photo", args=[theirs.pk]) not in told
    assert theirs.name not in told


@contextmanager
def full_disk(at: int) -> Iterator[None]:
    """No file may grow beyond `at` bytes: what a full disk does to whoever writes one, done by the system itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_nothing_and_says_so(team: Team) -> None:
    before = Photo.objects.count()
    entries = len(list(DatabaseLedger(team.case).entries()))
    data = picture(36)
    client = as_(team.volunteer)
    address = reverse("upload", args=[team.case.handle])
    body = {"unit": team.unit.handle, "photos": [file("a.jpg", data)]}
    with pytest.MonkeyPatch.context() as patch:
        # The upload itself has arrived; the disk is full when the photo is sealed.
        patch.setattr("teardown.web.views.photos.receive_photo", _when_full(len(data) // 2))
        told = client.post(address, body, headers={"HX-Request": "true"}).content.decode()
    assert "disk is full" in told
    assert Photo.objects.count() == before
    assert len(list(DatabaseLedger(team.case).entries())) == entries
    left = [path for path in vault().folder.rglob("*") if path.is_file() and path.stat().st_size in (len(data), len(data) // 2)]
    assert not left
    assert "answer good" in send(client, team, file("a.jpg", data))


def test_an_upload_that_does_not_fit_is_given_up_alone(team: Team) -> None:
    small, large = picture(38), picture(39, width=1800, height=1400)
    client = as_(team.volunteer)
    assert len(small) < 150_000 < len(large)
    with full_disk(150_000):
        told = send(client, team, file("small.jpg", small), file("large.jpg", large))
    assert "disk is full" in told
    assert told.count("answer good") == 1
    assert set(Photo.objects.filter(name__in=["small.jpg", "large.jpg"]).values_list("name", flat=True)) == {"small.jpg"}
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir())


def _when_full(at: int):  # type: ignore[no-untyped-def]
    def receive(*args, **kwargs):  # type: ignore[no-untyped-def]
        with full_disk(at):
            return receive_photo(*args, **kwargs)

    return receive


def test_pictures_hold_nothing_of_the_file(team: Team) -> None:
    image = Image.open(io.BytesIO(picture(37)))
    exif = Image.Exif()
    exif[0x010F] = "Maker of a phone"
    exif[0x9C9D] = "Owner".encode("utf-16-le")
    exif.get_ifd(0x8825)[2] = (35.0, 41.0, 22.0)
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"taken by Owner")
    photo = receive_photo(team.unit, out.getvalue(), name="private.jpg", by=team.volunteer).photo
    assert photo.has_location
    client = as_(team.volunteer)
    assert "says where it was taken" in client.get(reverse("photo", args=[photo.pk])).content.decode()
    for size in ("thumb", "view", "large"):
        shown = b"".join(client.get(reverse("photo_picture", args=[photo.pk, size])).streaming_content)  # type: ignore[attr-defined]
        assert b"Exif" not in shown
        assert b"Owner" not in shown
        picture_ = Image.open(io.BytesIO(shown))
        assert not picture_.getexif()
        # Turned upright, as the camera said.
        assert picture_.width < picture_.height
    assert client.get(reverse("photo_picture", args=[photo.pk, "huge"])).status_code == 404


def test_the_original_is_handed_out_with_a_reason_that_is_recorded(team: Team) -> None:
    client = as_(team.analyst)
    address = reverse("photo_original", args=[team.photo.pk])
    assert client.post(address, {"why": "  "}).status_code == 422
    response = client.post(address, {"why": "compare with the seller's photo"})
    assert response.content == vault().read(team.photo.sha256)
    assert response["Content-Type"] == "application/octet-stream"
    entry = list(DatabaseLedger(team.case).entries())[-1]
    assert (entry.kind, entry.by) == ("OriginalRead", team.analyst.pseudonym)
    assert "compare with" in entry.payload


@pytest.mark.parametrize("name", ["home", "case", "unit", "my_photos", "people"])
def test_more_rows_need_no_more_queries(team: Team, name: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    arguments = {"home": [], "people": [], "unit": [team.case.handle, team.unit.handle]}.get(name, [team.case.handle])
    client = as_({"people": team.administrator, "my_photos": team.volunteer}.get(name, team.analyst))
    address = reverse(name, args=arguments)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    before = len(few.captured_queries)
    for seed in range(40, 46):
        sent(team.unit, team.volunteer, seed)
        describe_unit(team.case, by=team.analyst, maker="M", model=str(seed), acquired_how="x")
        User.objects.create_user(username=f"u{seed}")
    with django_assert_max_num_queries(before):
        client.get(address)
