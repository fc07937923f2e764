"""The ledger's schema, step by step. Append only: a released step is never changed.

Each step imports none of our code, so that it does the same for ever. SQLite's `user_version` is
the number of steps applied; `schema.VERSION` says how many there are.
"""

from sqlite_utils import Database, Migrations

STEPS = Migrations("invoicer")

_TABLES = """
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE files (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    media_type TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE clients (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('quote', 'invoice', 'credit_note', 'corrected_invoice', 'deposit_invoice', 'final_invoice')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued')),
    number TEXT,
    number_key TEXT NOT NULL DEFAULT '',
    series TEXT,
    counting_year INTEGER,
    sequence INTEGER CHECK (sequence > 0),
    client_id INTEGER REFERENCES clients (id),
    client_name TEXT NOT NULL,
    client_key TEXT NOT NULL,
    currency TEXT NOT NULL,
    issued_on TEXT CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    payable_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL DEFAULT 0,
    discounts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(discounts)),
    texts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(texts)),
    revision INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    paid_minor INTEGER NOT NULL DEFAULT 0,
    credited_minor INTEGER NOT NULL DEFAULT 0,
    written_off_minor INTEGER NOT NULL DEFAULT 0,
    sent_at TEXT,
    delivered_at TEXT,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'accepted', 'declined')),
    invoiced INTEGER NOT NULL DEFAULT 0 CHECK (invoiced IN (0, 1)),
    open_minor INTEGER GENERATED ALWAYS AS (
        CASE WHEN state = 'draft' OR kind = 'quote' THEN 0
        ELSE payable_minor - paid_minor - credited_minor - written_off_minor END) VIRTUAL,
    issued_key TEXT GENERATED ALWAYS AS (coalesce(issued_on, '9999-99-99')) VIRTUAL,
    due_key TEXT GENERATED ALWAYS AS (
        coalesce(CASE kind WHEN 'quote' THEN valid_until ELSE due_on END, '9999-99-99')) VIRTUAL,
    standing TEXT GENERATED ALWAYS AS (
        CASE
        WHEN state = 'draft' THEN 'draft'
        WHEN kind = 'quote' THEN
            CASE WHEN invoiced = 1 OR answer = 'declined' THEN 'settled'
            WHEN answer = 'accepted' THEN 'accepted' ELSE 'open' END
        WHEN payable_minor - paid_minor - credited_minor - written_off_minor > 0 THEN 'open'
        WHEN kind = 'credit_note' THEN CASE WHEN paid_minor <> 0 THEN 'paid' ELSE 'settled' END
        WHEN written_off_minor > 0 THEN 'settled'
        WHEN credited_minor > 0 AND paid_minor <= 0 THEN 'settled'
        ELSE 'paid' END) VIRTUAL,
    CHECK ((state = 'issued') = (number IS NOT NULL)),
    CHECK ((state = 'issued') = (series IS NOT NULL)),
    CHECK ((state = 'issued') = (counting_year IS NOT NULL)),
    CHECK ((state = 'issued') = (sequence IS NOT NULL)),
    CHECK ((state = 'issued') = (issued_on IS NOT NULL))
) STRICT;

CREATE TABLE document_contents (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id),
    content TEXT NOT NULL CHECK (json_valid(content)),
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
    totals TEXT CHECK (json_valid(totals)),
    totals_sha256 TEXT CHECK (length(totals_sha256) = 64)
) STRICT;

CREATE TABLE document_lines (
    document_id INTEGER NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL CHECK (position > 0),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    item_id INTEGER REFERENCES items (id),
    item_number TEXT NOT NULL,
    quantity TEXT NOT NULL,
    unit TEXT NOT NULL,
    net_minor INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_files (
    document_id INTEGER NOT NULL REFERENCES documents (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    PRIMARY KEY (document_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_links (
    document_id INTEGER NOT NULL REFERENCES documents (id),
    role TEXT NOT NULL CHECK (role IN ('origin', 'preceding', 'deposit')),
    target_id INTEGER NOT NULL,
    PRIMARY KEY (document_id, role, target_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE series_counters (
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    first INTEGER NOT NULL CHECK (first > 0),
    last INTEGER NOT NULL CHECK (last >= first - 1),
    PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    profile TEXT NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    line_count INTEGER NOT NULL CHECK (line_count >= 0),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE payments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER REFERENCES clients (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    currency TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    method TEXT NOT NULL,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    statement_line_id INTEGER REFERENCES statement_lines (id),
    reverses_id INTEGER UNIQUE REFERENCES payments (id),
    unallocated_minor INTEGER NOT NULL,
    reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE statement_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    account TEXT NOT NULL,
    booked_on TEXT NOT NULL CHECK (booked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    occurrence INTEGER NOT NULL CHECK (occurrence > 0),
    payer_name TEXT NOT NULL,
    payer_account TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'suggested', 'booked', 'credit', 'ignored')),
    payment_id INTEGER REFERENCES payments (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    content TEXT NOT NULL CHECK (json_valid(content)),
    proposals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(proposals))
) STRICT;

CREATE TABLE allocations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'credit', 'early_discount', 'bank_charge', 'exchange_difference', 'write_off', 'replaced')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    payment_id INTEGER REFERENCES payments (id),
    credit_note_id INTEGER REFERENCES documents (id),
    settled_on TEXT NOT NULL CHECK (settled_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reverses_id INTEGER UNIQUE REFERENCES allocations (id),
    CHECK (kind <> 'payment' OR payment_id IS NOT NULL),
    CHECK ((kind = 'credit') = (credit_note_id IS NOT NULL))
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER REFERENCES documents (id),
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'refused', 'unknown', 'deleted')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    next_attempt_at TEXT,
    accepted_at TEXT,
    claimed_by TEXT NOT NULL DEFAULT '',
    claimed_at TEXT,
    server_reply TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE TABLE outbox_files (
    mail_id INTEGER NOT NULL REFERENCES outbox (id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    PRIMARY KEY (mail_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT
"""

