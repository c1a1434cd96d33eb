"""The page of a queue: what waits, what is held and why, and each message beside what was found in Netvisor."""
