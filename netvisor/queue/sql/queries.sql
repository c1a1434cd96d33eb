-- name: put
insert into message
    (company, kind, own_key, function, resource, http, parameters, charset, length, digest, library, transaction_id,
     state, reason, priority, after_message, not_before, put_at, changed_at)
values
    (:company, :kind, :own_key, :function, :resource, :http, :parameters, :charset, :length, :digest, :library,
     :transaction_id, :state, :reason, :priority, :after_message, :not_before, {now}, {now})
on conflict (company, own_key) where own_key is not null do nothing
returning id

-- name: put_block
insert into body (message, number, bytes) values (:message, :number, :bytes)

-- name: put_kind
insert into kind (company, kind) values (:company, :kind) on conflict do nothing

-- name: wake
insert into wake (company, at) values (:company, {later_of_now_and_not_before})

-- name: wakes
select id, company, at from wake order by id limit 1000 {skip_locked}

-- name: forget_wakes
delete from wake where id = :id

-- name: make_lane_ready
insert into lane (company, ready_at) values (:company, :at)
on conflict (company) do update set ready_at = case
    when lane.paused = 1 then lane.ready_at
    when lane.ready_at is null or lane.ready_at > excluded.ready_at then excluded.ready_at
    else lane.ready_at end

-- name: by_own_key
select * from message where company = :company and own_key = :own_key

-- name: message
select * from message where id = :id

-- name: message_locked
select * from message where id = :id {for_update}

-- name: block
select bytes from body where message = :message and number = :number

-- name: attempts
select * from attempt where message = :message order by number

-- name: free_lane
select company, exists (select 1 from wake) as news from lane
where ready_at <= {now} and paused = 0 and (lease_until is null or lease_until <= {now})
    and (wanted_until is null or wanted_until <= {now})
order by ready_at limit 1 {skip_locked}

-- name: free_lane_of
select company, exists (select 1 from wake) as news from lane
where company = :company and paused = 0 and (lease_until is null or lease_until <= {now})
    and (wanted_until is null or wanted_until <= {now}) {skip_locked}

-- name: any_free_lane
select exists (select 1 from wake) as news, exists (select 1 from lane
    where ready_at <= {now} and paused = 0 and (lease_until is null or lease_until <= {now})
        and (wanted_until is null or wanted_until <= {now})) as free

-- name: free_lane_of_company
select exists (select 1 from wake) as news, exists (select 1 from lane
    where company = :company and paused = 0 and (lease_until is null or lease_until <= {now})
        and (wanted_until is null or wanted_until <= {now})) as free

-- name: take_lane
insert into lane (company, holder, lease_until, lease_for)
values (:company, :holder, {now} + :seconds, :lease_for)
on conflict (company) do update set holder = excluded.holder, lease_until = excluded.lease_until,
    lease_for = excluded.lease_for, wanted_until = null
where lane.lease_until is null or lane.lease_until <= {now}

-- name: want_lane
update lane set wanted_until = {now} + :seconds where company = :company

-- name: give_lane_back
update lane set holder = null, lease_until = null, lease_for = null where company = :company and holder = :holder

-- name: open_message
select * from message where company = :company and state in ('sending', 'unknown')

-- name: heads
select m.*, a.state as after_state, a.answer as after_answer, m.not_before - {now} as wait
from kind k
join message m on m.id = (
    select w.id from message w
    where w.company = k.company and w.kind = k.kind and w.state = 'waiting'
        -- What waits for a message that a person has to decide about gives way, and so does what waits for that.
        and (w.after_message is null or not exists (
            with recursive earlier (state, after_message) as (
                select p.state, p.after_message from message p where p.id = w.after_message
                union all
                select p.state, p.after_message from earlier e join message p on p.id = e.after_message
                where e.state = 'waiting')
            select 1 from earlier where state in ('held', 'refused')))
    order by w.priority desc, w.id limit 1)
left join message a on a.id = m.after_message
where k.company = :company
order by m.priority desc, m.id

-- name: lease_lane
update lane set holder = :holder, lease_until = {now} + :seconds, lease_for = :lease_for where company = :company

-- name: renew_lease
update lane set lease_until = {now} + :seconds where company = :company and holder = :holder

