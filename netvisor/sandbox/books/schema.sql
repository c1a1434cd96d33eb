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

create table chart (                -- charts of accounts of companies that were given their own
    company text primary key,
    content text not null           -- its lines, in JSON
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
    company text not null,          -- the columns of the key come first: SQLite 3.40 checks other orders wrongly
    kind text not null,
    name text not null,
    key integer not null,
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
-- `code = ?` finds nothing by the index above: SQLite cannot know that the code it is asked for is not ''.
create index customer_by_code on customer (company, code);
create index customer_unit_number on customer (company, unit_number);

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
create index product_code on product (company, code);
create index product_primary_ean on product (company, primary_ean);
create index product_secondary_ean on product (company, secondary_ean);

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
-- What lists ask for, so that they need not read the documents that they leave out.
create index document_listed on document (company, kind, key, date, due, status, customer, customer_code, changed);

create table document_line (        -- product lines with their computed sums
    company text not null,
    document integer not null,
    position integer not null,      -- among all lines of the document
    key integer not null,
    unit_price text not null,       -- without VAT
    net text not null,
    vat text not null,
    total text not null,            -- with VAT
    product integer,                -- none for a code that the register does not know
    quantity text not null,
    place integer,                  -- warehouse that the line names
    primary key (company, document, position)
) without rowid;
create index document_line_key on document_line (company, key);

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
    paid text not null,             -- in euros
    currency text not null,
    currency_paid text not null,    -- as it was sent
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

create table replaced_line (        -- rows of vouchers that an edit has replaced; they carry their dimensions on
    company text not null,
    key integer not null,
    voucher integer not null,
    total text not null,
    description text not null,
    account integer not null,
    vat_percent text not null,
    vat_code text not null,
    account_dimension text not null,
    primary key (company, key)
) without rowid;
create index replaced_line_voucher on replaced_line (company, voucher);

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

create table deleted (              -- what was deleted, for the lists of it
    company text not null,
    key integer not null,
    kind text not null,             -- salesinvoice | salesorder | salespayment and so on
    moment text not null,
    primary key (company, key)
) without rowid;

create table office (
    company text not null,
    key integer not null,
    customer integer not null,
    name text not null,
    identifier text not null,       -- office code
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create index office_customer on office (company, customer);

create table contact_person (
    company text not null,
    key integer not null,
    customer integer not null,
    office integer,
    position integer,
    is_default integer not null,
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create index contact_person_customer on contact_person (company, customer);

create table document_comment (     -- the comments in the history of a document
    company text not null,
    document integer not null,
    position integer not null,
    moment text not null,
    comment text not null,
    primary key (company, document, position)
) without rowid;

create table delivery (             -- how much of an order line is delivered and invoiced
    company text not null,
    line integer not null,
    delivered text not null,
    invoiced text not null,
    primary key (company, line)
) without rowid;

create table order_invoice (        -- the invoices that were made of an order
    company text not null,
    origin integer not null,
    invoice integer not null,
    primary key (company, origin, invoice)
) without rowid;
create index order_invoice_invoice on order_invoice (company, invoice);

create table credit (               -- what a credit note takes off an invoice, in euros
    company text not null,
    credit_note integer not null,
    invoice integer not null,
    total text not null,
    primary key (company, credit_note, invoice)
) without rowid;
create index credit_invoice on credit (company, invoice, total);

create table payment_handling (     -- payments that were handled without an invoice: they are never matched again
    company text not null,
    payment integer not null,
    kind text not null,
    primary key (company, payment)
) without rowid;

create table batch (
    company text not null,
    key integer not null,
    kind text not null,             -- salesinvoice | purchaseinvoice
    moment text not null,
    primary key (company, key)
);

create table batch_item (
    company text not null,
    batch integer not null,
    position integer not null,
    identifier text not null,
    document integer,               -- what it became; none for an item that failed
    category text not null,
    error text not null,
    primary key (company, batch, position)
) without rowid;
create index batch_item_document on batch_item (company, document);

create table voucher_event (        -- what happened to a voucher after it was entered
    company text not null,
    voucher integer not null,
    position integer not null,
    moment text not null,
    comment text not null,
    primary key (company, voucher, position)
) without rowid;

create table allocation (           -- rows of vouchers that are allocated to each other, by their keys
    company text not null,
    "from" integer not null,
    "to" integer not null,
    primary key (company, "from", "to")
) without rowid;

create table budget (
    company text not null,
    account integer not null,
    year integer not null,
    month integer not null,
    dimensions text not null,       -- keys of the items in rising order, parted by commas; '' for none
    version text not null,          -- name of it, as it was posted last
    total text not null,
    vat text not null,
    primary key (company, account, year, month, dimensions)
) without rowid;

create table employee (
    company text not null,
    key integer not null,
    number integer,
    identifier text not null,       -- personal identity code, foreign identifier or business id
    identifier_kind text not null,  -- finnishidentifier | foreignidentifier | companyidentifier
    name text not null,
    message blob not null,
    primary key (company, key)
);
create unique index employee_number on employee (company, number) where number is not null;
create unique index employee_identifier on employee (company, identifier) where identifier <> '';
create index employee_by_identifier on employee (company, identifier);

create table record (               -- what is kept as it was posted
    company text not null,
    key integer not null,
    kind text not null,             -- crmprocess | jobperiod | payrolladvance | tripexpense | escan and so on
    owner integer,                  -- key of the employee or voucher that it belongs to
    status text not null default '',
    date text not null default '',
    changed text not null,
    message blob not null,
    primary key (company, key)
);
create index record_kind on record (company, kind, owner);

create table salary_parameter (     -- by employee and number of the pay type
    company text not null,
    employee integer not null,
    ratio integer not null,
    value text not null,
    primary key (company, employee, ratio)
) without rowid;

create table pay_period (           -- of a pay model, which is a name of its own kind
    company text not null,
    key integer not null,
    model integer not null,
    first text not null,
    last text not null,
    primary key (company, key)
);
create unique index pay_period_first on pay_period (company, model, first);

create table payslip (              -- imported finished
    company text not null,
    key integer not null,
    employee integer not null,
    period integer not null,
    date text not null,             -- value date, on which it is paid
    due text not null,
    status integer not null,        -- 1 open, 2 confirmed, 3 paid
    total text not null,            -- of its lines
    message blob not null,
    primary key (company, key)
);
create index payslip_date on payslip (company, date);

create table payslip_line (         -- the keys by which the lines of a payslip carry dimensions
    company text not null,
    payslip integer not null,
    position integer not null,
    key integer not null,
    primary key (company, payslip, position)
) without rowid;

create table settlement_point (     -- the settlement points that employees are attached to
    company text not null,
    employee integer not null,
    kind text not null,
    party integer not null,
    type text not null,
    primary key (company, employee, kind, party)
) without rowid;

create table workhour (
    company text not null,
    key integer not null,
    employee integer not null,
    date text not null,
    ratio text not null,            -- number of the record type
    hours text not null,
    status text not null,           -- open | confirmed | accepted | paid
    handled integer not null,       -- whether people have acknowledged, approved or paid it
    description text not null,
    process text not null,          -- name of the CRM process
    message blob not null,
    primary key (company, key)
);
create index workhour_date on workhour (company, employee, date);

create table invitation (           -- of users; the key is counted over all companies, as those of users are
    company text not null,          -- that the user is invited to
    key integer not null,
    user integer,                   -- key of the user that it names
    status text not null,           -- WaitingForAuth | Authenticated | Verified, or what failed
    created text not null,
    created_by text not null,
    expires text not null,
    authenticated text not null default '',
    verified text not null default '',
    verified_by text not null default '',
    message blob not null,
    primary key (company, key)
);

create table user_right (           -- what a user may do in a company; the calling user only once it was changed
    company text not null,
    key integer not null,           -- of the user, the same in all companies
    email text not null,            -- the user name
    first_name text not null,
    last_name text not null,
    phone text not null,
    is_company_admin integer not null,
    is_account_office_super_user integer not null,
    is_user_admin integer not null,
    is_auditor integer not null,
    is_accountant integer not null,
    is_payroll_accountant integer not null,
    is_payroll_personnel_manager integer not null,
    is_payroll_employee_controller integer not null,
    accounting_profile text not null,
    payroll_profile text not null,
    valid_from text not null,
    valid_to text not null,
    deleted integer not null,
    primary key (company, key)
);

create table vendor (
    company text not null,
    key integer not null,
    code text not null,             -- '' when it has none
    name text not null,
    identifier text not null,       -- business id
    changed text not null,
    message blob not null,          -- with the keys of the bank accounts
    primary key (company, key)
);
create unique index vendor_code on vendor (company, code) where code <> '';
create index vendor_by_code on vendor (company, code);

create table vendor_account (       -- what an invoice finds its vendor by
    company text not null,
    number text not null,           -- without spaces, in capitals
    vendor integer not null,
    primary key (company, number, vendor)
) without rowid;

create table product_quality (
    company text not null,
    key integer not null,
    name text not null,
    deviation integer not null,
    message blob not null,
    primary key (company, key)
);

create table purchase_invoice (
    company text not null,
    key integer not null,
    number text not null,
    date text not null,
    event text not null,            -- day of the posting
    due text not null,
    stage text not null,            -- of the approval round
    vendor integer not null,
    total text not null,            -- with VAT
    prepaid text not null,          -- what was paid before the import
    currency text not null,
    visible text not null,          -- from when on it can be seen: a Finvoice is handled first
    voucher integer,
    changed text not null,
    message blob not null,
    primary key (company, key)
);

create table purchase_line (        -- lines of purchase invoices; their dimensions go by the key
    company text not null,
    owner integer not null,
    position integer not null,
    key integer not null,
    code text not null,
    name text not null,
    ordered text not null,
    delivered text not null,
    unit text not null,
    price text not null,
    discount text not null,
    vat_percent text not null,
    vat_code text not null,
    total text not null,            -- with VAT
    net text not null,
    description text not null,
    account text not null,          -- proposed ledger account, '' without
    primary key (company, owner, position)
) without rowid;

create table purchase_event (       -- history of a purchase invoice
    company text not null,
    owner integer not null,
    position integer not null,
    type text not null,
    heading text not null,
    description text not null,
    time text not null,
    primary key (company, owner, position)
) without rowid;

create table purchase_accrual (
    company text not null,
    invoice integer not null,
    first text not null,            -- month, as 2026-10
    last text not null,             -- '' along a curve
    curve text not null,
    primary key (company, invoice)
) without rowid;

create table purchase_link (        -- orders that an invoice names by their numbers
    company text not null,
    invoice integer not null,
    number text not null,
    primary key (company, invoice, number)
) without rowid;

create table purchase_order (
    company text not null,
    key integer not null,
    number text not null,
    date text not null,
    status text not null,
    vendor integer not null,
    total text not null,
    changed text not null,
    message blob not null,          -- without its lines
    primary key (company, key)
);

create table purchase_order_line (
    company text not null,
    owner integer not null,
    key integer not null,
    kind text not null,             -- product | comment | group, of which partial deliveries are parts
    part_of integer,                -- key of the group
    product integer,
    product_code text not null default '',
    product_name text not null default '',
    vendor_code text not null default '',
    ordered text not null default '0',
    delivered text not null default '0',
    price text not null default '0',
    vat_percent text not null default '0',
    freight text not null default '',
    comment text not null default '',
    delivery text not null default '',
    quality integer,
    place integer,
    primary key (company, key)
);
create index purchase_order_line_owner on purchase_order_line (company, owner);

create table purchase_payment (     -- of purchase invoices; people make them, no resource does
    company text not null,
    key integer not null,
    invoice integer not null,
    payer text not null,
    date text not null,
    total text not null,
    reference text not null,
    voucher integer not null,
    changed text not null,
    primary key (company, key)
);

create table transfer (             -- bank transfers of payment.nv
    company text not null,
    key integer not null,
    due text not null,
    amount text not null,
    status text not null,           -- '' while the bank has not answered, 2 done, 3 refused
    description text not null,
    changed text not null,
    message blob not null,
    primary key (company, key)
);

create table warehouse_event (
    company text not null,
    key integer not null,
    reference text not null,
    vendor integer,
    changed text not null,
    message blob not null,
    primary key (company, key)
);

create table stock_change (         -- lines of warehouse events
    company text not null,
    event integer not null,
    position integer not null,
    product integer not null,
    place integer not null,
    type text not null,
    quantity text not null,
    price text not null,
    date text not null,
    status text not null,
    changed text not null,
    primary key (company, event, position)
) without rowid;
create index stock_change_product on stock_change (company, product);

create table tampuuri (             -- the local Tampuuri: a JSON object for each record; ids are counted in a register
    company text not null,
    register text not null,         -- kohteet, osapuolet, sopimukset ...
    id integer not null,
    record text not null,
    primary key (company, register, id)
) without rowid;
