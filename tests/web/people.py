"""People, a case and a small analysis, as many tests of the application need them."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
from django.contrib.auth.models import Group
from PIL import Image, ImageFilter

from teardown.casework.models import Case, Photo, PhotoState, Result, Unit, User
from teardown.casework.roles import Role
from teardown.casework.rows import packed, photo_noun
from teardown.casework.services import describe_unit, open_case, receive_photo
from teardown.casework.services.cases import set_members, touch
from teardown.casework.services.rebuild import rebuild_unit
from teardown.model import PhotoAnalysis

PASSWORD = "opened seven cameras"


def person(name: str, *roles: Role, case: Case | None = None) -> User:
    user = User.objects.create_user(username=name, password=PASSWORD)
    user.groups.set(Group.objects.filter(name__in=[r.value for r in roles]))
    if case:
        set_members(case, [*case.members.all(), user])
    return user


def opened_case(by: User, title: str = "Camera in the square") -> Case:
    return open_case(by=by, title=title, title_ja="広場のカメラ", country="JP", time_zone="Asia/Tokyo")


def unit_of(case: Case, by: User) -> Unit:
    return describe_unit(case, by=by, maker="Hikvision", model="DS-2CD", acquired_how="bought new from a shop", serial="SN 123")


def picture(seed: int = 1, *, width: int = 720, height: int = 540, format_: str = "JPEG", blur: float = 0.0) -> bytes:
    """A sharp picture with rectangles like chips, another one for each seed."""
    rng = np.random.default_rng(seed)
    pixels = np.full((height, width, 3), (70, 140, 100), np.uint8)
    for _ in range(width * height // 6500):
        x, y = int(rng.integers(0, width - 80)), int(rng.integers(0, height - 60))
        w, h = int(rng.integers(10, 80)), int(rng.integers(10, 60))
        pixels[y : y + h, x : x + w] = rng.integers(0, 235, 3)
    image = Image.fromarray(pixels)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    out = io.BytesIO()
    image.save(out, format_, quality=92)
    return out.getvalue()


def sent(unit: Unit, by: User, seed: int = 1) -> Photo:
    return receive_photo(unit, picture(seed), name=f"IMG_{seed:04d}.JPG", by=by).photo


def analysed(photo: Photo, analysis: PhotoAnalysis) -> None:
    """As if a worker had analysed the photo and found what `analysis` holds."""
    found = tuple(replace(s, sighting=replace(s.sighting, photo_sha256=photo.sha256)) for s in analysis.sightings)
    data = packed(replace(analysis, photo=photo_noun(photo), sightings=found))
    result = Result.objects.create(
        photo_sha256=photo.sha256, method_version="m", parts_db_version="p", sha256="0" * 64, data=data
    )
    Photo.objects.filter(pk=photo.pk).update(state=PhotoState.ANALYSED, result=result)
    touch(photo.unit)
    rebuild_unit(photo.unit)
