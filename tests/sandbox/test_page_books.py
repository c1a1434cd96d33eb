from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from urllib.parse import unquote

import pytest

from netvisor import Client
from netvisor.resources import accounting, customers, payments, sales
from netvisor.sandbox import Sandbox

from . import messages
from .pages import Seen, look

PDF = b"%PDF-1.4\n" + bytes(range(256))


@pytest.fixture
def books(sandbox: Sandbox, client: Client) -> Sandbox:
    """A customer, an invoice with everything on it, a payment and a voucher."""
    client.send(
        customers.add_customer(
            messages.customer(
                "Äiti & Pojat Oy",
                "011",
                street_address="Hämeenkatu 12",
                post_number="33100",
                city="Tampere",
                country="FI",
                external_identifier="1967543-8",
            )
        )
    )
    client.send(sales.add_sales_invoice(invoice()))
    client.send(payments.add_sales_payment(messages.payment("415.94")))
    client.send(accounting.add_voucher(messages.voucher()))
    return sandbox


def attachment(name: str = "huoltoraportti ä.pdf", mime: str = "application/pdf") -> sales.SalesInvoiceAttachments:
    return sales.SalesInvoiceAttachments(
        sales_invoice_attachment=[
            sales.SalesInvoiceAttachment(
                mime_type=mime, attachment_description="Raportti", file_name=name, document_data=sales.DocumentData(PDF)
            )
        ]
    )


def invoice() -> sales.SalesInvoice:
    discount = sales.SalesInvoiceProductLineDiscountPercentage(Decimal(10))
    return messages.invoice(
        messages.line(
            "2",
            "100",
            "net",
            "25.5",
            "PYÖRÄ",
            product_name="Vuosihuolto",
            product_unit_name="kpl",
            sales_invoice_product_line_free_text="Jarrut säädetty.",
        ),
        messages.comment("Varaosat sisältyvät hintaan."),
        messages.line(
            "1.5",
            "80",
            "net",
            "25.5",
            "TYÖ",
            product_name="Säätötyö",
            sales_invoice_product_line_discount_percentage=discount,
        ),
        messages.line("12", "2.45", "gross", "14", "KAHVI", product_name="Kahvi"),
        sales_invoice_free_text_before_lines="Kiitos tilauksesta!",
        sales_invoice_free_text_after_lines="Huomautukset 8 päivän kuluessa.",
        sales_invoice_your_reference="Päivi Mäkelä",
        sales_invoice_attachments=attachment(),
    )


def key_of(sandbox: Sandbox, number: int = 1) -> int:
    documents = sandbox.books["1234567-8"].documents
    return next(key for key in documents if documents[key].number == number)


def paper(sandbox: Sandbox) -> Seen:
    return look(sandbox, f"/books/1234567-8/invoice/{key_of(sandbox)}")


def test_the_companies_show_what_their_books_hold(books: Sandbox) -> None:
    page = look(books, "/books")
    assert page.find("//h2") == ["Esimerkki 12345678 Oy 1234567-8", "Esimerkki 76543212 Oy 7654321-2"]
    first, second = page.tree.xpath("//section")
    assert "Customers 1" in [" ".join(link.text_content().split()) for link in first.xpath(".//a")]
    assert "The books are empty." in second.text_content()


def test_a_company_shows_its_tables_and_the_locked_period(books: Sandbox) -> None:
    books.books["1234567-8"].lock_period(date(2025, 12, 31))
    page = look(books, "/books/1234567-8")
    rows = dict(zip(page.find("//tbody//th"), page.find("//tbody//td"), strict=True))
    assert rows["Customers"] == "1"
    assert rows["Invoices and orders"] == "1"
    assert rows["Invoice and order lines"] == "3"
    assert "locked until 31.12.2025" in page.text
    assert "products" in page.one("//main/p[@class='quiet']").lower()


def test_every_table_of_the_file_can_be_read(books: Sandbox) -> None:
    inner = {"company", "partner", "transaction_id", "series", "denied", "chart"}
    with books.store.reading() as connection:
        names = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    assert inner < names
    for name in names:
        for query in ("", "?find=a", "?find=%25&by=total&order=up", "?by=company"):
            status = look(books, f"/books/1234567-8/{name}{query}").status
            assert status == (404 if name in inner else 200), name


