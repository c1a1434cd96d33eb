"""What Tampuuri costs: prices, the calls that were sent, and a budget for them.

meter = CostMeter("tampuuri-calls.db", budget=Budget(calls=40_000))
client = Tampuuri(credentials, meter=meter)
"""

from __future__ import annotations

from netvisor.tampuuri.cost.budget import Budget, BudgetSpent
from netvisor.tampuuri.cost.meter import CostMeter, Metered
from netvisor.tampuuri.cost.prices import PLANS, WEBHOOKS, Plan, cheapest

__all__ = ["PLANS", "WEBHOOKS", "Budget", "BudgetSpent", "CostMeter", "Metered", "Plan", "cheapest"]
