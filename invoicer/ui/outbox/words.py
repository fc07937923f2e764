"""The words and tones for where a mail stands."""

from datetime import datetime

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import outbox
from invoicer.models.outbox import Act
from invoicer.models.stored import MailState, StoredMail
from invoicer.ui.tokens import Tone

TONES = {
    MailState.QUEUED: Tone.AMBER,
    MailState.SENDING: Tone.BLUE,
    MailState.ACCEPTED: Tone.GREEN,
    MailState.REFUSED: Tone.RED,
    MailState.UNKNOWN: Tone.RED,
    MailState.DELETED: Tone.NEUTRAL,
}


def state_word(mail: StoredMail) -> str:
    """Return the word for where a mail stands."""
    if outbox.held(mail):
        return _("Held")
    return {
        MailState.QUEUED: _("Waiting"),
        MailState.SENDING: _("Being sent"),
        MailState.ACCEPTED: _("Sent"),
        MailState.REFUSED: _("Refused"),
        MailState.UNKNOWN: _("Please check"),
        MailState.DELETED: _("Deleted"),
    }[mail.state]


def tone(mail: StoredMail) -> Tone:
    """Return the tone of the pill."""
    return Tone.NEUTRAL if outbox.held(mail) else TONES[mail.state]


def explanation(mail: StoredMail, locale: str) -> str:
    """Return what became of a mail and what happens next, in a sentence or two."""
    if outbox.held(mail):
        return _("It is held back, and goes out when you say so.")
    if mail.state == MailState.UNKNOWN:
        return _(
            "The connection broke before the mail server answered, so nobody can tell whether "
            "this mail was sent. Look into the Sent folder of your mailbox, or ask the client, "
            "then say here what is true. It is never sent again by itself."
        )
    if mail.state == MailState.ACCEPTED:
        when = _moment(mail.accepted_at, locale)
        return _("The mail server accepted it {when}.").format(when=when).replace(" .", ".")
    if mail.state == MailState.QUEUED and mail.attempts:
        when = _moment(mail.next_attempt_at, locale)
        return _("It could not be sent yet. The next attempt is {when}.").format(when=when)
    return {
        MailState.QUEUED: _("It is sent as soon as the mail server can be reached."),
        MailState.SENDING: _("It is being handed to the mail server right now."),
        MailState.REFUSED: _("The mail server did not take it. Nothing was sent."),
        MailState.DELETED: _("You deleted it; it was not sent."),
    }[mail.state]


def act_word(act: Act) -> str:
    """Return the word on the button for an act."""
    return {
        Act.TRY_NOW: _("Try now"),
        Act.HOLD: _("Hold back"),
        Act.DELETE: _("Delete"),
        Act.ARRIVED: _("It arrived"),
        Act.SEND_AGAIN: _("Send again"),
    }[act]


def _moment(at: datetime | None, locale: str) -> str:
    if at is None:
        return ""
    local = at.astimezone()
    return f"{texts.day(local.date(), locale)}, {local:%H:%M}"
