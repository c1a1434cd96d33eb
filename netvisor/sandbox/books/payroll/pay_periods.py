"""Pay periods of pay models, created by imported payslips."""

from __future__ import annotations

from datetime import date

from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.refusal import invalid


def period_key(work: Work, model: str, first: date, last: date) -> int:
    """The key of a pay period of a pay model, which is created if it fits the existing ones.

    Raises:
        Refusal: the days are in the wrong order, or the period is unknown and does not fit the known ones.
    """
    if last < first:
        raise invalid(f"the pay period ends on {last}, before it begins on {first}")
    key = work.named("payrollrulegroup", model)
    sql = "select key, first, last from pay_period where company = ? and model = ? order by first"
    known = work.rows(sql, work.company, key)
    for row in known:
        if (row["first"], row["last"]) == (first.isoformat(), last.isoformat()):
            return int(row["key"])
    if known:
        before, after = date.fromisoformat(known[0]["first"]), date.fromisoformat(known[-1]["last"])
        if before.toordinal() - last.toordinal() != 1 and first.toordinal() - after.toordinal() != 1:
            raise invalid(
                f"{model} has no pay period from {first} to {last}, and one is made only right beside those that it"
                f" has, which are from {before} to {after}"
            )
    period = work.new_key()
    work.insert("pay_period", key=period, model=key, first=first.isoformat(), last=last.isoformat())
    return period
