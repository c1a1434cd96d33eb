-- A client that waits for the lane of a company says so, and workers leave the lane to it until then. Without it, a
-- worker that has thousands of messages for a company would never let a read of that company have its turn.
alter table lane add column wanted_until {moment};
