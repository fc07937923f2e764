"""One connection to a mail server, which knows how far it has come and what a failure there means.

Built on smtplib's single commands, because only they tell where an attempt failed. Encryption is
never weakened: STARTTLS that is asked for and not given ends the attempt, and so does a
certificate that can't be trusted.
"""

import base64
import contextlib
import hmac
import ipaddress
import smtplib
import socket
import ssl
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from invoicer.models import outbox, server_words
from invoicer.models.outbox import Account, Outcome, RecipientReply, Security, Stage, Verdict
from invoicer.models.server_words import Failure

GOODBYE_SECONDS = 5.0

# An address literal: the machine's own name is nobody's business, and looking it up can take long.
_OWN_NAME = "[127.0.0.1]"

# A frozen program knows the certificates' place on the machine it was built on, which may not be
# the place on this one: Debian, Fedora, macOS and Alpine, openSUSE.
SYSTEM_CERTIFICATES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/tls/certs/ca-bundle.crt"),
    Path("/etc/ssl/cert.pem"),
    Path("/etc/ssl/ca-bundle.pem"),
)

# What won't get better by waiting.
_FINAL = frozenset({Failure.UNENCRYPTED, Failure.NO_UNICODE, Failure.TOO_LARGE})


class Ended(Exception):
    """The attempt has come to its outcome before it was through."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.sentence)
        self.outcome = outcome


class Connection:
    """A connection that is opened, encrypted and logged in by `open`; a context manager.

    `stage` is how far it has come; `replies` what was said of recipients. Whatever goes wrong
    inside the `with` block leaves it as `Ended`.
    """

    def __init__(self, account: Account, seconds: float, authority: Path | None) -> None:
        self.account = account
        self.seconds = seconds
        self.authority = authority
        self.stage = Stage.CONNECT
        self.replies: tuple[RecipientReply, ...] = ()
        self._client: smtplib.SMTP | None = None

    @property
    def client(self) -> smtplib.SMTP:
        """Return the open smtplib client."""
        assert self._client is not None, "the connection is not open"
        return self._client

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._client is not None:
            if self._client.sock is not None and not isinstance(error, OSError):
                self._goodbye()
            self._client.close()
        if isinstance(error, OSError):
            raise Ended(self._outcome_of(error)) from error

    def open(self) -> None:
        """Connect, encrypt and log in as the account says."""
        account = self.account
        try:
            spelled = account.host.encode("idna")
        except UnicodeError:
            spelled = b""
        if not spelled:
            self.fail(Failure.NO_SUCH_HOST)
        if account.security == Security.TLS:
            self._client = smtplib.SMTP_SSL(
                account.host,
                account.port,
                local_hostname=_OWN_NAME,
                timeout=self.seconds,
                context=self._context(),
            )
        else:
            self._client = smtplib.SMTP(
                account.host, account.port, local_hostname=_OWN_NAME, timeout=self.seconds
            )
        self._greet()
        if account.security == Security.STARTTLS:
            self._encrypt()
        if account.user:
            self._login()

    def wait(self, seconds: float) -> None:
        """Wait that long for each answer from now on."""
        self.client.sock.settimeout(seconds)  # type: ignore[union-attr]

    def end(self, code: int, text: bytes, *, recipient: str = "") -> NoReturn:
        """End the attempt with a reply of the server."""
        verdict = outbox.classify(self.stage, code)
        sentence = server_words.explain(self.stage, code, _decoded(text), recipient=recipient)
        self._end(verdict, sentence)

    def fail(self, failure: Failure, detail: str = "") -> NoReturn:
        """End the attempt for a reason of our own."""
        self._end(
            Verdict.REFUSED if failure in _FINAL else outbox.lost(self.stage),
            self._explained(failure, detail),
        )

    def _end(self, verdict: Verdict, sentence: str) -> NoReturn:
        if verdict == Verdict.UNKNOWN:
            sentence = server_words.in_doubt(sentence)
        raise Ended(
            Outcome(verdict=verdict, stage=self.stage, sentence=sentence, recipients=self.replies)
        )

    def _explained(self, failure: Failure, detail: str) -> str:
        account = self.account
        return server_words.explain_failure(
            failure, host=account.host, port=account.port, detail=detail
        )

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        paths = ssl.get_default_verify_paths()
        if not paths.cafile and not paths.capath:
            found = next((path for path in SYSTEM_CERTIFICATES if path.is_file()), None)
            if found is not None:
                context.load_verify_locations(found)
        if self.authority is not None:
            context.load_verify_locations(self.authority)
        return context

    def _greet(self) -> None:
        self.stage = Stage.EHLO
        code, text = self.client.ehlo()
        if not 200 <= code <= 299:
            self.end(code, text)

    def _encrypt(self) -> None:
        self.stage = Stage.STARTTLS
        if not self.client.has_extn("starttls"):
            self.fail(Failure.NO_STARTTLS)
        self.client.starttls(context=self._context())
        self._greet()

    def _login(self) -> None:
        self.stage = Stage.AUTH
        if self.account.security == Security.NONE and not self._local():
            self.fail(Failure.UNENCRYPTED)
        offered = self.client.esmtp_features.get("auth", "").upper().split()
        speakers = {"PLAIN": self._plain, "LOGIN": self._login_dialogue, "CRAM-MD5": self._digest}
        # One attempt with a wrong password, not one for each mechanism: providers count them.
        for mechanism in (each for each in speakers if each in offered):
            code, text = speakers[mechanism]()
            if code in (235, 503):
                return
            if code != 504:
                self.end(code, text)
        self.fail(Failure.NO_LOGIN)

    def _local(self) -> bool:
        peer = self.client.sock.getpeername()[0]  # type: ignore[union-attr]
        return ipaddress.ip_address(peer).is_loopback

    # smtplib's own login encodes user and password as ASCII; RFC 4616 says UTF-8.
    def _plain(self) -> tuple[int, bytes]:
        secret = f"\0{self.account.user}\0{self.account.password}"
        return self.client.docmd("AUTH", f"PLAIN {_base64(secret.encode())}")

    def _login_dialogue(self) -> tuple[int, bytes]:
        code, text = self.client.docmd("AUTH", "LOGIN")
        for secret in (self.account.user, self.account.password):
            if code == 334:
                code, text = self.client.docmd(_base64(secret.encode()))
        return code, text

    def _digest(self) -> tuple[int, bytes]:
        code, text = self.client.docmd("AUTH", "CRAM-MD5")
        if code != 334:
            return code, text
        try:
            challenge = base64.b64decode(text)
        except ValueError:
            self.fail(Failure.GARBLED)
        digest = hmac.new(self.account.password.encode(), challenge, "md5")
        return self.client.docmd(_base64(f"{self.account.user} {digest.hexdigest()}".encode()))

    def _goodbye(self) -> None:
        """Say QUIT; what comes of it changes nothing, so nothing it raises matters."""
        with contextlib.suppress(OSError):
            self.wait(GOODBYE_SECONDS)
            self.client.quit()

    def _outcome_of(self, error: OSError) -> Outcome:
        """Return what an exception of smtplib, ssl or the system means at this stage."""
        try:
            if isinstance(error, smtplib.SMTPResponseException):
                # smtplib words its own complaint about an endless line as text, a reply as bytes.
                if isinstance(error.smtp_error, bytes):
                    self.end(error.smtp_code, error.smtp_error)
                self.fail(Failure.GARBLED)
            self.fail(*_failure_of(error, self.stage))
        except Ended as ended:
            return ended.outcome


def _failure_of(error: OSError, stage: Stage) -> tuple[Failure, str]:
    cause: BaseException = error
    if isinstance(error, smtplib.SMTPServerDisconnected) and error.__context__ is not None:
        cause = error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Failure.CERTIFICATE, cause.verify_message
    if isinstance(cause, ssl.SSLError) and stage in (Stage.CONNECT, Stage.STARTTLS):
        return Failure.NOT_TLS, ""
    if isinstance(cause, socket.gaierror):
        return Failure.NO_SUCH_HOST, ""
    if isinstance(cause, TimeoutError):
        return Failure.SILENT, ""
    if isinstance(cause, ConnectionRefusedError):
        return Failure.NOBODY_LISTENS, ""
    if stage != Stage.CONNECT or isinstance(
        cause, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError
    ):
        return Failure.CLOSED, ""
    return Failure.NO_NETWORK, ""


def _base64(secret: bytes) -> str:
    return base64.b64encode(secret).decode("ascii")


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", errors="replace")
