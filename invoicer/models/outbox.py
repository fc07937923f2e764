"""What becomes of a mail: its states, when to try again, and what an attempt came to.

The rule behind all of it: a mail may be tried again by itself only where it is certain that the
server did not take it. That certainty ends the moment the final dot is sent (RFC 5321 4.5.3.2.6):
from there on only a reply tells, and without one nobody knows.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from invoicer.i18n import gettext as _
from invoicer.models import mailbox
from invoicer.models.errors import BadField, NotAllowed
from invoicer.models.stored import MailState, StoredMail


class Security(StrEnum):
    """How the connection to the mail server is protected; never weakened by itself."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The user's mail account as the ledger keeps it: all but the password."""

    host: str
    port: int = 465
    security: Security = Security.TLS
    user: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A mail account ready for use. The password is kept out of `repr`, so out of every log."""

    host: str
    port: int = 465
    security: Security = Security.TLS
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""


def checked(settings: MailSettings) -> MailSettings:
    """Return the settings if mail can be sent with them; raises BadField otherwise."""
    host = mailbox.one_line(settings.host, _("Mail server"))
    if not host or any(character.isspace() or character in "/@:" for character in host):
        raise BadField(_("Mail server"), _("Write the server's name, such as mail.example.com."))
    if not 0 < settings.port < 65_536:
        raise BadField(_("Port"), _("Use 465 with TLS or 587 with STARTTLS."))
    if settings.sender:
        mailbox.parse_one(settings.sender, _("Sender"))
    mailbox.one_line(settings.user, _("User name"))
    return settings


class Stage(StrEnum):
    """How far an attempt had come; `END` begins when the final dot is sent."""

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    END = "end"


# Up to here an attempt says something about the account and nothing about the mail.
ACCOUNT_STAGES = frozenset({Stage.CONNECT, Stage.EHLO, Stage.STARTTLS, Stage.AUTH})


class Verdict(StrEnum):
    """What an attempt came to. `RETRY` is certain that nothing was taken; `UNKNOWN` is not."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RETRY = "retry"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientReply:
    """What the server said of one recipient."""

    address: str
    code: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an attempt came to, how far it had come, and a sentence for the user.

    `recipients` holds one reply for each recipient that was offered. A mail goes to all of its
    recipients or to none: one that is refused keeps the text from being sent at all.
    """

    verdict: Verdict
    stage: Stage
    sentence: str = ""
    recipients: tuple[RecipientReply, ...] = ()

    @property
    def account_wide(self) -> bool:
        """Tell whether the next mail would meet the same: no network, wrong password."""
        return self.verdict != Verdict.ACCEPTED and self.stage in ACCOUNT_STAGES


def classify(stage: Stage, code: int) -> Verdict:
    """Return what a reply means where the attempt ends with it (RFC 5321 4.2.1).

    4yz and 5yz say that the mail was not taken. Any other reply before the final dot leaves the
    mail with us; after it, only 2yz means accepted and nonsense means that nobody knows.
    """
    if 400 <= code <= 499:
        return Verdict.RETRY
    if 500 <= code <= 599:
        return Verdict.REFUSED
    if stage == Stage.END:
        return Verdict.ACCEPTED if 200 <= code <= 299 else Verdict.UNKNOWN
    return Verdict.RETRY


def lost(stage: Stage) -> Verdict:
    """Return what a connection means that broke or fell silent at this stage."""
    return Verdict.UNKNOWN if stage == Stage.END else Verdict.RETRY


# Quick at first for a short hiccup, then slowly: RFC 5321 4.5.4.1 asks for 30 minutes and more
# between attempts once the first few failed.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240))


def next_attempt_at(attempts: int, at: datetime) -> datetime:
    """Return when to try again after this many attempts (1 and up); the last step repeats."""
    return at + BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """No mail is tried before `until_at`: the server could not be reached or refused us.

    It keeps a whole outbox from knocking with the same wrong password, which locks accounts.
    """

    until_at: datetime
    sentence: str = ""
    failures: int = 0


NO_PAUSE = Pause(until_at=datetime(1, 1, 1, tzinfo=UTC))


def pause_after(outcome: Outcome, before: Pause, at: datetime) -> Pause:
    """Return the pause an outcome asks for: none, or one that grows with each failure.

    What the server refuses for good (a wrong password) waits for the longest step at once.
    """
    if not outcome.account_wide:
        return NO_PAUSE
    failures = before.failures + 1
    steps = len(BACK_OFF) if outcome.verdict == Verdict.REFUSED else failures
    return Pause(until_at=next_attempt_at(steps, at), sentence=outcome.sentence, failures=failures)


# A mail that is held back has this moment to wait for.
HELD_UNTIL = datetime(9999, 12, 31, tzinfo=UTC)


def held(mail: StoredMail) -> bool:
    """Tell whether the mail waits for the user, not for a time."""
    return mail.state == MailState.QUEUED and mail.next_attempt_at == HELD_UNTIL


class Act(StrEnum):
    """What can be done with a mail: the first by the program, the others by the user."""

    CLAIM = "claim"
    RECOVER = "recover"
    ACCEPT = "accept"
    REFUSE = "refuse"
    RETRY = "retry"
    DOUBT = "doubt"
    TRY_NOW = "try_now"
    HOLD = "hold"
    DELETE = "delete"
    ARRIVED = "arrived"
    SEND_AGAIN = "send_again"


USER_ACTS = frozenset({Act.TRY_NOW, Act.HOLD, Act.DELETE, Act.ARRIVED, Act.SEND_AGAIN})

# A late answer (the other process took us for dead) still counts: it is the truth, so `ACCEPT` is
# possible from everywhere.
_AFTER: dict[MailState, dict[Act, MailState]] = {
    MailState.QUEUED: {
        Act.CLAIM: MailState.SENDING,
        Act.ACCEPT: MailState.ACCEPTED,
        Act.TRY_NOW: MailState.QUEUED,
        Act.HOLD: MailState.QUEUED,
        Act.DELETE: MailState.DELETED,
    },
    MailState.SENDING: {
        Act.RECOVER: MailState.UNKNOWN,
        Act.ACCEPT: MailState.ACCEPTED,
        Act.REFUSE: MailState.REFUSED,
        Act.RETRY: MailState.QUEUED,
        Act.DOUBT: MailState.UNKNOWN,
    },
    MailState.UNKNOWN: {
        Act.ACCEPT: MailState.ACCEPTED,
        Act.REFUSE: MailState.REFUSED,
        Act.RETRY: MailState.QUEUED,
        Act.DOUBT: MailState.UNKNOWN,
        Act.ARRIVED: MailState.ACCEPTED,
        Act.SEND_AGAIN: MailState.QUEUED,
        Act.DELETE: MailState.DELETED,
    },
    MailState.REFUSED: {
        Act.ACCEPT: MailState.ACCEPTED,
        Act.TRY_NOW: MailState.QUEUED,
        Act.DELETE: MailState.DELETED,
    },
    MailState.ACCEPTED: {Act.ACCEPT: MailState.ACCEPTED},
    MailState.DELETED: {Act.ACCEPT: MailState.ACCEPTED},
}


def possible(state: MailState) -> frozenset[Act]:
    """Return what the user may do with a mail in that state."""
    return frozenset(_AFTER[state]) & USER_ACTS


def after(state: MailState, act: Act) -> MailState:
    """Return the state the act leads to; `NotAllowed` says why it can't be done now."""
    try:
        return _AFTER[state][act]
    except KeyError:
        raise NotAllowed(_why_not(state)) from None


def _why_not(state: MailState) -> str:
    return {
        MailState.QUEUED: _("This mail is still waiting to be sent."),
        MailState.SENDING: _("This mail is being sent right now. Wait for the server's answer."),
        MailState.ACCEPTED: _("This mail was already accepted by the mail server."),
        MailState.REFUSED: _("This mail was refused. Try again or delete it."),
        MailState.UNKNOWN: _(
            "Nobody can tell whether this mail was sent. Say that it arrived, or send it again."
        ),
        MailState.DELETED: _("This mail was deleted."),
    }[state]
