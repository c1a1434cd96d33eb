"""Whatever an answer holds: an assistant sees its JSON form, but for what is masked and the contents of attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from netvisor.assistants.masking import Masking
from netvisor.codec.json_form import reply_to_json
from netvisor.protocol.call import Endpoint
from netvisor.protocol.credentials import Credentials
from netvisor.testing import replies
from tests.property.declared import every_reply, reply_of

NOBODY = Credentials(
    sender="x",
    customer_id="x",
    customer_key="a key of the customer",
    partner_id="x",
    partner_key="a key of the partner",
    organisation_id="1234567-8",
)


def differences(whole: Any, shown: Any) -> Iterator[tuple[Any, Any]]:
    """The values that are shown as something else."""
    if isinstance(whole, dict) and isinstance(shown, dict) and whole.keys() == shown.keys():
        for name in whole:
            yield from differences(whole[name], shown[name])
    elif isinstance(whole, list) and isinstance(shown, list):
        for one, other in zip(whole, shown, strict=True):
            yield from differences(one, other)
    elif whole != shown:
        yield whole, shown


@every_reply
@settings(max_examples=3)
@given(data=st.data())
def test_an_answer_is_shown_whole_but_for_attachments(endpoint: Endpoint, data: st.DataObject) -> None:
    answer = data.draw(replies(reply_of(endpoint)))
    shown, masked = Masking(NOBODY, identity_codes=True).item(answer)
    assert masked == 0
    for whole, other in differences(reply_to_json(answer), shown):
        assert isinstance(whole, str)
        assert re.fullmatch(r"[0-9]+ bytes of Base64", other["left_out"])


@every_reply
@settings(max_examples=3)
@given(data=st.data())
def test_personal_identifiers_are_masked_and_counted(endpoint: Endpoint, data: st.DataObject) -> None:
    answer = data.draw(replies(reply_of(endpoint)))
    shown, masked = Masking(NOBODY, identity_codes=False).item(answer)
    changed = [pair for pair in differences(reply_to_json(answer), shown) if not isinstance(pair[1], dict)]
    assert all("***" in other for _, other in changed)
    assert masked >= len(changed)