-- name: end_lease
update lane set holder = null, lease_until = null, lease_for = null, ready_at = case
    when paused = 1 then null
    when cast(:wait as {moment}) is null then null
    else {now} + cast(:wait as {moment}) end
where company = :company and holder = :holder

-- name: rest_lane
update lane set ready_at = case when cast(:wait as {moment}) is null then null else {now} + cast(:wait as {moment}) end
where company = :company

-- name: start_sending
update message set state = 'sending', holder = :holder, attempts = attempts + 1, changed_at = {now}
where id = :id and state = :from_state

-- name: lose_worker
update message set state = 'unknown', not_before = {now}, changed_at = {now} where id = :id and state = 'sending'

-- name: take_over
update message set holder = :holder, looks = looks + 1, changed_at = {now} where id = :id and state = 'unknown'

-- name: start_attempt
insert into attempt (message, number, action, worker, started_at) values (:message, :number, :action, :worker, {now})

-- name: end_attempt
update attempt set ended_at = {now}, outcome = :outcome, details = :details
where message = :message and number = :number and ended_at is null

-- name: end_lost_attempts
update attempt set ended_at = {now}, outcome = 'lost', details = 'the worker died, or was cut off, before it said what happened'
where message = :message and ended_at is null

-- name: finish
update message set state = :state, reason = :reason, found = :found, answer = :answer,
    not_before = {now} + :wait, changed_at = {now}
where id = :id and attempts = :attempts and state in ('sending', 'unknown')

-- name: decide
update message set state = :state, reason = :reason, answer = :answer, transaction_id = :transaction_id,
    not_before = {now}, changed_at = {now}
where id = :id and state = :from_state

-- name: wake_followers
insert into wake (company, at)
select distinct company, 0.0 from message where after_message = :id and state = 'waiting'

-- name: counts
select state, count(*) as number from message group by state

-- name: pause
insert into lane (company, paused) values (:company, 1)
on conflict (company) do update set paused = 1, ready_at = null

-- name: resume
update lane set paused = 0, ready_at = {now} where company = :company

-- name: count_call
update lane set minute = :minute, calls = case when minute = :minute then calls + 1 else 1 end where company = :company

-- name: lane
select company, ready_at - {now} as ready_in, holder, lease_until - {now} as lease_left, lease_for, paused, minute, calls
from lane where company = :company

-- name: meter
insert into meter (name, minute, calls) values (:name, :minute, 1)
on conflict (name) do update set minute = excluded.minute,
    calls = case when meter.minute = excluded.minute then meter.calls + 1 else 1 end
returning calls

-- name: metered
select calls from meter where name = :name and minute = :minute

-- name: lanes
select l.company, l.holder, l.lease_for, l.lease_until - {now} as lease_left, l.paused, l.ready_at - {now} as ready_in,
    (select count(*) from message m where m.company = l.company and m.state = 'waiting') as waiting,
    (select min(m.put_at) from message m where m.company = l.company and m.state = 'waiting') - {now} as oldest
from lane l order by l.company

-- name: for_people
select * from message where state in ('held', 'unknown') order by id limit :limit

-- name: refused
select * from message where state = 'refused' order by id desc limit :limit

-- name: next_due
select min(case when lease_until > ready_at then lease_until else ready_at end) - {now} as wait, {now} as now from lane
where ready_at is not null and paused = 0

-- name: due_before
update lane set ready_at = {now} where ready_at > {now} and ready_at <= :latest

-- name: leased_before
update lane set lease_until = {now} + :seconds where lease_until > {now} + :seconds and lease_until <= :latest + :seconds

-- name: waited_before
update message set not_before = {now}
where state in ('waiting', 'unknown') and not_before > {now} and not_before <= :latest

-- name: wait_of
select not_before - {now} as wait from message where id = :id

-- name: tell
{tell}

-- name: clock
select {now} as now

-- name: new_transaction_id
update message set transaction_id = :transaction_id where id = :id

-- name: answer_of
select answer as after_answer from message where id = :id

-- name: since_sent
select {now} - max(coalesce(ended_at, started_at)) as since from attempt where message = :message and action = 'send'
