-- Finished messages are counted, and the latest found, without reading the messages themselves.
create index message_finished on message (state, changed_at) where state in ('accepted', 'refused');
