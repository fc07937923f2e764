"""By what a file is known as a ledger, and as one of today's schema."""

# "INVC", in the file's header: this is a ledger of ours.
APPLICATION_ID = 0x494E5643
# How many steps of `migrations` today's schema has; apart from them, as opening a ledger that needs
# none of them shouldn't wait for their import.
VERSION = 1
