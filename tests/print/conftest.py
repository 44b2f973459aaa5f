"""Every PDF that these tests look at, built once a session and worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.print.printer import Printer


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    """Build a project's PDF: ``printed(size="poker", paper="A3")``; what was built before is not built again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield Printer(tmp_path_factory.mktemp("printed"))
