"""The plan of the bridge as a page: one HTML file that needs no other, to look at or to hand on."""

from __future__ import annotations

from typing import Any

from netvisor.extras import require


def plan_page(plan: dict[str, Any]) -> bytes:
    """The page.

    Args:
        plan: the JSON values of a plan.
    """
    require("the page of a plan", "sandbox", "jinja2")
    from markupsafe import Markup

    from netvisor.web.rendering import Site

    site = Site(__package__, "tampuuri", ())
    found = site.asset("style.css")
    style = Markup(found[0].decode()) if found is not None else ""  # noqa: S704  # a file of this library
    # What a person has to decide comes first.
    groups = {
        action: items
        for action in ("hold", "create", "change", "leave")
        if (items := [each for each in plan["items"] if each["action"] == action])
    }
    return site.render("plan.html", plan=plan, groups=groups, style=style)
