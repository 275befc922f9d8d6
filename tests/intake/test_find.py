"""Which files count when folders are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown.errors import NoInputError
from teardown.intake import find_photos

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "photos"
    (root / "b").mkdir(parents=True)
    (root / ".thumbnails").mkdir()
    for name in ("b/2.JPG", "b/10.heic", "a.png", ".hidden.jpg", ".thumbnails/t.jpg", "broken.jpeg"):
        (root / name).write_bytes(PNG if name == "a.png" else b"")
    (root / "notes.txt").write_text("lens board, front")
    (root / "no-extension").write_bytes(PNG)
    return root


def names(paths: tuple[Path, ...], root: Path) -> list[str]:
    return [p.relative_to(root).as_posix() for p in paths]


def test_a_folder_is_searched_in_the_order_of_names(folder: Path) -> None:
    assert names(find_photos([folder]), folder) == ["a.png", "b/10.heic", "b/2.JPG", "broken.jpeg", "no-extension"]


def test_named_files_are_kept_whatever_they_are_and_come_once(folder: Path) -> None:
    named = [folder / "notes.txt", folder / "gone.jpg", folder / "b/2.JPG", folder]
    assert names(find_photos(named), folder)[:3] == ["notes.txt", "gone.jpg", "b/2.JPG"]
    assert names(find_photos(named), folder).count("b/2.JPG") == 1


def test_links_cannot_lead_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/secret.jpg").write_bytes(PNG)
    (folder / "link.jpg").symlink_to(tmp_path / "private/secret.jpg")
    (folder / "linked-folder").symlink_to(tmp_path / "private")
    (folder / "loop").symlink_to(folder)
    (folder / "z-inside.png").symlink_to(folder / ".thumbnails/t.jpg")
    found = names(find_photos([folder]), folder)
    assert "link.jpg" not in found
    assert not [n for n in found if n.startswith(("linked-folder", "loop"))]
    assert "z-inside.png" in found


def test_nothing_found_says_where_was_looked(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match=r"No photos found in .*Name the folder"):
        find_photos([tmp_path])
    with pytest.raises(NoInputError, match="nothing"):
        find_photos([])
