"""Payments: those of sales invoices, those of purchase invoices, and bank transfers.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import DeletedRecord as DeletedRecord
from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.payments.dicts import DestinationBankAccountDict as DestinationBankAccountDict
from netvisor.resources.payments.dicts import DimensionDict as DimensionDict
from netvisor.resources.payments.dicts import LineSumDict as LineSumDict
from netvisor.resources.payments.dicts import MassPaymentDict as MassPaymentDict
from netvisor.resources.payments.dicts import MassPaymentsDict as MassPaymentsDict
from netvisor.resources.payments.dicts import MatchPaymentDict as MatchPaymentDict
from netvisor.resources.payments.dicts import PaymentDict as PaymentDict
from netvisor.resources.payments.dicts import PaymentGroupDict as PaymentGroupDict
from netvisor.resources.payments.dicts import PaymentGroupPaymentDict as PaymentGroupPaymentDict
from netvisor.resources.payments.dicts import PaymentMethodDict as PaymentMethodDict
from netvisor.resources.payments.dicts import RecipientDict as RecipientDict
from netvisor.resources.payments.dicts import SalesPaymentDict as SalesPaymentDict
from netvisor.resources.payments.dicts import SalesPaymentVoucherLinesDict as SalesPaymentVoucherLinesDict
from netvisor.resources.payments.dicts import SumDict as SumDict
from netvisor.resources.payments.dicts import TargetIdentifierDict as TargetIdentifierDict
from netvisor.resources.payments.dicts import VatPercentDict as VatPercentDict
from netvisor.resources.payments.dicts import VoucherLineDict as VoucherLineDict
from netvisor.resources.payments.payments import Bank as Bank
from netvisor.resources.payments.payments import BankErrorCode as BankErrorCode
from netvisor.resources.payments.payments import BankStatusErrorDescription as BankStatusErrorDescription
from netvisor.resources.payments.payments import DeletedPurchasePayments as DeletedPurchasePayments
from netvisor.resources.payments.payments import DeletedPurchasePaymentsReply as DeletedPurchasePaymentsReply
from netvisor.resources.payments.payments import DeletedSalesPayments as DeletedSalesPayments
from netvisor.resources.payments.payments import DeletedSalesPaymentsReply as DeletedSalesPaymentsReply
from netvisor.resources.payments.payments import DestinationBankAccount as DestinationBankAccount
from netvisor.resources.payments.payments import Iban as Iban
from netvisor.resources.payments.payments import LineSum as LineSum
from netvisor.resources.payments.payments import ListedPayment as ListedPayment
from netvisor.resources.payments.payments import ListedSalesPayment as ListedSalesPayment
from netvisor.resources.payments.payments import MassPayment as MassPayment
from netvisor.resources.payments.payments import MassPayments as MassPayments
from netvisor.resources.payments.payments import MatchPayment as MatchPayment
from netvisor.resources.payments.payments import Payment as Payment
from netvisor.resources.payments.payments import PaymentGroup as PaymentGroup
from netvisor.resources.payments.payments import PaymentGroupPayment as PaymentGroupPayment
from netvisor.resources.payments.payments import PaymentList as PaymentList
from netvisor.resources.payments.payments import PaymentListReply as PaymentListReply
from netvisor.resources.payments.payments import PaymentMethod as PaymentMethod
from netvisor.resources.payments.payments import PaymentVatCode as PaymentVatCode
from netvisor.resources.payments.payments import Recipient as Recipient
from netvisor.resources.payments.payments import SalesPayment as SalesPayment
from netvisor.resources.payments.payments import SalesPaymentList as SalesPaymentList
from netvisor.resources.payments.payments import SalesPaymentListReply as SalesPaymentListReply
from netvisor.resources.payments.payments import SalesPaymentVoucherLines as SalesPaymentVoucherLines
from netvisor.resources.payments.payments import Sum as Sum
from netvisor.resources.payments.payments import TargetIdentifier as TargetIdentifier
from netvisor.resources.payments.payments import UnprocessedOutgoingPayment as UnprocessedOutgoingPayment
from netvisor.resources.payments.payments import UnprocessedOutgoingPayments as UnprocessedOutgoingPayments
from netvisor.resources.payments.payments import UnprocessedOutgoingPaymentsReply as UnprocessedOutgoingPaymentsReply
from netvisor.resources.payments.payments import VatPercent as VatPercent
from netvisor.resources.payments.payments import VoucherLine as VoucherLine
from netvisor.resources.payments.payments import add_payment as add_payment
from netvisor.resources.payments.payments import add_sales_payment as add_sales_payment
from netvisor.resources.payments.payments import delete_sales_payment as delete_sales_payment
from netvisor.resources.payments.payments import list_deleted_purchase_payments as list_deleted_purchase_payments
from netvisor.resources.payments.payments import list_deleted_sales_payments as list_deleted_sales_payments
from netvisor.resources.payments.payments import list_payments as list_payments
from netvisor.resources.payments.payments import list_sales_payments as list_sales_payments
from netvisor.resources.payments.payments import (
    list_unprocessed_outgoing_payments as list_unprocessed_outgoing_payments,
)
from netvisor.resources.payments.payments import match_payment as match_payment
from netvisor.resources.payments.payments import post_mass_payments as post_mass_payments

__all__ = [
    "Bank",
    "BankErrorCode",
    "BankStatusErrorDescription",
    "DeletedPurchasePayments",
    "DeletedPurchasePaymentsReply",
    "DeletedRecord",
    "DeletedSalesPayments",
    "DeletedSalesPaymentsReply",
    "DestinationBankAccount",
    "DestinationBankAccountDict",
    "Dimension",
    "DimensionDict",
    "Iban",
    "LineSum",
    "LineSumDict",
    "ListedPayment",
    "ListedSalesPayment",
    "MassPayment",
    "MassPaymentDict",
    "MassPayments",
    "MassPaymentsDict",
    "MatchPayment",
    "MatchPaymentDict",
    "Payment",
    "PaymentDict",
    "PaymentGroup",
    "PaymentGroupDict",
    "PaymentGroupPayment",
    "PaymentGroupPaymentDict",
    "PaymentList",
    "PaymentListReply",
    "PaymentMethod",
    "PaymentMethodDict",
    "PaymentVatCode",
    "Recipient",
    "RecipientDict",
    "SalesPayment",
    "SalesPaymentDict",
    "SalesPaymentList",
    "SalesPaymentListReply",
    "SalesPaymentVoucherLines",
    "SalesPaymentVoucherLinesDict",
    "Sum",
    "SumDict",
    "TargetIdentifier",
    "TargetIdentifierDict",
    "UnprocessedOutgoingPayment",
    "UnprocessedOutgoingPayments",
    "UnprocessedOutgoingPaymentsReply",
    "VatPercent",
    "VatPercentDict",
    "VoucherLine",
    "VoucherLineDict",
    "add_payment",
    "add_sales_payment",
    "delete_sales_payment",
    "list_deleted_purchase_payments",
    "list_deleted_sales_payments",
    "list_payments",
    "list_sales_payments",
    "list_unprocessed_outgoing_payments",
    "match_payment",
    "post_mass_payments",
]
