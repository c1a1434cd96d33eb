"""Every sample answer is read as it stands, in small letters, with unknown parts added, stripped bare, and empty."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from netvisor.codec.read_reply import read_reply
from netvisor.resources import find
from tests.conftest import FIXTURES

SAMPLES = sorted((FIXTURES / "replies").glob("*.xml"))
OF_A_RESOURCE = [path for path in SAMPLES if not path.stem.startswith("refused-")]


def reply_class(path: Path) -> type:
    cls = find(path.stem.split("-")[0]).reply
    assert cls is not None, f"{path.name} is the answer of a resource that has none"
    return cls


def read(body: bytes, path: Path) -> Any:
    return read_reply(body, reply_class(path)).root


def own_elements(root: etree._Element) -> list[etree._Element]:
    """The elements of the resource itself: everything but the envelope."""
    return [element for top in root if top.tag.lower() not in {"responsestatus", "replies"} for element in top.iter()]


@pytest.mark.parametrize("path", OF_A_RESOURCE, ids=lambda path: path.stem)
def test_a_sample_in_small_letters_reads_the_same(path: Path) -> None:
    body = path.read_bytes()
    small = re.sub(rb"</?[A-Za-z][^\s/>]*", lambda tag: tag.group().lower(), body)
    small = re.sub(rb'\s[A-Za-z0-9-]+(?==")', lambda name: name.group().lower(), small)
    assert small != body
    assert read(small, path) == read(body, path)


@pytest.mark.parametrize("path", OF_A_RESOURCE, ids=lambda path: path.stem)
def test_unknown_elements_and_attributes_change_nothing(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    for element in own_elements(root):
        element.set("brandnew", "1")
        if len(element):
            for place in (0, len(element)):
                unknown = etree.Element("BrandNew")
                etree.SubElement(unknown, "Inside").text = "x"
                element.insert(place, unknown)
    assert read(etree.tostring(root), path) == read(path.read_bytes(), path)


@pytest.mark.parametrize("path", OF_A_RESOURCE, ids=lambda path: path.stem)
def test_a_sample_stripped_of_its_values_is_read(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    for element in own_elements(root):
        element.attrib.clear()
        if not len(element):
            element.text = None
    assert read(etree.tostring(root), path) is not None


@pytest.mark.parametrize("path", OF_A_RESOURCE, ids=lambda path: path.stem)
def test_an_answer_without_the_resource_s_own_element_is_empty(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    for top in list(root):
        if top.tag.lower() not in {"responsestatus", "replies"}:
            root.remove(top)
    nothing = read(etree.tostring(root), path)
    assert all(getattr(nothing, name) in (None, []) for name in type(nothing).__dataclass_fields__)
    assert read(b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>", path) == nothing