def test_every_link_in_the_books_of_the_invented_company_leads_to_a_page() -> None:
    with Sandbox(seed="demo") as sandbox:
        tables = look(sandbox, "/books/1234567-8").tree.xpath("//table//a/@href")
        assert len(tables) > 20
        ways: dict[tuple[str, str], str] = {}
        for address in tables:
            for href in look(sandbox, address).tree.xpath("//tbody//a/@href"):
                ways.setdefault((address, href.rpartition("/")[0]), href)
        assert len(ways) > 25
        assert [way for way in ways.values() if look(sandbox, way).status != 200] == []


def test_a_payment_of_a_purchase_invoice_leads_to_the_purchase_invoice() -> None:
    with Sandbox(seed="demo") as sandbox:
        (key, *_) = sandbox.books["1234567-8"].purchase_invoices
        below = look(sandbox, f"/books/1234567-8/purchase_invoice/{key}")
        assert below.find("//h2[contains(., 'Purchase payments')]")
        links = look(sandbox, "/books/1234567-8/purchase_payment?by=key&order=up").tree.xpath("//tbody//a/@href")
        assert f"/books/1234567-8/purchase_invoice/{key}" in links


def test_a_table_shows_its_rows_and_what_they_lead_to(books: Sandbox) -> None:
    page = look(books, "/books/1234567-8/payment")
    row = dict(zip(page.find("//th"), page.find("//tbody/tr[1]/td"), strict=True))
    assert row["Paid"] == "415.94"
    key = key_of(books)
    assert row["Document"] == str(key)
    assert f"/books/1234567-8/invoice/{key}" in page.tree.xpath("//tbody//a/@href")
    assert page.tree.xpath("//td[text()='415.94']/@class") == ["number"]


def test_a_table_is_searched_sorted_and_paged(sandbox: Sandbox, client: Client) -> None:
    client.send(customers.add_customer(messages.customer()))
    for quantity in range(1, 61):
        client.send(sales.add_sales_invoice(messages.invoice(messages.line(str(quantity)))))
    first = look(sandbox, "/books/1234567-8/document")
    assert "60 rows, page 1 of 2" in first.find("//main/p")
    assert len(first.find("//tbody/tr")) == 50
    (following,) = first.tree.xpath("//a[@rel='next']/@href")
    assert len(look(sandbox, f"/books/1234567-8/document{following}").find("//tbody/tr")) == 10
    # A sum is a text in the file, and sorted by its value all the same.
    (by,) = first.tree.xpath("//thead//a[text()='Currency total']/@href")
    down = look(sandbox, f"/books/1234567-8/document{by}")
    sums = [Decimal(text) for text in down.find("//tbody/tr/td[9]")]
    assert sums == sorted(sums)
    assert down.find("//th[@aria-sort='ascending']") == ["Currency total"]
    found = look(sandbox, "/books/1234567-8/document?find=505.08")
    assert "1 row with “505.08”" in found.find("//main/p")
    assert look(sandbox, "/books/1234567-8/document?page=999").find("//main/p") == ["60 rows, page 2 of 2"]


def test_a_row_shows_all_columns_its_message_and_what_belongs_to_it(books: Sandbox) -> None:
    page = look(books, f"/books/1234567-8/document/{key_of(books)}")
    columns = dict(zip(page.find("//dl/div/dt"), page.find("//dl/div/dd"), strict=True))
    assert columns["Customer name"] == "Äiti & Pojat Oy"
    assert columns["Currency total"] == "415.94"
    assert {"Attachments", "Invoice and order lines", "Payments"} <= set(page.find("//h2"))
    assert "<salesinvoicefreetextbeforelines>" in page.find("//ul[contains(@class, 'tree')]//*[@class='tag']")
    customer = look(books, f"/books/1234567-8/customer/{columns['Customer']}")
    assert "Invoices and orders" in customer.find("//h2")


