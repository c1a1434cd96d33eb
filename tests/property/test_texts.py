"""Every text that XML can hold comes back as it was, in each of the four charsets, or is refused by its path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.charset import Charset, fits, forbidden
from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.writer_fallbacks import Unfit, refuse_forbidden
from netvisor.declare import Attribute, Many, message, part, valued
from netvisor.declare.scalars import Text
from netvisor.declare.text_doubts import may_be_doubtful, text_problems
from netvisor.errors import MessageError
from netvisor.protocol.call import Endpoint
from netvisor.testing import XML, messages
from tests.property.declared import every_request, request_of, texts


@valued
class Noted:
    value: Text
    note: Attribute[Text]


@part
class Line:
    text: Text
    noted: Noted


@message
class Letter:
    text: Text
    noted: Noted
    texts: Many[Text]
    line: Many[Line]


SUSPECT = st.sampled_from("ÃÂÄÅâäåô\x80\x85\xa4\xa9\xb6€Šœ“–\u0301\ufffd") | st.characters()


@given(text=st.text(SUSPECT, max_size=12))
def test_every_text_in_the_wrong_charset_is_suspect_in_utf_8(text: str) -> None:
    if list(text_problems(text)):
        assert may_be_doubtful(text.encode("utf-8", "surrogatepass"))


@given(
    text=st.text(st.sampled_from("ÄÖÅäöåÃâéa\t\n\r\x01\x7f\x85–€™\ufffd\ufffe\u0301") | st.characters(), max_size=12)
)
def test_the_quick_test_of_usual_texts_lets_nothing_forbidden_or_suspect_pass(text: str) -> None:
    if forbidden(text) is not None:
        with pytest.raises((Unfit, UnicodeEncodeError)):
            refuse_forbidden([text])
    elif list(text_problems(text)):
        assert refuse_forbidden([text])


@pytest.mark.parametrize("text", ["Öljy ja Kaasu Oy – 12 € & 5 °C", "Ääkköset, naïve façade", "漢字"])
def test_no_usual_text_is_suspect(text: str) -> None:
    assert not may_be_doubtful(text.encode())


def letter(text: str) -> Letter:
    noted = Noted(text, text)
    return Letter(text=text, noted=noted, texts=[text, text], line=[Line(text=text, noted=noted)])


PLACES = ["text", "noted.value", "noted.note", "texts[0]", "texts[1]"]
PLACES += ["line[0].text", "line[0].noted.value", "line[0].noted.note"]


@pytest.mark.parametrize("charset", ["auto", "utf-8", "references"])
@given(text=st.text(XML, min_size=1))
def test_every_text_comes_back_as_it_was(charset: Charset, text: str) -> None:
    encoded = encode(letter(text), charset)
    assert decode(encoded.bytes(), Letter, encoded.charset) == letter(text)


@given(text=st.text(XML, min_size=1))
def test_auto_writes_iso_8859_15_exactly_when_every_character_fits(text: str) -> None:
    assert encode(letter(text)).charset == ("iso-8859-15" if fits(text) else "utf-8")


@given(text=st.text(XML, min_size=1))
def test_iso_8859_15_alone_refuses_what_does_not_fit_at_each_place(text: str) -> None:
    if fits(text):
        body = encode(letter(text), "iso-8859-15").bytes()
        assert decode(body, Letter, "iso-8859-15") == letter(text)
    else:
        with pytest.raises(MessageError) as refused:
            encode(letter(text), "iso-8859-15")
        assert [(p.path, p.rule) for p in refused.value.problems] == [(path, "charset") for path in PLACES]


@given(text=st.text(XML, min_size=1))
def test_references_write_what_fits_as_itself(text: str) -> None:
    encoded = encode(letter(text), "references")
    assert encoded.charset == "iso-8859-15"
    if fits(text):
        assert encoded.bytes() == encode(letter(text), "iso-8859-15").bytes()


@given(
    before=st.text(XML),
    character=st.one_of(
        st.characters(max_codepoint=31, exclude_characters="\t\n\r"), st.sampled_from("\ud800\udfff\ufffe\uffff")
    ),
    after=st.text(XML),
)
def test_a_character_that_xml_forbids_is_refused_at_each_place_in_every_charset(
    before: str, character: str, after: str
) -> None:
    wrong = letter(before + character + after)
    for charset in ("auto", "utf-8", "references", "iso-8859-15"):
        with pytest.raises(MessageError) as refused:
            encode(wrong, charset)
        assert [(p.path, p.rule) for p in refused.value.problems] == [(path, "character") for path in PLACES]


@every_request
@given(data=st.data())
def test_every_text_of_a_declared_message_comes_back_as_it_was(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = request_of(endpoint)
    message = data.draw(messages(cls, alphabet=XML))
    encoded = encode(message, data.draw(st.sampled_from(["auto", "utf-8", "references"])))
    assert decode(encoded.bytes(), cls, encoded.charset) == message


@every_request
@given(data=st.data())
def test_a_declared_message_is_refused_at_every_text_that_does_not_fit(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint), alphabet=XML))
    misfits = [path for path, text in texts(message) if not fits(text)]
    if misfits:
        with pytest.raises(MessageError) as refused:
            encode(message, "iso-8859-15")
        assert sorted(p.path for p in refused.value.problems) == sorted(misfits)
    else:
        assert encode(message, "iso-8859-15").charset == "iso-8859-15"
    assert check(message) == []
