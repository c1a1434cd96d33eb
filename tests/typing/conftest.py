"""Where the checks of this folder take place: the user's environment, which is made once for each worker."""

from __future__ import annotations

import pytest

from tests.typing.environment import Environment, installed


@pytest.fixture(scope="session")
def user(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel of this checkout in it."""
    return installed(tmp_path_factory.mktemp("user"))
