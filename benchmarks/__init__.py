"""Ratios measured in one run: ours against the bare thing that does the same."""
