"""The first start: three short steps, a demo business, or a ledger there is already."""
