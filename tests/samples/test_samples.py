"""The committed binary samples are those that the script makes."""

import hashlib

import pytest

from tests.samples.make import REPORTS, SAMPLES
from tests.samples.typeset import register_fonts


@pytest.mark.parametrize("name", SAMPLES)
def test_made_byte_for_byte(name: str) -> None:
    register_fonts()
    made = SAMPLES[name]()
    committed = (REPORTS / name).read_bytes()
    assert hashlib.sha256(made).hexdigest() == hashlib.sha256(committed).hexdigest()
