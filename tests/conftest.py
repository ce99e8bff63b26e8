"""Fixtures that many tests share."""

import pytest
from playing import configured


@pytest.fixture(scope="session")
def january():
    """The main scenario."""
    return configured()
