"""The Outbox page: what waits, what was sent, what needs an answer."""