def test_a_voucher_shows_its_rows_with_the_names_of_the_accounts(books: Sandbox) -> None:
    vouchers = books.books["1234567-8"].vouchers
    key = next(key for key in vouchers if vouchers[key].type == "Muut")
    page = look(books, f"/books/1234567-8/voucher/{key}")
    assert {"1910 Pankkitili", "3040 Veroton myynti"} <= set(page.find("//td"))


def test_an_invoice_looks_like_one(books: Sandbox) -> None:
    article = paper(books).tree.xpath("//article")[0]
    text = "".join(article.text_content().split())
    head = "Esimerkki 12345678 Oy Y-tunnus 1234567-8 Lasku 1 Äiti & Pojat Oy Hämeenkatu 12 33100 Tampere"
    assert text.startswith(head.replace(" ", ""))
    for fact in (
        "Päiväys 21.11.2026",
        "Eräpäivä 5.12.2026",
        "Maksuehto 14 pv netto",
        "Asiakasnumero 011",
        "Y-tunnus 1967543-8",
        "Viitteenne Päivi Mäkelä",
        "Tilinumero (IBAN) FI21 1234 5600 0007 85",
        "Viitenumero 10016",
        "Summa 415,94 EUR",
    ):
        assert fact.replace(" ", "") in text, fact
    assert text.index("Kiitostilauksesta!") < text.index("Vuosihuolto") < text.index("Huomautukset8päivän")


def test_the_lines_of_an_invoice_stand_in_their_order_with_their_sums(books: Sandbox) -> None:
    page = paper(books)
    rows = [
        [cell.text_content().strip() for cell in row] for row in page.tree.xpath("//table[@class='lines']/tbody/tr")
    ]
    assert rows[0] == ["PYÖRÄ", "VuosihuoltoJarrut säädetty.", "2", "kpl", "100,00", "", "25,5", "200,00", "251,00"]
    assert rows[1] == ["", "Varaosat sisältyvät hintaan."]
    assert rows[2] == ["TYÖ", "Säätötyö", "1,5", "", "80,00", "10", "25,5", "108,00", "135,54"]
    assert rows[3] == ["KAHVI", "Kahvi", "12", "", "2,15", "", "14", "25,79", "29,40"]
    assert page.find("//table[@class='rates']/tbody/tr") == ["1425,793,6129,40", "25,5308,0078,54386,54"]
    assert page.find("//dl[@class='total']/div") == [
        "Veroton yhteensä333,79",
        "Arvonlisävero82,15",
        "Yhteensä415,94 EUR",
    ]


def test_an_invoice_says_whether_it_is_paid(books: Sandbox) -> None:
    page = paper(books)
    assert page.one("//h1") == "Lasku 1 Paid"
    assert "Open: 0,00 EUR" in page.one("//p[@class='actions']")


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"sales_invoice_amount": sales.SalesInvoiceAmount(Decimal("-10"))}, "Hyvityslasku 1 Open"),
        ({"invoice_type": "order", "sales_invoice_status": "undelivered"}, "Tilaus 1 Undelivered"),
        ({"sales_invoice_status": "unsent"}, "Lasku 1 Unsent"),
    ],
)
def test_every_kind_of_document_says_what_it_is(
    sandbox: Sandbox, client: Client, fields: dict[str, object], title: str
) -> None:
    client.send(customers.add_customer(messages.customer()))
    key = client.send(sales.add_sales_invoice(messages.invoice(**fields))).netvisor_key
    assert look(sandbox, f"/books/1234567-8/invoice/{key}").one("//h1") == title


def test_a_total_that_was_given_otherwise_shows_the_difference(sandbox: Sandbox, client: Client) -> None:
    client.send(customers.add_customer(messages.customer()))
    given = messages.invoice(sales_invoice_amount=sales.SalesInvoiceAmount(Decimal("20.00")))
    key = client.send(sales.add_sales_invoice(given)).netvisor_key
    page = look(sandbox, f"/books/1234567-8/invoice/{key}")
    assert "Ero annettuun summaan3,16" in page.find("//dl[@class='total']/div")


def test_the_sums_of_the_paper_are_those_of_the_interface(books: Sandbox, client: Client) -> None:
    fetched = client.send(sales.get_sales_invoice(key_of(books)))
    assert fetched is not None
    assert fetched.sales_invoice_amount is not None
    assert fetched.sales_invoice_amount.value == Decimal("415.94")
    assert "415,94" in paper(books).text


