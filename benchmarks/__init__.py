"""Measurements: ratios of rounds interleaved in one run (docs/performance.md)."""