_INDICES = """
CREATE INDEX clients_name ON clients (archived, name_key);
CREATE INDEX items_name ON items (archived, name_key);
CREATE UNIQUE INDEX documents_number ON documents (number, series) WHERE state = 'issued';
CREATE UNIQUE INDEX documents_sequence ON documents (series, counting_year, sequence) WHERE state = 'issued';
CREATE INDEX documents_client ON documents (client_id, currency, standing);
CREATE INDEX documents_waiting ON documents (currency, client_id, client_name, due_on, open_minor) WHERE standing = 'open' AND kind NOT IN ('quote', 'credit_note');
CREATE INDEX documents_revenue ON documents (issued_on, kind, currency, net_minor) WHERE state = 'issued';
CREATE INDEX document_links_target ON document_links (target_id);
CREATE INDEX document_lines_item ON document_lines (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX document_files_sha256 ON document_files (sha256);
CREATE INDEX payments_received ON payments (received_on, id);
CREATE INDEX payments_client ON payments (client_id);
CREATE INDEX payments_credit ON payments (client_id, currency) WHERE unallocated_minor <> 0;
CREATE INDEX payments_statement_line ON payments (statement_line_id) WHERE statement_line_id IS NOT NULL;
CREATE INDEX allocations_document ON allocations (document_id);
CREATE INDEX allocations_payment ON allocations (payment_id);
CREATE INDEX allocations_settled ON allocations (settled_on, document_id) WHERE kind = 'payment' AND reverses_id IS NULL;
CREATE INDEX allocations_credit_note ON allocations (credit_note_id) WHERE credit_note_id IS NOT NULL;
CREATE UNIQUE INDEX statement_lines_once ON statement_lines (account, fingerprint, occurrence) WHERE undone = 0;
CREATE INDEX statement_lines_import ON statement_lines (import_id);
CREATE INDEX statement_lines_state ON statement_lines (state, booked_on) WHERE undone = 0;
CREATE INDEX outbox_state ON outbox (state, next_attempt_at);
CREATE INDEX outbox_document ON outbox (document_id);
CREATE INDEX outbox_files_sha256 ON outbox_files (sha256);
CREATE INDEX audit_subject ON audit (kind, subject_id)
"""

