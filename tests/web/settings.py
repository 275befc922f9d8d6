"""The application's settings for tests: its data folder is a fresh one, removed at the end."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# The browser's driver runs a loop in the thread of the tests, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
_data = tempfile.mkdtemp(prefix="teardown-tests-")
_pid = os.getpid()


def _remove() -> None:
    # Processes that tests fork must not take the folder away from under their parent.
    if os.getpid() == _pid:
        shutil.rmtree(_data, ignore_errors=True)


atexit.register(_remove)
_database = os.environ.get("TEARDOWN_TEST_DATABASE", "")
for _name in [name for name in os.environ if name.startswith("TEARDOWN_")]:
    del os.environ[_name]
os.environ["TEARDOWN_DATA"] = _data
if _database:
    os.environ["TEARDOWN_DATABASE_URL"] = _database

from teardown.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
TASK_COMMAND = None
