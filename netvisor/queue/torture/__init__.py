"""Crash runs of the queue: real workers are killed at seeded moments, and the books of a sandbox are counted after."""

from __future__ import annotations
