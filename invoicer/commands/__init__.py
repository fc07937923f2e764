"""The commands, filed by noun: thin, over the same actions as the window."""
