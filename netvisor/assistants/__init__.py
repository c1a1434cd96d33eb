"""What assistants see of one company: a server of the Model Context Protocol, read-only unless a person lets it write.

    netvisor mcp --sandbox

It needs the extra `netvisor-xml[mcp]`. `docs/assistants.md` says which rules of the vendor it follows, and where.
"""