def test_an_attachment_is_downloaded_byte_for_byte(books: Sandbox) -> None:
    page = paper(books)
    (link,) = page.tree.xpath("//ul[@class='files']//a/@href")
    file = look(books, link)
    assert file.body == PDF
    assert file.headers["Content-Type"] == "application/pdf"
    named = file.headers["Content-Disposition"]
    assert named.startswith("attachment; ")
    assert unquote(named.partition("filename*=UTF-8''")[2]) == "huoltoraportti ä.pdf"
    assert look(books, f"/books/1234567-8/document/{key_of(books)}").tree.xpath("//ul[@class='files']//a/@href") == [
        link
    ]


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ('"; x=y\r\nSet-Cookie: a=b', "text/html"),
        ("../../etc/passwd", "text/html\r\nX-Bad: 1"),
        ("päivä.html", "nonsense"),
    ],
)
def test_names_and_types_of_attachments_cannot_break_out(
    sandbox: Sandbox, client: Client, name: str, mime: str
) -> None:
    client.send(customers.add_customer(messages.customer()))
    sent = messages.invoice(sales_invoice_attachments=attachment(name, mime))
    key = client.send(sales.add_sales_invoice(sent)).netvisor_key
    file = look(sandbox, f"/books/1234567-8/file/{key}/0")
    assert file.body == PDF
    assert file.headers["Content-Disposition"].startswith("attachment; ")
    assert not {"Set-Cookie", "X-Bad"} & set(file.headers)
    assert file.headers["Content-Type"] in {"text/html", "application/octet-stream"}
    assert file.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/books/9999999-9",
        "/books/1234567-8/nosuch",
        "/books/1234567-8/company",
        "/books/1234567-8/customer/99",
        "/books/1234567-8/invoice/99",
        "/books/1234567-8/file/1/0",
        "/books/1234567-8/dimension_use/1",
        "/books/1234567-8/customer/999999999999999999",
        "/books/1234567-8/sqlite_master",
        "/books/nonsense",
        "/books/9999999-9/file/1/0",
    ],
)
def test_what_is_not_in_the_books_is_told(sandbox: Sandbox, path: str) -> None:
    page = look(sandbox, path)
    assert page.status == 404
    assert page.one("//h1").endswith(".")


def test_the_books_of_one_company_do_not_show_those_of_another(books: Sandbox) -> None:
    assert look(books, f"/books/7654321-2/invoice/{key_of(books)}").status == 404
    assert look(books, "/books/7654321-2/customer").find("//tbody/tr") == []
    assert look(books, f"/books/7654321-2/file/{key_of(books)}/0").status == 404


def test_looking_changes_nothing(books: Sandbox) -> None:
    with books.store.reading() as connection:
        before = list(connection.iterdump())
    for path in (
        "/books",
        "/books/1234567-8",
        "/books/1234567-8/customer",
        f"/books/1234567-8/invoice/{key_of(books)}",
    ):
        assert look(books, path).status == 200
    with books.store.reading() as connection:
        assert list(connection.iterdump()) == before


def test_the_books_can_be_read_while_a_call_of_the_company_is_under_way(books: Sandbox) -> None:
    with books.busy("1234567-8"):
        assert look(books, "/books/1234567-8/customer").status == 200


def test_a_search_takes_no_sql(books: Sandbox) -> None:
    page = look(books, "/books/1234567-8/customer?find=%27%29%20or%201%3D1%20--&by=name%3B%20drop%20table%20customer")
    assert page.status == 200
    assert page.find("//tbody/tr") == []
    assert len(books.books["1234567-8"].customers) == 1


def test_a_document_of_a_moved_clock_is_overdue(books: Sandbox, client: Client) -> None:
    key = client.send(sales.add_sales_invoice(messages.invoice())).netvisor_key
    books.clock = datetime.fromisoformat("2027-03-01T12:00:00+02:00")
    assert look(books, f"/books/1234567-8/invoice/{key}").one("//h1") == "Lasku 2 Overdue"
