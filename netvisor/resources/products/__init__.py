"""Products, their groups, files and stock."""

from netvisor.resources.products.extended import *  # noqa: F403  # the area is one namespace
from netvisor.resources.products.files import *  # noqa: F403
from netvisor.resources.products.groups import *  # noqa: F403
from netvisor.resources.products.products import *  # noqa: F403
from netvisor.resources.products.warehouses import *  # noqa: F403
