-- Wake-ups by procrastinate (PostgreSQL only): whatever wakes a company defers one job that drains it, in the same
-- transaction. A job that waits already is enough: procrastinate keeps one for each queueing lock. It is deferred at the
-- end of the transaction, because others that put for the same company would wait for it from then on.

-- name: procrastinate_is_there
select to_regproc('procrastinate_defer_jobs_v1') is not null as there

-- name: procrastinate_function
create or replace function defer_drain() returns trigger language plpgsql set search_path from current as $$
declare
    later boolean = new.at > extract(epoch from clock_timestamp()) + 1;
    -- Queueing locks are common to all tasks of an app.
    once text = 'netvisor ' || new.company || case when later then ' at ' || new.at else '' end;
begin
    -- Cheaper than the exception below, of which thousands of messages of one company would each have one.
    if exists (select from procrastinate_jobs where queueing_lock = once and status = 'todo') then
        return null;
    end if;
    perform procrastinate_defer_jobs_v1(array[row(
        'netvisor', 'netvisor.queue.drain', 0, null, once, jsonb_build_object('company', new.company),
        case when later then to_timestamp(new.at) end)::procrastinate_job_to_defer_v1]);
    return null;
exception when unique_violation then
    return null;
end $$

-- name: procrastinate_trigger
create constraint trigger defer_drain after insert on wake deferrable initially deferred
for each row execute function defer_drain()

-- name: procrastinate_no_trigger
drop trigger if exists defer_drain on wake
