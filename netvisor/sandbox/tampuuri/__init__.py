"""A local Tampuuri beside the local Netvisor: the same process, server, file and log of calls.

What the reference does not tell is ours here: the names of fields that were not seen, the texts of refusals, and
which changes of a notice's state are allowed. `docs/tampuuri.md` says which is which.
"""
