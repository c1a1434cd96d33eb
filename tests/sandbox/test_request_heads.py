"""Heads of requests are read as Python's own parser reads them, and in bounds."""

from __future__ import annotations

import http.client
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.web.server import read_headers

LINE = st.one_of(
    st.builds(lambda name, value: name + b":" + value, st.sampled_from([b"Host", b"X-A", b"x_b", b""]), st.binary()),
    st.sampled_from([b" folded", b"\tfolded", b"no colon", b"From me: x", b"A : b", b"A:\xe4 b \t", b"A: b\rC: d"]),
).map(lambda line: line.replace(b"\n", b""))


@given(lines=st.lists(LINE, max_size=6), end=st.sampled_from([b"\r\n", b"\n"]))
def test_headers_are_those_that_python_finds(lines: list[bytes], end: bytes) -> None:
    head = b"".join(line + end for line in lines) + end
    ours, pythons = io.BytesIO(head + b"body"), io.BytesIO(head + b"body")
    assert read_headers(ours).items() == http.client.parse_headers(pythons).items()
    assert ours.read() == pythons.read()


@pytest.mark.parametrize("head", [b"A: b\r\n" * 101, b"A: " + b"b" * 70_000 + b"\r\n"], ids=["too many", "too long"])
def test_a_head_out_of_bounds_is_refused(head: bytes) -> None:
    with pytest.raises(http.client.HTTPException):
        read_headers(io.BytesIO(head + b"\r\n"))
