-- What people and programs ask about a queue. Each question is answered from an index, or from the few rows it is about.

-- name: look_waiting
select w.company, w.waiting, {now} - m.put_at as oldest
from (select company, count(*) as waiting, min(id) as first from message where state = 'waiting' group by company) w
join message m on m.id = w.first

-- name: look_lanes
select company, lease_for, lease_until - {now} as lease_left, paused, ready_at - {now} as ready_in from lane

-- name: look_news
select company from wake where at <= {now} group by company

-- name: look_open
select id, company, state, resource, reason, not_before - {now} as wait, {now} - changed_at as since
from message where state in ('sending', 'unknown')

-- name: look_held
select count(*) as number from message where state in ('held', 'unknown') and state = 'held'

-- name: look_finished
select state, count(*) as number from message where state in ('accepted', 'refused') group by state

-- name: look_finished_since
select count(*) as number from message where state in ('accepted', 'refused') and changed_at > {now} - :seconds

-- name: look_attempts
select count(*) as number from attempt

-- name: look_refused_since
select * from message where state in ('accepted', 'refused') and state = 'refused' and changed_at > {now} - :seconds
order by changed_at desc limit :limit

-- The numbers come from the index of the state, however many messages are in the others: hence id + 0.

-- name: look_listed_waiting
select * from message where id in (
    select id from message where state = 'waiting' and state = :state
        and id + 0 > :after and (:company = '' or company = :company)
    order by id + 0 limit :limit)
order by id

-- name: look_listed_open
select * from message where id in (
    select id from message where state in ('sending', 'unknown') and state = :state
        and id + 0 > :after and (:company = '' or company = :company)
    order by id + 0 limit :limit)
order by id

-- name: look_listed_held
select * from message where id in (
    select id from message where state in ('held', 'unknown') and state = :state
        and id + 0 > :after and (:company = '' or company = :company)
    order by id + 0 limit :limit)
order by id

-- name: look_listed_finished
select * from message where id in (
    select id from message where state in ('accepted', 'refused') and state = :state
        and id + 0 > :after and (:company = '' or company = :company)
    order by id + 0 limit :limit)
order by id

-- name: look_clock
select {now} as now
