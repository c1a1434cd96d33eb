"""Documents with marked markup: escaping the bytes of the whole gives what escaping each text would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.charset import escape, escape_attribute
from netvisor.codec.generate import write
from netvisor.codec.marked_text import escaped_bytes, escaped_text, marked_attribute, marked_markup
from netvisor.codec.writer_fallbacks import Unfit
from netvisor.resources.customers import Customer, CustomerBaseInformation

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters='<>&"\t\n\r', exclude_characters="\ufffe\uffff")
)


@given(TEXTS, TEXTS)
def test_the_bytes_are_those_of_texts_escaped_one_by_one(value: str, text: str) -> None:
    marked = marked_markup('<a b="') + marked_attribute(value) + marked_markup('">') + text + marked_markup("</a>")
    expected = f'<a b="{escape_attribute(value)}">{escape(text)}</a>'
    assert escaped_bytes(marked.encode()) == expected.encode()
    assert escaped_text(marked) == expected


@pytest.mark.parametrize("marker", ["\x01", "\x02", "\x03"])
def test_a_text_with_a_marker_is_refused(marker: str) -> None:
    message = Customer(customer_base_information=CustomerBaseInformation(name=f"Oy {marker}root"))
    with pytest.raises(Unfit):
        write(message)
