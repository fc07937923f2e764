"""The SQLite file: the only SQL there is.

The driver is imported before all else: it must be in place when sqlite_utils first looks for one.
"""

from invoicer.ledger import driver as driver
