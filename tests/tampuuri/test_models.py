"""Models keep what came: unknown fields, unknown values, every digit of decimals and moments."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.errors import MessageError, WrongIdentifier
from netvisor.tampuuri import UNSET, Model, Moment, kohteet, osapuolet, sopimukset, yhteydenotot
from netvisor.tampuuri.model import WrongShape, checked, fields_of, parse, read, read_strictly, to_json, write
from netvisor.tampuuri.operation import models
from tests.tampuuri.json_values import objects

EVERY_MODEL = pytest.mark.parametrize("cls", models(), ids=lambda cls: cls.__name__)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same to the last digit."""
    return repr(one) == repr(other)


@EVERY_MODEL
@given(data=st.data())
def test_every_model_gives_back_what_it_read_with_unknown_fields(cls: type[Model], data: st.DataObject) -> None:
    raw = data.draw(objects(cls))
    model = read(cls, raw)
    assert to_json(model) == raw
    back = parse(write(to_json(model, [])))
    assert back == raw
    assert read(cls, back) == model


@EVERY_MODEL
@given(data=st.data())
def test_every_object_within_the_limits_passes_the_check(cls: type[Model], data: st.DataObject) -> None:
    model, problems = read_strictly(cls, data.draw(objects(cls)))
    assert (model is not None, problems) == (True, [])


@EVERY_MODEL
@given(data=st.data())
def test_every_model_survives_a_copy_and_a_pickle(cls: type[Model], data: st.DataObject) -> None:
    model = read(cls, data.draw(objects(cls)))
    assert copy.deepcopy(model) == model
    assert pickle.loads(pickle.dumps(model)) == model  # noqa: S301


@EVERY_MODEL
@given(data=st.data())
def test_a_value_of_another_type_stays_as_it_came(cls: type[Model], data: st.DataObject) -> None:
    optional = [line for line in fields_of(cls).values() if not line.required and "(cut)" not in str(line.annotation)]
    if not optional:
        return
    line = data.draw(st.sampled_from(optional))
    raw = {**data.draw(objects(cls)), line.json_name: [[["no field is a list of lists"]]]}
    model = read(cls, raw)
    assert getattr(model, line.name) is UNSET
    assert model.unknown[line.json_name] == raw[line.json_name]
    assert to_json(model) == raw


@given(objects(sopimukset.ApiSuoritus))
def test_decimals_keep_every_digit(raw: dict[str, Any]) -> None:
    raw["Summa"] = Decimal("1234567890123456789.10")
    back = parse(write(to_json(read(sopimukset.ApiSuoritus, raw))))
    assert same(back["Summa"], raw["Summa"])


def test_a_fraction_never_becomes_a_float() -> None:
    suoritus = read(sopimukset.ApiSuoritus, parse(b'{"Summa": 0.1, "Muu": [0.30, {"x": 5.0}]}'))
    assert suoritus.summa == Decimal("0.1")
    assert suoritus.unknown == {"Muu": [Decimal("0.30"), {"x": Decimal("5.0")}]}
    assert write(to_json(suoritus)) == b'{"Summa":0.1,"Muu":[0.30,{"x":5.0}]}'


@pytest.mark.parametrize(
    "text", ["2021-10-26T13:20:55.1824125+03:00", "2021-10-26", "2021-10-26T00:00:00", "2021-10-26T10:20:55Z"]
)
def test_a_moment_keeps_every_character(text: str) -> None:
    suoritus = read(sopimukset.ApiSuoritus, {"MaksuPvm": text})
    assert isinstance(suoritus.maksu_pvm, Moment)
    assert suoritus.maksu_pvm.valid
    assert to_json(suoritus) == {"MaksuPvm": text}


def test_a_moment_is_a_datetime_with_its_zone_cut_to_microseconds() -> None:
    moment = Moment("2021-10-26T13:20:55.1824129+03:00")
    assert moment.datetime == datetime(2021, 10, 26, 10, 20, 55, 182412, tzinfo=UTC)
    assert moment.date == date(2021, 10, 26)


@pytest.mark.parametrize("text", ["", "26.10.2021", "2021-13-01", "2021-10-26T25:00:00", "2021-10-26T13:20:55.", 5])
def test_what_is_no_moment_is_refused_when_it_is_asked_for(text: Any) -> None:
    assert not Moment(text).valid
    with pytest.raises(WrongIdentifier, match="is not a date"):
        _ = Moment(text).datetime


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(WrongIdentifier, match="has no zone"):
        Moment.of(datetime(2026, 1, 31, 12, 0))  # noqa: DTZ001


