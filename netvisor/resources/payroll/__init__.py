"""Payroll: employees and their employment periods, salary parameters, payslips and salary payments."""

from netvisor.resources.payroll.common import *  # noqa: F403  # the area is one namespace
from netvisor.resources.payroll.employees import *  # noqa: F403
from netvisor.resources.payroll.fetched_employees import *  # noqa: F403
from netvisor.resources.payroll.job_periods import *  # noqa: F403
from netvisor.resources.payroll.payslips import *  # noqa: F403
from netvisor.resources.payroll.salary_parameters import *  # noqa: F403
from netvisor.resources.payroll.salary_payments import *  # noqa: F403
from netvisor.resources.payroll.settlement_points import *  # noqa: F403
