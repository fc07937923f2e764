"""The Settings page: business, tax, numbering, payment, mail and appearance."""
