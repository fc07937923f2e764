"""Parts every screen is made of. Each takes what it needs and knows nothing of the ledger."""
