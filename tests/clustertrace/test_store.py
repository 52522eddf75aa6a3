"""The store gives back what was kept, or nothing; never something else."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clustertrace.store import Store

KEY = "0" * 63 + "1"


def test_kept_and_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write(KEY, "Кластер".encode())
    assert store.has(KEY)
    assert store.read(KEY) == "Кластер".encode()
    assert list(store.keys()) == [KEY]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_is_noticed(tmp_path_factory, data) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    payload = b"what the reader made of it" * 20
    store.write(KEY, payload)
    raw = bytearray(store.path(KEY).read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    store.path(KEY).write_bytes(raw)
    # zlib's own header has bits that do not change the payload; anything else must be seen.
    assert store.read(KEY) in (None, payload)


def test_a_half_written_object_is_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write(KEY, b"x" * 1000)
    whole = store.path(KEY).read_bytes()
    for length in (0, 5, 30, len(whole) - 1):
        store.path(KEY).write_bytes(whole[:length])
        assert store.read(KEY) is None
    assert store.damaged() == (KEY,)


def test_sweep_leaves_only_the_living(tmp_path: Path) -> None:
    store = Store(tmp_path)
    other = "f" * 64
    store.write(KEY, b"a")
    store.write(other, b"b")
    (store.path(KEY).parent / ".broken.part").write_bytes(b"half")
    assert store.sweep({other}) == 1
    assert list(store.keys()) == [other]
    assert not list(tmp_path.rglob("*.part"))
