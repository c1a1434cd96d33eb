-- The books of the sandbox. Every row belongs to a company; `key` is its Netvisor key, counted for each company over
-- all kinds of things, so that a key of one kind used as another is noticed. Sums are decimal texts, days and moments
-- ISO 8601 in Finnish local time. `message` is the message that made the row, as XML in UTF-8, without attachments.

create table company (
    id text primary key,            -- business id, the Organisation-ID of calls
    name text not null,
    customer_id text not null unique,
    customer_key text not null,
    locked_until text not null default ''   -- last day of the locked accounting period
) without rowid;

create table denied (               -- resources that the integration has no right to
    company text not null,
    resource text not null,
    primary key (company, resource)
) without rowid;

create table partner (
    id text primary key,
    partner_key text not null
) without rowid;

create table transaction_id (       -- unique over all calls of a partner
    partner text not null,
    id text not null,
    primary key (partner, id)
) without rowid;

create table series (               -- last number given out: Netvisor keys, invoices, orders, vouchers of a type
    company text not null,
    name text not null,
    last integer not null,
    primary key (company, name)
) without rowid;

create table named (                -- what messages create by naming it: groups of customers and products, units
    company text not null,
    key integer not null,
    kind text not null,
    name text not null,
    primary key (company, kind, name)
) without rowid;

create table customer (
    company text not null,
    key integer not null,
    code text not null,             -- '' when it has none
    name text not null,
    name_extension text not null,
    identifier text not null,       -- business id
    unit_number text not null,      -- OVT number
    email text not null,
    country text not null,
    group_key integer,
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create unique index customer_code on customer (company, code) where code <> '';

create table product (
    company text not null,
    key integer not null,
    code text not null,
    name text not null,
    primary_ean text not null,
    secondary_ean text not null,
    group_key integer,
    active integer not null,
    sold integer not null,
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create index product_code on product (company, code) where code <> '';

create table document (             -- invoices, orders and drafts
    company text not null,
    key integer not null,
    kind text not null,             -- invoice | order | invoicedraft
    number integer,                 -- none for a draft
    reference text not null,
    date text not null,
    due text not null,
    status text not null,
    customer integer not null,
    customer_code text not null,
    customer_name text not null,
    customer_country text not null,
    second_name text not null,
    private_comment text not null,
    total text not null,            -- with VAT, in euros
    currency text not null,
    currency_total text not null,   -- with VAT, in that currency
    voucher integer,
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create unique index document_number on document (company, kind, number) where number is not null;
create index document_reference on document (company, reference);

create table document_line (        -- product lines with their computed sums
    company text not null,
    document integer not null,
    position integer not null,      -- among all lines of the document
    key integer not null,
    unit_price text not null,       -- without VAT
    net text not null,
    vat text not null,
    total text not null,            -- with VAT
    primary key (company, document, position)
) without rowid;

create table attachment (
    company text not null,
    owner integer not null,         -- key of the document or voucher
    position integer not null,
    mime text not null,
    description text not null,
    file_name text not null,
    content blob not null,
    primary key (company, owner, position)
);

create table payment (
    company text not null,
    key integer not null,
    document integer,               -- none while it is linked to nothing
    name text not null,
    date text not null,
    total text not null,            -- by which it lowers the open sum, a cash discount included
    paid text not null,
    currency text not null,
    reference text not null,
    account_name text not null,
    account_number text not null,
    voucher integer not null,
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create index payment_document on payment (company, document);

create table voucher (
    company text not null,
    key integer not null,
    type text not null,             -- Finnish name of the voucher type
    number integer not null,
    date text not null,
    description text not null,
    status text not null,           -- valid | invalidated | deleted
    source_type text not null,      -- salesinvoice | purchaseinvoice | ''
    source integer,
    comment text not null,
    changed text not null,
    primary key (company, key)
);
create unique index voucher_number on voucher (company, type, number);
create index voucher_date on voucher (company, date);

create table voucher_line (
    company text not null,
    voucher integer not null,
    position integer not null,
    key integer not null,
    total text not null,            -- debit positive, credit negative
    description text not null,
    account integer not null,
    vat_percent text not null,
    vat_code text not null,
    account_dimension text not null,
    primary key (company, voucher, position)
) without rowid;

create table dimension_name (
    company text not null,
    key integer not null,
    name text not null,
    hidden integer not null default 0,
    primary key (company, key)
);
create unique index dimension_name_name on dimension_name (company, name);

create table dimension_item (
    company text not null,
    key integer not null,
    heading integer not null,
    name text not null,
    father integer not null default 0,
    hidden integer not null default 0,
    primary key (company, key)
);
create unique index dimension_item_name on dimension_item (company, heading, name);

create table dimension_use (        -- items that a customer, a product or a line carries, by their keys
    company text not null,
    owner integer not null,
    position integer not null,
    item integer not null,
    primary key (company, owner, position)
) without rowid;
