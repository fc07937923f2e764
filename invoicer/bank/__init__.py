"""Bytes in: bank files to `models.statement` lines."""
