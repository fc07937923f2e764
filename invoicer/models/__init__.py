"""Rules: frozen data and pure functions. No SQL, no Qt, no clock, no files."""
