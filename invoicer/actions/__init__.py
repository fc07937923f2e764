"""Verbs: what a person or the clock makes happen, each in one transaction."""
