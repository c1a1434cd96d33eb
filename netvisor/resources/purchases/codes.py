"""Codes that several messages of the area carry, each with the name of its list as an attribute."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from netvisor.declare import Carries, Const, Scalar
from netvisor.declare.scalars import DEMANDED_ISO_3166, CountryLetters

CountryCode: TypeAlias = Annotated[CountryLetters, Carries("type", DEMANDED_ISO_3166)]
"""A country code such as `FI`; the attribute `type`, which the service demands here, is written automatically."""

CurrencyCode: TypeAlias = Annotated[str, Scalar("string"), Carries("type", Const("ISO-4217"))]
"""A currency code such as `EUR`; the attribute `type` is written automatically."""