# Each order of a list of documents has an index of its own, with and without a chip, so that the
# first page is read in order and never sorted.
_ORDERS = ("number_key", "client_key", "issued_key", "due_key", "payable_minor", "open_minor")

_REFUSALS = (
    ("documents_stay", "BEFORE DELETE ON documents WHEN OLD.state = 'issued'"),
    (
        "documents_frozen",
        "BEFORE UPDATE OF id, kind, state, number, number_key, series, counting_year, sequence, client_id,"
        " client_name, client_key, currency, issued_on, due_on, valid_until, payable_minor, net_minor,"
        " discounts, texts, revision, created_at ON documents WHEN OLD.state = 'issued'",
    ),
    ("documents_begin_as_drafts", "BEFORE INSERT ON documents WHEN NEW.state = 'issued'"),
    ("contents_stay", "BEFORE DELETE ON document_contents WHEN {issued}"),
    ("contents_frozen", "BEFORE UPDATE ON document_contents WHEN {issued}"),
    ("lines_stay", "BEFORE DELETE ON document_lines WHEN {issued}"),
    ("lines_frozen", "BEFORE UPDATE ON document_lines WHEN {issued}"),
    ("lines_complete", "BEFORE INSERT ON document_lines WHEN {new_issued}"),
    ("links_stay", "BEFORE DELETE ON document_links WHEN {issued}"),
    ("links_frozen", "BEFORE UPDATE ON document_links WHEN {issued}"),
    ("links_complete", "BEFORE INSERT ON document_links WHEN {new_issued}"),
    ("document_files_stay", "BEFORE DELETE ON document_files WHEN {issued}"),
    ("document_files_frozen", "BEFORE UPDATE ON document_files WHEN {issued}"),
    (
        "files_stay",
        "BEFORE DELETE ON files WHEN EXISTS (SELECT 1 FROM document_files WHERE sha256 = OLD.sha256)"
        " OR EXISTS (SELECT 1 FROM outbox_files WHERE sha256 = OLD.sha256)",
    ),
    ("files_frozen", "BEFORE UPDATE ON files"),
    ("payments_stay", "BEFORE DELETE ON payments"),
    (
        "payments_frozen",
        "BEFORE UPDATE OF id, amount_minor, currency, received_on, statement_line_id, reverses_id, created_at"
        " ON payments",
    ),
    ("allocations_stay", "BEFORE DELETE ON allocations"),
    ("allocations_frozen", "BEFORE UPDATE ON allocations"),
    ("audit_stays", "BEFORE DELETE ON audit"),
    ("audit_frozen", "BEFORE UPDATE ON audit"),
    (
        "counters_only_go_up",
        "BEFORE UPDATE ON series_counters WHEN OLD.last >= OLD.first AND (NEW.last < OLD.last"
        " OR NEW.first <> OLD.first OR NEW.series <> OLD.series OR NEW.year <> OLD.year)",
    ),
    ("counters_stay", "BEFORE DELETE ON series_counters WHEN OLD.last >= OLD.first"),
)


@STEPS()
def m001_ledger(db: Database) -> None:
    """Create everything the first release keeps."""
    db.execute("PRAGMA application_id = 0x494E5643")
    for statement in (*_TABLES.split(";"), *_INDICES.split(";")):
        db.execute(statement)
    for column in _ORDERS:
        db.execute(f"CREATE INDEX documents_by_{column} ON documents (kind, {column}, id)")
        db.execute(
            f"CREATE INDEX documents_standing_by_{column} ON documents (kind, standing, {column}, id)"
        )
    for kind in ("document", "client", "item", "payment"):
        db.execute(
            f"CREATE VIRTUAL TABLE {kind}_words USING fts5 (words, content='', contentless_delete=1,"
            " detail=none, prefix='1 2 3',"
            " tokenize=\"ascii tokenchars '-_./@+&#'\")"
        )
    state = "(SELECT state FROM documents WHERE id = {}.document_id) = 'issued'"
    for name, event in _REFUSALS:
        moment = event.format(issued=state.format("OLD"), new_issued=state.format("NEW"))
        db.execute(
            f"CREATE TRIGGER {name} {moment} BEGIN SELECT RAISE(ABORT, 'refused by {name}'); END"
        )
