"""Secrets: in the system's own keyring, or in memory until the program ends; never in a file.

Which keyring is not left to chance: the keyring package takes whatever is installed, and one of
those (`keyrings.alt`) writes plain text to the disk. Only the four systems' own are used.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from invoicer.i18n import gettext as _
from invoicer.models.errors import Trouble

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "invoicer"
PASSWORD_VARIABLE = "INVOICER_MAIL_PASSWORD"  # noqa: S105 - the variable's name

_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }
)


@dataclass(eq=False)
class NoVault(Trouble):
    """This system has no keyring that can be trusted with a secret."""

    def __str__(self) -> str:
        return _(
            "This system has no keyring to keep a password in. It can be kept until the program "
            "is closed; it is never written to a file."
        )


@dataclass(eq=False)
class VaultLocked(Trouble):
    """The keyring is there but did not open; `detail` is its own word for why."""

    detail: str = ""

    def __str__(self) -> str:
        told = f" ({self.detail})" if self.detail else ""
        return _("The system's keyring is locked. Unlock it and try again{detail}.").format(
            detail=told
        )


class Vault(Protocol):
    """Where secrets are kept, each under a name."""

    @property
    def lasting(self) -> bool:
        """Tell whether secrets outlive the program."""

    def get(self, name: str) -> str | None:
        """Return the secret, or None if there is none of that name. Raises VaultLocked."""

    def put(self, name: str, secret: str) -> None:
        """Keep the secret in place of an older one. Raises VaultLocked."""

    def delete(self, name: str) -> None:
        """Forget the secret; harmless where there is none. Raises VaultLocked."""


class SessionVault:
    """Keeps secrets in memory until the program ends."""

    lasting = False

    def __init__(self, secrets: Mapping[str, str] | None = None) -> None:
        self._secrets = dict(secrets or {})

    def get(self, name: str) -> str | None:
        """Return the secret, or None."""
        return self._secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep the secret until the program ends."""
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget the secret."""
        self._secrets.pop(name, None)


class SystemVault:
    """Keeps secrets in the system's keyring. Built by `system`, which checks the backend."""

    lasting = True

    def __init__(self, backend: "KeyringBackend") -> None:
        self._backend = backend

    def get(self, name: str) -> str | None:
        """Return the secret, or None. Raises VaultLocked."""
        from keyring.errors import KeyringError

        try:
            return self._backend.get_password(SERVICE, name)
        except (KeyringError, OSError) as error:
            raise VaultLocked(str(error)) from error

    def put(self, name: str, secret: str) -> None:
        """Keep the secret in place of an older one. Raises VaultLocked."""
        from keyring.errors import KeyringError

        try:
            self._backend.set_password(SERVICE, name, secret)
        except (KeyringError, OSError) as error:
            raise VaultLocked(str(error)) from error

    def delete(self, name: str) -> None:
        """Forget the secret; harmless where there is none. Raises VaultLocked."""
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            self._backend.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except (KeyringError, OSError) as error:
            raise VaultLocked(str(error)) from error


class LateVault:
    """The system's keyring, looked for when it is first needed; else memory.

    Looking takes a moment (it asks a service of the desktop), which the start must not wait for.
    """

    def __init__(self) -> None:
        self._found: Vault | None = None

    @property
    def lasting(self) -> bool:
        """Tell whether secrets outlive the program."""
        return self._vault().lasting

    def get(self, name: str) -> str | None:
        """Return the secret, or None. Raises VaultLocked."""
        return self._vault().get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep the secret. Raises VaultLocked."""
        self._vault().put(name, secret)

    def delete(self, name: str) -> None:
        """Forget the secret. Raises VaultLocked."""
        self._vault().delete(name)

    def _vault(self) -> Vault:
        if self._found is None:
            try:
                self._found = system()
            except NoVault:
                self._found = SessionVault()
        return self._found


class GivenPassword:
    """Answers every name with one password that was handed in; for commands without a screen."""

    lasting = False

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def get(self, name: str) -> str | None:  # noqa: ARG002
        """Return the password, whatever the name."""
        return self._secret

    def put(self, name: str, secret: str) -> None:  # noqa: ARG002
        """Answer with this one from now on."""
        self._secret = secret

    def delete(self, name: str) -> None:  # noqa: ARG002
        """Answer with an empty password from now on."""
        self._secret = ""


def system() -> Vault:
    """Return the system's keyring. Raises NoVault; then a `SessionVault` may be offered."""
    import keyring

    try:
        found = trusted(keyring.get_keyring())
    except (ImportError, AttributeError, ValueError) as error:
        # The user's own configuration names a backend that isn't there.
        raise NoVault from error
    if found is None:
        raise NoVault
    return SystemVault(found)


def trusted(backend: "KeyringBackend") -> "KeyringBackend | None":
    """Return the backend if it is one of the systems' own, or the first such one of a chain."""
    if type(backend).__module__ in _BACKENDS:
        return backend
    if type(backend).__module__ == "keyring.backends.chainer":
        parts: list[KeyringBackend] = list(getattr(backend, "backends", ()))
        return next((part for part in parts if type(part).__module__ in _BACKENDS), None)
    return None


def for_commands(environment: Mapping[str, str] = os.environ) -> Vault:
    """Return the vault for commands: INVOICER_MAIL_PASSWORD, else the keyring, else nothing."""
    given = environment.get(PASSWORD_VARIABLE)
    if given is not None:
        return GivenPassword(given)
    try:
        return system()
    except NoVault:
        return SessionVault()
