"""The documented resources, one module per area: messages, answers and calls. Declarations only."""
