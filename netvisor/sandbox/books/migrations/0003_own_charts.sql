create table chart (
    company text primary key,
    content text not null
) without rowid;
