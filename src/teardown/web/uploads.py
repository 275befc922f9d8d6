"""How uploads arrive: on the data folder's disk; one that does not fit is given up by itself, and the page says so."""

from __future__ import annotations

import errno
from typing import Any, NoReturn

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class UploadHandler(TemporaryFileUploadHandler):
    """Django's, but for a disk that is full: the half file is removed, and the request goes on without it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._give_up(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._give_up(error)

    def file_complete(self, file_size: int) -> Any:
        try:
            # What is still buffered is written here.
            return super().file_complete(file_size)
        except OSError as error:
            self._forget(error)
            return None

    def _give_up(self, error: OSError) -> NoReturn:
        self._forget(error)
        raise SkipFile("the disk is full") from error

    def _forget(self, error: OSError) -> None:
        if error.errno not in _FULL:
            raise error
        given_up: list[str] = getattr(self.request, "given_up", [])
        self.request.given_up = [*given_up, self.file_name or "photo"]
        file = self.__dict__.pop("file", None)
        if file is not None:
            # Closing writes once more what is buffered, and fails once more; the file is gone all the same.
            try:
                file.close()
            except OSError as again:
                if again.errno not in _FULL:
                    raise


def given_up(request: HttpRequest) -> list[str]:
    """Names of the files that did not fit on the disk."""
    names: list[str] = getattr(request, "given_up", [])
    return names
