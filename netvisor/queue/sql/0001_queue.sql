-- The queue: one table of messages is its truth. The same statements serve SQLite and PostgreSQL; what differs is
-- written {so} and filled in by the engine: {identity} a growing whole number, {moment} seconds since 1970, {bytes}.

-- A message is one call, stored whole: any machine and any later version of the library can send it.
--
--   waiting    its turn has not come: behind others of its company and kind, too early, or after a message that waits
--   sending    a worker sends it now; what became of it is not known until the worker says so or its lease ends
--   accepted   Netvisor stored it; answer and keys are kept
--   refused    Netvisor refused it and stored nothing; it will not be sent again unless a person says so
--   unknown    it may be stored or not: it is looked up before anything else of the company is sent
--   held       a person decides: the outcome cannot be told, or something was found that is not what was sent
create table message (
    id {identity},
    company text not null,
    kind text not null,
    own_key text,
    function text not null,
    resource text not null,
    http text not null,
    parameters text not null,
    charset text,
    length bigint not null,
    digest text not null,
    library text not null,
    transaction_id text not null unique,
    state text not null default 'waiting'
        check (state in ('waiting', 'sending', 'accepted', 'refused', 'unknown', 'held')),
    priority integer not null default 0,
    after_message bigint references message (id),
    not_before {moment} not null,
    put_at {moment} not null,
    changed_at {moment} not null,
    attempts integer not null default 0,
    looks integer not null default 0,
    holder text,
    reason text,
    found text,
    answer text
);

create unique index message_own_key on message (company, own_key) where own_key is not null;

-- The database itself stops two calls of one company.
create unique index one_call_per_company on message (company) where state in ('sending', 'unknown');

-- The first waiting message of a company and kind is found at once, however many wait behind it.
create index message_turn on message (company, kind, priority desc, id) where state = 'waiting';
create index message_followers on message (after_message) where state = 'waiting' and after_message is not null;
create index message_for_people on message (company, id) where state in ('held', 'unknown');

-- The bytes of a message, in blocks, so that an attachment never stands in memory whole.
create table body (
    message bigint not null references message (id),
    number integer not null,
    bytes {bytes} not null,
    primary key (message, number)
);

-- Every attempt to send a message, and every look whether it was stored.
create table attempt (
    message bigint not null references message (id),
    number integer not null,
    action text not null check (action in ('send', 'look')),
    worker text not null,
    started_at {moment} not null,
    ended_at {moment},
    outcome text,
    details text,
    primary key (message, number)
);

-- The lane of a company: one call at a time. ready_at is when there is something to do next, null for nothing.
-- A lane with a lease belongs to its holder until the lease ends by the clock of the database.
create table lane (
    company text primary key,
    ready_at {moment},
    holder text,
    lease_until {moment},
    lease_for text,
    paused integer not null default 0,
    minute bigint not null default 0,
    calls integer not null default 0
);

create index lane_ready on lane (ready_at) where ready_at is not null;

-- The kinds that a company has messages of, so that the head of each is found without reading the others.
create table kind (
    company text not null,
    kind text not null,
    primary key (company, kind)
);

-- Companies with new work. Putting only adds rows here, so that it never waits for a lane, nor holds one up.
create table wake (
    id {identity},
    company text not null,
    at {moment} not null
);

-- How many calls a partner sent in the running minute.
create table meter (
    name text primary key,
    minute bigint not null,
    calls integer not null
);
