"""What a program sees of the local Tampuuri: address, credentials, records, and manual actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from netvisor.errors import SetupError
from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.call_log import Calls
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.response import Response
from netvisor.sandbox.store import Store
from netvisor.sandbox.tampuuri.accounts import account_of, credentials_of
from netvisor.sandbox.tampuuri.application import Failure, TampuuriApplication
from netvisor.sandbox.tampuuri.notices import VALMIS, move
from netvisor.sandbox.tampuuri.path import PATH
from netvisor.sandbox.tampuuri.payments import enter_payment
from netvisor.sandbox.tampuuri.refusal import TampuuriRefusal
from netvisor.sandbox.tampuuri.registers import FIRST_IDS, Record, Registers
from netvisor.sandbox.tampuuri.seed import fill
from netvisor.sandbox.tampuuri.webhooks import Webhooks
from netvisor.tampuuri.credentials import TampuuriCredentials


class LocalTampuuri:
    """A local Tampuuri, with an account for each company of its sandbox.

        with Sandbox() as sandbox:
            client = Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url)

    Where a company is asked for, it is the first one when nothing is said.
    """

    def __init__(self, store: Store, clock: Clock, calls: Calls, companies: Sequence[str], sandbox_url: str) -> None:
        self._store = store
        self._companies = tuple(companies)
        self._application = TampuuriApplication(store, clock, calls, companies)
        self.url: str = f"{sandbox_url.rstrip('/')}{PATH}"
        """The base address, for `Tampuuri(base_url=...)`."""

    def answer(self, request: Request) -> Response:
        """Answer one call."""
        return self._application.answer(request)

    @property
    def credentials(self) -> TampuuriCredentials:
        """The credentials of the first company's account; they are those of the vendor's samples."""
        return self.credentials_for(self._companies[0])

    def credentials_for(self, company: str) -> TampuuriCredentials:
        """The credentials of a company's account.

        Raises:
            SetupError: the sandbox has no such company.
        """
        return credentials_of(self._known(company), self._companies)

    def fill(self, seed: str = "demo") -> bool:
        """Fill the accounts that hold nothing with an invented housing company; the same text makes the same one.

        Returns:
            Whether there were any.
        """
        filled = False
        for company in self._companies:
            with self._registers(company) as registers:
                if not any(True for register in FIRST_IDS for _ in registers.all(register)):
                    fill(registers, f"{seed} {company}")
                    filled = True
        return filled

    def records(self, register: str, company: str | None = None) -> dict[int, Record]:
        """The records of a register by their ids: `kohteet`, `osapuolet`, `sopimukset`, `maksulajit`, ...

        Raises:
            SetupError: there is no such register.
        """
        with self._registers(company) as registers:
            return {int(record["Id"]): record for record in registers.all(_register(register))}

    # Webhooks.

    @property
    def webhooks(self) -> Webhooks:
        """The deliveries: `deliver`, `deliver_all`, `start`, `fault`, and `attempts` that were made."""
        return self._application.webhooks

    def listen(
        self,
        url: str,
        *,
        events: Iterable[str] = ("*",),
        company: str | None = None,
        headers: Mapping[str, str] | None = None,
        elsewhere: bool = False,
    ) -> None:
        """Add a listener for the events of an account.

        Args:
            url: its address.
            events: their names; `*` is every event.
            company: whose account.
            headers: headers of each delivery, such as one with a secret.
            elsewhere: whether it may be on another machine.

        Raises:
            SetupError: the address is none, or is on another machine without leave.
        """
        account = account_of(self._known(company or self._companies[0]), self._companies)
        self.webhooks.listen(url, account=account, events=events, headers=headers, elsewhere=elsewhere)

    def close(self) -> None:
        """Deliver nothing more."""
        self.webhooks.close()

    # What people do in the user interface, and what has no known call.

    def add(self, register: str, record: Record, company: str | None = None) -> int:
        """Add a record to a register and give its id; nothing in it is checked."""
        with self._registers(company) as registers:
            return registers.add(_register(register), record)

    def change(self, register: str, key: int, changes: Record, company: str | None = None) -> None:
        """Change fields of a record, such as `Arkistoitu` of a party."""
        with self._registers(company) as registers:
            registers.change(_register(register), key, changes)

    def finish(self, ilmoitus_id: int, company: str | None = None) -> None:
        """Finish a notice that was reported as done; the notices below it must be finished first.

        Raises:
            SetupError: it cannot be finished now; the text says why.
        """
        with self._registers(company) as registers:
            move(registers, ilmoitus_id, VALMIS)

    def pay(self, sopimus_id: int, summa: Decimal, maksu_pvm: date, *, viitenumero: str | None = None) -> int:
        """Enter a payment of the tenant of a contract of the first company, and give its number."""
        with self._registers(None) as registers:
            contract = registers.one("sopimukset", sopimus_id)
            payer = registers.one("osapuolet", contract["OsapuoliId"])
            return enter_payment(registers, contract, payer, summa, maksu_pvm, viitenumero)

    def fail_next(self, status: int, *, text: str = "", retry_after: int | None = None, times: int = 1) -> None:
        """Let the next calls fail before anything is stored.

        Args:
            status: the HTTP status.
            text: the body.
            retry_after: the header `Retry-After`, in seconds.
            times: how many calls fail so.
        """
        if not 400 <= status <= 599:
            raise SetupError(f"status must be from 400 to 599, not {status!r}")
        self._application.failures += [Failure(status=status, text=text, retry_after=retry_after)] * times

    @contextmanager
    def _registers(self, company: str | None) -> Iterator[Registers]:
        known = self._known(company or self._companies[0])
        with self._store.transaction() as connection:
            registers = Registers(connection, known)
            try:
                yield registers
            except TampuuriRefusal as refusal:
                raise SetupError(refusal.text) from refusal
        # After the transaction: a listener that reads at once finds what it is told of.
        self.webhooks.tell(account_of(known, self._companies), registers.happenings)

    def _known(self, company: str) -> str:
        if company not in self._companies:
            raise SetupError(f"the sandbox has no company {company!r}; it has {', '.join(self._companies)}")
        return company


def _register(name: str) -> str:
    if name not in FIRST_IDS:
        raise SetupError(f"there is no register {name!r}; the registers are {', '.join(FIRST_IDS)}")
    return name
