from __future__ import annotations

import pytest

from solidarity_extract import errors


@pytest.mark.parametrize("error", [errors.InputError, errors.PipelineError, errors.SchemaError])
def test_one_error_catches_them_all(error: type[Exception]) -> None:
    """Whoever catches ExtractError catches every failure that the package foresees."""
    assert issubclass(error, errors.ExtractError)
