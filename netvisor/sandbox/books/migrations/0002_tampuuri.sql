create table tampuuri (
    company text not null,
    register text not null,
    id integer not null,
    record text not null,
    primary key (company, register, id)
) without rowid;
