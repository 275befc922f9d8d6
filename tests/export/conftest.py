"""The unit made by hand, once per module; a test that changes its files makes its own."""

from __future__ import annotations

import pytest

from teardown.export.document import Document
from tests.export.case import Case, make_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return make_case(tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module")
def document(case: Case) -> Document:
    return case.document()
