"""What a volunteer's photo says of its owner stays in the sealed original: in no derivative, record, export or page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from teardown.bom import build_bom, company_table
from teardown.case.events import DerivativesMade, OriginalRead, UnitDescribed
from teardown.case.records import Case, Unit
from teardown.custody import event_of
from teardown.custody.casefolder import CaseFolder, create_case
from teardown.custody.derivatives import claimed_by, derivatives, working_copy
from teardown.errors import CustodyError
from teardown.export import write_all
from teardown.intake import measure, open_photo
from teardown.model import PhotoAnalysis, TableFilter
from teardown.serial import to_json
from teardown.version import Version
from tests.custody.photos import PrivatePhoto, private_photo
from tests.export.case import PART, FewFacts, rectangle, sighting

PHOTOS = [private_photo(n) for n in range(60)]
_ALLOWED_SEGMENTS = {0xD8, 0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD, 0xDA, 0xD9}
"""SOI, APP0, quantisation, frame, Huffman tables, restart interval, scan, EOI: what a picture needs (ITU-T T.81, B.1.1.3)."""


def analysis_of(photo: PrivatePhoto) -> PhotoAnalysis:
    """One chip on each photo, as an analysis would find it."""
    picture = open_photo(photo.data, name=photo.name)
    at = rectangle(10, 10, 30, 15)
    return PhotoAnalysis(picture.photo, measure(picture.pixels, []), (sighting(picture.photo.sha256, ("6E80",), PART, at),))


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files below a folder, with what is inside of archives (workbooks are some)."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield str(path), path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{path}!{name}", archive.read(name)) for name in archive.namelist())


def segments(jpeg: bytes) -> list[tuple[int, bytes]]:
    """Markers of a JPEG with their bodies, up to the scan."""
    found, at = [(0xD8, b"")], 2
    while jpeg[at] == 0xFF:
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((jpeg[at + 1], jpeg[at + 4 : at + 2 + length]))
        if jpeg[at + 1] == 0xDA:
            break
        at += 2 + length
    return found


def leaks(data: bytes, photos: list[PrivatePhoto] = PHOTOS) -> list[str]:
    """Secrets that stand in some bytes. The common beginnings are looked for first: nearly always none is there."""
    words = {secret.split("-")[0] for photo in photos for secret in photo.secrets}
    if not any(f"{word}-".encode(code) in data for word in words for code in ("ascii", "utf-16-le", "utf-16-be")):
        return []
    return [s for photo in photos for s in photo.secrets if any(n in data for n in photo.needles)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """A case with all photos, their results, working copies and crops."""
    case = create_case(tmp_path_factory.mktemp("private") / "case", Case("camera", "A camera"), by="ann")
    case.enter(UnitDescribed(Unit("unit-1", "", "", "")), by="ann")
    for photo in PHOTOS:
        received, new = case.add_photo(photo.data, name=photo.name, unit="unit-1", by="ann", received_from="volunteer-1")
        assert new
        found = analysis_of(photo)
        case.store_analysis(found, Version("m", "p"), by="teardown")
        quads = [seen.sighting.quad for seen in found.sightings]
        made = [(one.what, case.derivatives.put(one.data)) for one in derivatives(photo.data, name=photo.name, quads=quads)]
        case.enter(DerivativesMade(received.photo.sha256, tuple(made)), by="teardown")
    return case


def test_the_photos_hold_what_must_not_leave() -> None:
    assert len(PHOTOS) == 60
    assert sum(len(photo.secrets) for photo in PHOTOS) >= 400
    assert all(leaks(photo.data, [photo]) for photo in PHOTOS)
    assert sum(open_photo(photo.data).photo.has_location for photo in PHOTOS) >= 45


@pytest.mark.promise(
    13, "60 of 60 photos with GPS, owner, serials, maker notes, XMP, IPTC, thumbnails: nothing left in 120 derivatives"
)
def test_derivatives_hold_a_picture_and_nothing_else(kept: CaseFolder) -> None:
    made = [sha256 for e in kept.entries() if isinstance(event := event_of(e), DerivativesMade) for _, sha256 in event.files]
    assert len(made) == 120
    for sha256 in made:
        data = kept.derivatives.read(sha256)
        found = segments(data)
        assert {marker for marker, _ in found} <= _ALLOWED_SEGMENTS
        assert [body[:5] for marker, body in found if marker == 0xE0] == [b"JFIF\0"]
        image = Image.open(io.BytesIO(data))
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not image.getexif()
        assert not leaks(data)


@pytest.mark.promise(13, "60 of 60: nothing in ledger, results, exports (XLSX, CSV, JSON, HTML in two languages)")
def test_nothing_private_is_in_records_and_exports(kept: CaseFolder, tmp_path: Path) -> None:
    facts = FewFacts()
    record = kept.record(facts)
    assert len(record.photos) == 60
    bom = build_bom("unit-1", [analysis_of(photo) for photo in PHOTOS], (), facts, Version("m", "p"))
    sources = {received.photo.sha256: kept.originals.path(received.photo.sha256) for received in record.photos}
    write_all(bom, facts, tmp_path / "out", photos=sources, table=company_table(bom, facts, TableFilter()))
    (tmp_path / "record.json").write_text(to_json(record), encoding="utf-8")
    checked = 0
    for folder in (tmp_path, kept.results.folder, kept.derivatives.folder):
        for where, data in contents(folder):
            assert not leaks(data), where
            checked += 1
    assert not leaks(kept.journal.path.read_bytes())
    assert checked > 180


@pytest.mark.promise(13, "what a file claims is kept without places and names")
def test_what_a_file_claims_is_kept_without_places_and_names(kept: CaseFolder) -> None:
    claimed = {name for received in kept.state().record().photos for name, _ in received.claimed}
    assert claimed == {"taken", "camera", "carries a position"}
    photo = open_photo(PHOTOS[1].data, name="x.jpg").photo
    assert claimed_by(photo) == (("taken", "2024-05-01T10:00:00"), ("camera", "Maker Model 5"), ("carries a position", "yes"))


@pytest.mark.promise(13, "the original is sealed, and each read of it is in the ledger with who and why")
def test_each_reading_of_an_original_is_logged(kept: CaseFolder) -> None:
    sha256 = kept.state().record().photos[0].photo.sha256
    before = len(kept.entries())
    assert kept.originals.open(sha256, by="ben", why="compare with the crop") == PHOTOS[0].data
    (entry,) = kept.entries()[before:]
    assert entry.by == "ben"
    assert kept.state().reads[-1] == OriginalRead(sha256, "compare with the crop")
    for by, why in (("", "x"), ("ben", " ")):
        with pytest.raises(CustodyError, match="Say who"):
            kept.originals.open(sha256, by=by, why=why)
    assert len(kept.entries()) == before + 1


def test_colours_stay_right_when_the_profile_goes() -> None:
    # A profile whose red and green are exchanged: what it calls green is sRGB's red.
    red = Image.new("RGB", (32, 32), (200, 30, 30))
    wide = _wider_profile()
    buffer = io.BytesIO()
    red.save(buffer, "PNG", icc_profile=wide)
    plain = io.BytesIO()
    red.save(plain, "PNG")
    with_profile = np.asarray(Image.open(io.BytesIO(working_copy(buffer.getvalue(), name="x").data)))[16, 16].astype(int)
    without = np.asarray(Image.open(io.BytesIO(working_copy(plain.getvalue(), name="x").data)))[16, 16].astype(int)
    expected = ImageCms.profileToProfile(red, ImageCms.ImageCmsProfile(io.BytesIO(wide)), ImageCms.createProfile("sRGB"))
    assert expected is not None
    assert np.abs(with_profile - np.asarray(expected)[16, 16].astype(int)).max() <= 6
    assert np.abs(with_profile - without).max() > 20


def _wider_profile() -> bytes:
    """sRGB's profile with the columns of red and green exchanged (ICC.1:2022, tags rXYZ and gXYZ)."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    for k in range(count):
        at = 132 + 12 * k
        name = bytes(data[at : at + 4])
        if name in (b"rXYZ", b"gXYZ"):
            data[at : at + 4] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(data)


@pytest.mark.parametrize("profile", [b"", b"nonsense", b"\0" * 200])
def test_a_broken_profile_is_passed_over(profile: bytes) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), (10, 200, 30)).save(buffer, "JPEG", icc_profile=profile, quality=95)
    seen = np.asarray(Image.open(io.BytesIO(working_copy(buffer.getvalue(), name="x").data)))[8, 8].astype(int)
    assert np.abs(seen - (10, 200, 30)).max() <= 8


def test_a_turned_photo_becomes_an_upright_working_copy() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", (60, 20)).save(buffer, "JPEG", exif=exif)
    made = working_copy(buffer.getvalue(), name="x.jpg")
    assert (made.width, made.height) == (20, 60)
