"""Visma Netvisor for Python: typed messages to exact bytes, answers to typed objects, errors that say what to do.

The public names load on first use, so that importing the package is cheap::

    from netvisor import Client, Credentials, customers

    client = Client(Credentials.from_environment())
    inserted = client.send(customers.add_customer(customers.Customer(...)))

Type checkers and editors see them through the stub beside this module.

Written by `poe regenerate`.
"""

from netvisor.aio.client import AsyncClient as AsyncClient
from netvisor.client.client import PRODUCTION as PRODUCTION
from netvisor.client.client import TEST as TEST
from netvisor.client.client import Client as Client
from netvisor.client.diagnosis import Check as Check
from netvisor.client.events import AttemptEnded as AttemptEnded
from netvisor.client.events import AttemptStarted as AttemptStarted
from netvisor.client.events import CallEvent as CallEvent
from netvisor.client.stream import Stream as Stream
from netvisor.codec.decode import decode as decode
from netvisor.codec.encode import Encoded as Encoded
from netvisor.codec.encode import encode as encode
from netvisor.codec.untyped import Untyped as Untyped
from netvisor.codec.validate import validate as validate
from netvisor.declare.states import CLEAR as CLEAR
from netvisor.declare.states import UNSET as UNSET
from netvisor.errors import AuthenticationFailed as AuthenticationFailed
from netvisor.errors import CompanyBusy as CompanyBusy
from netvisor.errors import DoubtfulValue as DoubtfulValue
from netvisor.errors import DuplicateData as DuplicateData
from netvisor.errors import ExposedFile as ExposedFile
from netvisor.errors import IncompleteList as IncompleteList
from netvisor.errors import InvalidData as InvalidData
from netvisor.errors import InvalidDataSize as InvalidDataSize
from netvisor.errors import MessageError as MessageError
from netvisor.errors import NetvisorError as NetvisorError
from netvisor.errors import NotSent as NotSent
from netvisor.errors import OutcomeUnknown as OutcomeUnknown
from netvisor.errors import PeriodLocked as PeriodLocked
from netvisor.errors import Problem as Problem
from netvisor.errors import ReadOnlyClient as ReadOnlyClient
from netvisor.errors import Refused as Refused
from netvisor.errors import ReplacedCharacter as ReplacedCharacter
from netvisor.errors import RequestNotUnique as RequestNotUnique
from netvisor.errors import Retry as Retry
from netvisor.errors import ServiceAccessError as ServiceAccessError
from netvisor.errors import ServiceBusy as ServiceBusy
from netvisor.errors import SetupError as SetupError
from netvisor.errors import SystemMaintenance as SystemMaintenance
from netvisor.errors import TechnicalError as TechnicalError
from netvisor.errors import UnknownRefusal as UnknownRefusal
from netvisor.errors import UnreadableReply as UnreadableReply
from netvisor.errors import WrongIdentifier as WrongIdentifier
from netvisor.protocol.call import Call as Call
from netvisor.protocol.credentials import Credentials as Credentials
from netvisor.protocol.results import Answer as Answer
from netvisor.protocol.results import Done as Done
from netvisor.protocol.results import Inserted as Inserted
from netvisor.reference import identifiers as identifiers
from netvisor.reference import vat as vat
from netvisor.reference import voucher_types as voucher_types
from netvisor.resources import accounting as accounting
from netvisor.resources import batch as batch
from netvisor.resources import budget as budget
from netvisor.resources import company as company
from netvisor.resources import crm as crm
from netvisor.resources import customers as customers
from netvisor.resources import dimensions as dimensions
from netvisor.resources import escan as escan
from netvisor.resources import payments as payments
from netvisor.resources import payroll as payroll
from netvisor.resources import products as products
from netvisor.resources import purchases as purchases
from netvisor.resources import raw as raw
from netvisor.resources import sales as sales
from netvisor.resources import users as users
from netvisor.resources import webshop as webshop
from netvisor.resources import workday as workday

__all__ = [
    "CLEAR",
    "PRODUCTION",
    "TEST",
    "UNSET",
    "Answer",
    "AsyncClient",
    "AttemptEnded",
    "AttemptStarted",
    "AuthenticationFailed",
    "Call",
    "CallEvent",
    "Check",
    "Client",
    "CompanyBusy",
    "Credentials",
    "Done",
    "DoubtfulValue",
    "DuplicateData",
    "Encoded",
    "ExposedFile",
    "IncompleteList",
    "Inserted",
    "InvalidData",
    "InvalidDataSize",
    "MessageError",
    "NetvisorError",
    "NotSent",
    "OutcomeUnknown",
    "PeriodLocked",
    "Problem",
    "ReadOnlyClient",
    "Refused",
    "ReplacedCharacter",
    "RequestNotUnique",
    "Retry",
    "ServiceAccessError",
    "ServiceBusy",
    "SetupError",
    "Stream",
    "SystemMaintenance",
    "TechnicalError",
    "UnknownRefusal",
    "UnreadableReply",
    "Untyped",
    "WrongIdentifier",
    "accounting",
    "batch",
    "budget",
    "company",
    "crm",
    "customers",
    "decode",
    "dimensions",
    "encode",
    "escan",
    "identifiers",
    "payments",
    "payroll",
    "products",
    "purchases",
    "raw",
    "sales",
    "users",
    "validate",
    "vat",
    "voucher_types",
    "webshop",
    "workday",
]
