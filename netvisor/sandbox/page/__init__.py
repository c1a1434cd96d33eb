"""The sandbox's web page: calls, books and faults in a browser.

It is rendered on the server and needs no network and no script. It shows messages as text only, because their content
must be treated as hostile.
"""
