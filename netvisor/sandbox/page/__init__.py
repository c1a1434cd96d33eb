"""The sandbox's web page: its calls, its books and its faults, for a person with a browser.

It is rendered here, needs no network and no script, and shows what arrived as text only: messages are written by
others and are taken for hostile.
"""
