"""Offline-first invoicing: one window, one ledger file."""

__version__ = "0.1.0"
