"""The tests, by kind: unit, property, sandbox, queue, cli, docs, benchmarks."""