@pytest.mark.parametrize("value", [1, 99, "NormaaliSuoritus", "Tuntematon"])
def test_an_enumeration_takes_every_number_and_every_name(value: int | str) -> None:
    suoritus = read(sopimukset.ApiSuoritus, {"SuoritusTyyppi": value})
    assert suoritus.suoritus_tyyppi == value
    assert to_json(suoritus) == {"SuoritusTyyppi": value}


def test_json_names_keep_their_dots() -> None:
    tontti = kohteet.ApiTonttiCreateRequest(nimi="Tontti", parent_id=1, lisatiedot="järven rannalla")
    body, problems = checked(tontti, kohteet.ApiTonttiCreateRequest)
    assert problems == []
    assert body.decode() == '{"Nimi":"Tontti","ParentId":1,"Lisätiedot":"järven rannalla"}'


def test_bytes_are_base64() -> None:
    liite = sopimukset.ApiSopimusUusiLiite(file_name="a.txt", file_content=b"@@")
    assert to_json(liite) == {"FileName": "a.txt", "FileContent": "QEA="}
    assert read(sopimukset.ApiSopimusUusiLiite, {"FileName": "a.txt", "FileContent": "QEA="}) == liite


def test_a_field_is_found_by_its_json_name_declared_or_not() -> None:
    osapuoli = read(osapuolet.Osapuoli, {"Nimi": "Aino", "Uusi": 5, "Tunnus": None})
    assert [osapuoli.get(name) for name in ("Nimi", "Uusi", "Tunnus", "Etunimi")] == ["Aino", 5, None, None]
    assert osapuoli.get("Etunimi", "?") == "?"


def test_a_changed_copy_leaves_the_model_as_it_was() -> None:
    osapuoli = osapuolet.Osapuoli(nimi="Aino")
    assert osapuoli.replace(nimi="Eino") == osapuolet.Osapuoli(nimi="Eino")
    assert osapuoli.nimi == "Aino"
    with pytest.raises(AttributeError):
        osapuoli.nimi = "Eino"  # type: ignore[misc]


def contact(**fields: Any) -> yhteydenotot.ApiOsapuoliYhteydenottoRequest:
    given = {"osapuoli_id": 1, "yhteydenottotapa": "Soitto", **fields}
    return yhteydenotot.ApiOsapuoliYhteydenottoRequest(**given)


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"osapuoli_id": "x"}, "osapuoli_id", "type"),
        ({"osapuoli_id": True}, "osapuoli_id", "type"),
        ({"yhteydenottotapa": 1.5}, "Yhteydenottotapa", "type"),
        ({"lisaaja": "x" * 51}, "lisaaja", "type"),
        ({"luokittelut": [1, "x"]}, "luokittelut", "type"),
        ({"aihe": "\ud800"}, "Aihe", "value"),
        ({"liitteet": [yhteydenotot.ApiFileBase64Container(file_name=5)]}, "liitteet[0].file_name", "type"),  # type: ignore[arg-type]
        ({"unknown": {"Uusi": Decimal("NaN")}}, "Uusi", "value"),
        ({"unknown": {"Uusi": [object()]}}, "Uusi[0]", "type"),
        ({"unknown": {"Uusi": Moment("1.1.2026")}}, "Uusi", "value"),
        ({"unknown": {5: "x"}}, "", "type"),
        ({"unknown": {"Uusi": float("inf")}}, "Uusi", "type"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_its_place(fields: dict[str, Any], path: str, rule: str) -> None:
    with pytest.raises(MessageError) as caught:
        yhteydenotot.add_yhteydenotto(contact(**fields))
    assert [(problem.path.lower(), problem.rule) for problem in caught.value.problems] == [(path.lower(), rule)]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(MessageError) as caught:
        yhteydenotot.add_yhteydenotto(contact(osapuoli_id="x", lisaaja="x" * 51, lahde="x" * 101))
    assert [problem.path for problem in caught.value.problems] == ["osapuoli_id", "lahde", "lisaaja"]


def test_a_float_is_refused_with_the_decimal_that_is_meant() -> None:
    with pytest.raises(MessageError, match=r"Decimal\('0.1'\)"):
        sopimukset.lisaa_maksulaji(1, {"Summa": 0.1})


@pytest.mark.parametrize("raw", [None, 5, "x", []])
def test_what_is_no_object_cannot_be_read(raw: Any) -> None:
    with pytest.raises(WrongShape, match="Osapuoli"):
        read(osapuolet.Osapuoli, raw)


@pytest.mark.parametrize("data", [b"", b"{", b"<html>", b"NaN", b'{"a": NaN}', b"[" * 100_000, b'"\xff"'])
def test_what_is_no_json_cannot_be_parsed(data: bytes) -> None:
    with pytest.raises(WrongShape, match="not JSON"):
        parse(data)


def test_a_byte_order_mark_is_no_part_of_json() -> None:
    assert parse(b"\xef\xbb\xbf[]") == []
