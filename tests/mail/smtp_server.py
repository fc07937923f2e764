"""A real SMTP server on 127.0.0.1 that fails where and how a test says.

    with MailServer() as server:
        server.fail("rcpt", reply="550 5.1.1 No such user")
        ... send to server.host, server.port ...
        assert server.received == []

Stages: connect, ehlo, starttls, auth, mail, rcpt, data (the command), body (its text is coming
in), end (the final dot has come in), quit. A failure is a reply, `drop=True` (the connection is
closed without a word) or `stall=True` (nothing more is said until the client gives up).
"""

import asyncio
import logging
import ssl
import threading
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from invoicer.models.outbox import Account, Security
from tests.mail.certificates import Certificates

# Long for a machine that is busy; nothing ever waits this long unless it is broken.
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Received:
    """A mail the server holds."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """Return it parsed."""
        return BytesParser(policy=policy.default).parsebytes(self.content)

    @property
    def message_id(self) -> str:
        """Return its Message-ID."""
        return str(self.message["Message-ID"])


@dataclass
class Fault:
    """What goes wrong at a stage; `times` None means always, `only` a part of the argument."""

    stage: str
    reply: str = ""
    drop: bool = False
    stall: bool = False
    keep: bool = False
    times: int | None = None
    only: str = ""


class MailServer:
    """The server, in a thread of its own; a context manager."""

    host = "127.0.0.1"

    def __init__(
        self,
        *,
        certificate: Path | None = None,
        security: Security = Security.NONE,
        users: dict[str, str] | None = None,
        unicode: bool = True,
        size_limit: int | None = None,
        offers_starttls: bool = True,
        mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN"),
    ) -> None:
        self.security = security
        self.users = users or {}
        self.mechanisms = mechanisms
        self.context = Certificates.context(certificate) if certificate else None
        self.offers_starttls = offers_starttls
        self.unicode = unicode
        self.size_limit = size_limit
        self.port = 0
        self.received: list[Received] = []
        self.reached: list[str] = []
        self.attempted_logins: list[tuple[str, str, str]] = []
        self._faults: list[Fault] = []
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="mail server", daemon=True)
        self._ready = threading.Event()
        self._levels: dict[str, int] = {}
        self._transports: list[asyncio.Transport] = []

    def __enter__(self) -> Self:
        # What it logs and warns of failures that are meant is no concern of the tests.
        for name in ("mail.log", "asyncio"):
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            logger.setLevel(logging.CRITICAL + 1)
        self._thread.start()
        assert self._ready.wait(PATIENCE_SECONDS), "the mail server did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_SECONDS)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)

    def account(self, **changes: Any) -> Account:
        """Return an account that fits the server; changes are fields of it."""
        user, password = next(iter(self.users.items()), ("", ""))
        fields: dict[str, Any] = {
            "host": self.host,
            "port": self.port,
            "security": self.security,
            "user": user,
            "password": password,
            "sender": "Ada Sender <ada@example.com>",
        }
        return Account(**(fields | changes))

    def fail(
        self,
        stage: str,
        *,
        reply: str = "",
        drop: bool = False,
        stall: bool = False,
        keep: bool = False,
        times: int | None = None,
        only: str = "",
    ) -> None:
        """Fail at a stage from now on; `keep` (at `end`) takes the mail all the same."""
        with self._changed:
            self._faults.append(Fault(stage, reply, drop, stall, keep, times, only))

    def behave(self) -> None:
        """Stop failing."""
        with self._changed:
            self._faults.clear()

    def wait_for(self, count: int) -> list[Received]:
        """Return the mails as soon as there are that many."""
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.received) >= count, PATIENCE_SECONDS)
            assert enough, f"{len(self.received)} mails came, {count} were expected"
            return list(self.received)

    def wait_until_reached(self, stage: str, times: int = 1) -> None:
        """Return as soon as a client came to that stage so many times."""
        with self._changed:
            there = self._changed.wait_for(
                lambda: self.reached.count(stage) >= times, PATIENCE_SECONDS
            )
            assert there, f"no client came to {stage}: {self.reached}"

    # From here on everything runs in the server's thread.

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        implicit = self.context if self.security == Security.TLS else None
        server = self._loop.run_until_complete(
            self._loop.create_server(self._session, self.host, 0, ssl=implicit)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(self._hang_up())
        self._loop.close()

    async def _hang_up(self) -> None:
        for transport in self._transports:
            transport.abort()
        tasks = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # An aborted transport closes its socket in one of the next rounds of the loop.
        for _round in range(5):
            await asyncio.sleep(0)

    def _session(self) -> "_Session":
        starttls: ssl.SSLContext | None = None
        if self.security == Security.STARTTLS and self.offers_starttls:
            starttls = self.context
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _Session(
                self,
                _Handler(self),
                hostname="mail.test",
                loop=self._loop,
                enable_SMTPUTF8=self.unicode,
                data_size_limit=self.size_limit,
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_require_tls=starttls is not None,
                auth_exclude_mechanism={"PLAIN", "LOGIN", "CRAM-MD5"} - set(self.mechanisms),
                authenticator=self._authenticate,
            )

    def _authenticate(
        self, smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        user, password = given.login.decode(), given.password.decode()
        self.attempted_logins.append((mechanism, user, password))
        good = self.users.get(user) == password
        return AuthResult(success=good, handled=False)

    def connected(self, transport: asyncio.Transport) -> None:
        """Keep a connection in mind, to hang up at the end."""
        self._transports = [each for each in self._transports if not each.is_closing()]
        self._transports.append(transport)

    def take(self, stage: str, argument: str) -> Fault | None:
        """Note that a client came to a stage; return what is to fail there."""
        with self._changed:
            self.reached.append(stage)
            self._changed.notify_all()
            for fault in self._faults:
                if fault.stage == stage and fault.only in argument and fault.times != 0:
                    if fault.times is not None:
                        fault.times -= 1
                    return fault
            return None

    def keep(self, envelope: Envelope) -> None:
        """Take a mail: from here on it counts as delivered."""
        with self._changed:
            self.received.append(
                Received(
                    str(envelope.mail_from),
                    tuple(str(each) for each in envelope.rcpt_tos),
                    cast("bytes", envelope.original_content),
                )
            )
            self._changed.notify_all()


class _Session(SMTP):
    def __init__(self, owner: MailServer, handler: "_Handler", **options: Any) -> None:
        super().__init__(handler, **options)
        self._owner = owner
        self._greeted = False
        self._auth_required = bool(owner.users)
        for command in ("EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"):
            self._smtp_methods[command] = self._guarded(command, self._smtp_methods[command])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._owner.connected(cast("asyncio.Transport", transport))
        super().connection_made(transport)

    async def push(self, status: Any) -> None:
        if not self._greeted:
            self._greeted = True
            fault = self._owner.take("connect", "")
            if fault is not None:
                await self.misbehave(fault)
                if not fault.reply:
                    return
                await asyncio.Event().wait()
        await super().push(status)

    def _guarded(
        self, command: str, method: Callable[[str], Awaitable[None]]
    ) -> Callable[[str], Awaitable[None]]:
        async def guarded(argument: str) -> None:
            fault = self._owner.take(command.lower(), argument or "")
            if fault is not None:
                await self.misbehave(fault)
                return
            if command == "DATA" and (fault := self._owner.take("body", "")) is not None:
                await self._break_body(fault)
                return
            await method(argument)

        return guarded

    async def _break_body(self, fault: Fault) -> None:
        await super().push("354 Go on")
        if fault.stall:
            cast("asyncio.Transport", self.transport).pause_reading()
        await self.misbehave(fault)

    async def misbehave(self, fault: Fault) -> None:
        """Reply as told; or hang up; or say nothing until the client has gone."""
        if fault.reply:
            await super().push(fault.reply)
            return
        if fault.drop:
            cast("asyncio.Transport", self.transport).close()
        await asyncio.Event().wait()


class _Handler:
    def __init__(self, owner: MailServer) -> None:
        self._owner = owner

    async def handle_DATA(self, session: _Session, _session: Session, envelope: Envelope) -> str:
        fault = self._owner.take("end", "")
        if fault is None or fault.keep:
            self._owner.keep(envelope)
        if fault is None:
            return "250 2.0.0 Taken"
        if not fault.reply:
            await session.misbehave(fault)
        return fault.reply

    async def auth_CRAM__MD5(self, session: _Session, arguments: list[str]) -> AuthResult:
        import hmac

        challenge = b"<1896.697170952@mail.test>"
        answer = await session.challenge_auth(challenge)
        user, _space, digest = cast("bytes", answer).decode().rpartition(" ")
        password = self._owner.users.get(user, "")
        self._owner.attempted_logins.append(("CRAM-MD5", user, digest))
        good = hmac.new(password.encode(), challenge, "md5").hexdigest() == digest
        return AuthResult(success=good, handled=False)
