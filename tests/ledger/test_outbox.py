from datetime import timedelta

import pytest

from invoicer.ledger import files, outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.stored import Mail, MailState, StoredMail
from tests.ledger.makers import AT, document, issue

MAIL = Mail(to="office@lodz.example", subject="2026-0001", body="…", sender="Me <me@nord.example>")
LATER = AT + timedelta(minutes=5)


def add(ledger: Ledger, mail: Mail = MAIL) -> StoredMail:
    """Queue a mail."""
    with ledger.atomic():
        return outbox.add(ledger, mail, at=AT)


def claim(ledger: Ledger) -> StoredMail | None:
    """Claim the next mail that is due at AT."""
    with ledger.atomic():
        return outbox.claim(ledger, AT, by="desk 7 1")


def test_a_mail_is_queued_with_a_message_id_of_its_own(ledger: Ledger) -> None:
    first, second = add(ledger), add(ledger)
    assert first == outbox.get(ledger, first.id)
    assert (first.mail, first.state, first.attempts) == (MAIL, MailState.QUEUED, 0)
    assert first.created_at == AT
    assert first.message_id.endswith("@nord.example>")
    assert first.message_id != second.message_id
    odd = add(ledger, Mail(to="a@b.example", subject="", body="", sender="x@bad domain"))
    assert odd.message_id.endswith("@invoicer.invalid>")


def test_the_oldest_due_mail_is_claimed_once(ledger: Ledger) -> None:
    first, second = add(ledger), add(ledger)
    claimed = claim(ledger)
    assert claimed is not None
    assert (claimed.id, claimed.state, claimed.attempts) == (first.id, MailState.SENDING, 1)
    with ledger.atomic():
        outbox.retry_at(ledger, first.id, "421 busy", LATER)
    following = claim(ledger)
    assert following is not None
    assert following.id == second.id
    assert claim(ledger) is None
    with ledger.atomic():
        again = outbox.claim(ledger, LATER, by="desk 8 1")
    assert again is not None
    assert (again.id, again.attempts, again.server_reply) == (first.id, 2, "421 busy")
    assert again.next_attempt_at is None


def test_what_the_server_said_is_kept(ledger: Ledger) -> None:
    ids = [add(ledger).id for _ in range(4)]
    with ledger.atomic():
        outbox.accepted(ledger, ids[0], "250 ok", LATER)
        outbox.refused(ledger, ids[1], "550 no")
        outbox.unknown(ledger, ids[2], "silence")
        outbox.retry_at(ledger, ids[3], "451 later", LATER)
    accepted, refused, unknown, waiting = (outbox.get(ledger, id_) for id_ in ids)
    assert (accepted.state, accepted.accepted_at) == (MailState.ACCEPTED, LATER)
    assert (refused.state, refused.server_reply) == (MailState.REFUSED, "550 no")
    assert unknown.state == MailState.UNKNOWN
    assert (waiting.state, waiting.next_attempt_at) == (MailState.QUEUED, LATER)
    assert outbox.rows(ledger, [MailState.REFUSED]) == [refused]
    assert outbox.rows(ledger) == [waiting, unknown, refused, accepted]
    assert outbox.rows(ledger, limit=1, offset=1) == [unknown]


def test_a_claim_tells_who_sends_the_mail_and_since_when(ledger: Ledger) -> None:
    added = add(ledger)
    assert (added.claimed_by, added.claimed_at) == ("", None)
    claimed = claim(ledger)
    assert claimed is not None
    assert (claimed.claimed_by, claimed.claimed_at) == ("desk 7 1", AT)
    with ledger.atomic():
        outbox.retry_at(ledger, added.id, "421 busy", LATER)
        again = outbox.claim(ledger, LATER, by="desk 8 1")
    assert again is not None
    assert (again.claimed_by, again.claimed_at) == ("desk 8 1", LATER)
    assert outbox.rows(ledger) == [again]


def test_a_mail_nobody_can_tell_of_is_not_sent_again_by_itself(ledger: Ledger) -> None:
    add(ledger)
    claimed = claim(ledger)
    assert claimed is not None
    with ledger.atomic():
        outbox.unknown(ledger, claimed.id, "silence")
    assert claim(ledger) is None
    with ledger.atomic():
        outbox.requeue(ledger, claimed.id)
    again = claim(ledger)
    assert again is not None
    assert again.message_id == claimed.message_id


def test_a_mail_that_was_sent_is_neither_sent_again_nor_deleted(ledger: Ledger) -> None:
    mail_id = add(ledger).id
    claim(ledger)
    for act in (outbox.requeue, outbox.delete):
        with pytest.raises(NotAllowed), ledger.atomic():
            act(ledger, mail_id)
    with ledger.atomic():
        outbox.accepted(ledger, mail_id, "250", AT)
    for act in (outbox.requeue, outbox.delete):
        with pytest.raises(NotAllowed), ledger.atomic():
            act(ledger, mail_id)


def test_a_deleted_mail_leaves_the_outbox(ledger: Ledger) -> None:
    mail_id = add(ledger).id
    with ledger.atomic():
        outbox.delete(ledger, mail_id)
    assert outbox.rows(ledger) == []
    assert outbox.rows(ledger, [MailState.DELETED])[0].id == mail_id


def test_a_mail_belongs_to_its_document_and_its_files(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    with ledger.atomic():
        sha256 = files.put(ledger, b"terms", "application/pdf")
    mail = Mail(
        to="a@b.example",
        subject="",
        body="",
        document_id=issued_id,
        attachments=(("terms.pdf", "application/pdf", sha256),),
    )
    kept = add(ledger, mail)
    assert outbox.of_document(ledger, issued_id) == [kept]
    assert told[-1] == {Change(Kind.OUTBOX, kept.id), Change(Kind.DOCUMENT, issued_id)}
    wrong = Mail(to="", subject="", body="", attachments=(("x", "y", "0" * 64),))
    with pytest.raises(NotFound, match="file"):
        add(ledger, wrong)


def test_what_is_not_there_is_refused(ledger: Ledger) -> None:
    for act in (
        lambda: outbox.get(ledger, 9),
        lambda: outbox.refused(ledger, 9, ""),
        lambda: outbox.requeue(ledger, 9),
    ):
        with pytest.raises(NotFound), ledger.atomic():
            act()
