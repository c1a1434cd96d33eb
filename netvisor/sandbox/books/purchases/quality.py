"""The circulation lists, seeded because no resource creates them, and the quality classes of received products."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from netvisor.resources.purchases import (
    Approver,
    CirculationList,
    CirculationLists,
    FactualVerifier,
    GetCirculationListsReply,
    GetProductQualityListReply,
    ListedProductQuality,
    ProductQualities,
    ProductQuality,
    Verifiers,
)
from netvisor.sandbox.books.core.show import kept, read_kept, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import OURS, invalid

CIRCULATION_LISTS: Final = (
    CirculationList(
        netvisor_key=1,
        name=f"{OURS}Oletuslista",
        is_default=True,
        is_forced=False,
        last_edit_time_stamp=datetime(2026, 1, 2, 9, 30),  # noqa: DTZ001  # Finnish local time, without a zone
        verifiers=Verifiers(
            factual_verifier=[FactualVerifier(name="Tarkastaja", is_main_factual_verifier=True)],
            approver=Approver(name="Hyväksyjä"),
        ),
    ),
    CirculationList(
        netvisor_key=2,
        name=f"{OURS}Pakotettu lista",
        is_default=False,
        is_forced=True,
        last_edit_time_stamp=datetime(2026, 1, 2, 9, 31),  # noqa: DTZ001  # Finnish local time, without a zone
        verifiers=Verifiers(
            factual_verifier=[FactualVerifier(name="Tarkastaja", order=1), FactualVerifier(name="Apulainen", order=2)],
            approver=Approver(name="Hyväksyjä"),
        ),
    ),
)


@answers("getcirculationlists.nv")
def get_circulation_lists(work: Work) -> Outcome:
    """All circulation lists, the same for every company."""
    lists = CirculationLists(circulation_list=list(CIRCULATION_LISTS))
    return Outcome(root=GetCirculationListsReply(circulation_lists=lists))


@answers("productquality.nv")
def product_quality(work: Work) -> Outcome:
    """Add a quality class, which cannot be edited; quality handling is always on here."""
    sent: ProductQuality = work.message
    if work.method != "add":
        raise invalid("the parameter method is 'edit'; expected add")
    key = work.new_key()
    work.insert(
        "product_quality", key=key, name=sent.name, deviation=int(bool(sent.is_quality_deviation)), message=kept(sent)
    )
    return Outcome(inserted=[key])


@answers("getproductqualitylist.nv")
def get_product_quality_list(work: Work) -> Outcome:
    """The quality classes, with names in the language of the interface if they have any."""
    listed = []
    for row in work.rows("select * from product_quality where company = ? order by key", work.company):
        stored = read_kept(row["message"], ProductQuality)
        name = text({"EN": stored.name_en, "SE": stored.name_se}.get(work.language)) or row["name"]
        deviation = bool(row["deviation"])
        listed.append(ListedProductQuality(name=name, netvisor_key=row["key"], is_quality_deviation=deviation))
    return Outcome(root=GetProductQualityListReply(product_qualities=ProductQualities(product_quality=listed)))
