"""Speed and memory against lxml by hand: `python -m tests.benchmarks`."""
