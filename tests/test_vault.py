"""Where secrets may be kept, and that none is ever written to a file."""

import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from invoicer import vault
from invoicer.vault import NoVault, SessionVault, SystemVault, Vault, VaultLocked


def backend(module: str, **members: Any) -> Any:
    """Return an object of a class that says it is of that module."""
    kind = type("Keyring", (), {"__module__": module, **members})
    return kind()


class Working:
    """What a keyring that works does, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        if self.kept.pop((service, name), None) is None:
            raise PasswordDeleteError("not found")


def locked(*_: str) -> None:
    raise KeyringLocked("Failed to unlock the collection!")


@pytest.mark.parametrize("store", [SessionVault(), SystemVault(Working())])  # type: ignore[arg-type]
def test_a_secret_is_kept_replaced_and_forgotten(store: Vault) -> None:
    assert store.get("mail ada@example.com") is None
    store.put("mail ada@example.com", "pässwort")
    store.put("mail ada@example.com", "geheim “€”")
    assert store.get("mail ada@example.com") == "geheim “€”"
    store.delete("mail ada@example.com")
    store.delete("mail ada@example.com")
    assert store.get("mail ada@example.com") is None


def test_a_locked_keyring_is_told_in_a_sentence() -> None:
    store = SystemVault(
        SimpleNamespace(get_password=locked, set_password=locked, delete_password=locked)  # type: ignore[arg-type]
    )
    acts: list[Callable[[], object]] = [
        lambda: store.get("x"),
        lambda: store.put("x", "y"),
        lambda: store.delete("x"),
    ]
    for act in acts:
        with pytest.raises(VaultLocked, match=r"Unlock it and try again \(Failed to unlock"):
            act()


@pytest.mark.parametrize(
    "module",
    [
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    ],
)
def test_the_keyrings_of_the_four_systems_are_used(module: str) -> None:
    real = backend(module)
    assert vault.trusted(real) is real


@pytest.mark.parametrize(
    "module",
    [
        "keyrings.alt.file",
        "keyrings.cryptfile.cryptfile",
        "keyring.backends.fail",
        "keyring.backends.null",
        "__main__",
    ],
)
def test_any_other_keyring_is_not(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend(module))
    with pytest.raises(NoVault, match="never written to a file"):
        vault.system()


def test_a_keyring_that_is_configured_but_missing_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModuleNotFoundError("No module named 'keyrings'")

    monkeypatch.setattr(keyring, "get_keyring", missing)
    with pytest.raises(NoVault):
        vault.system()


def test_a_keyring_that_hangs_up_is_told_in_a_sentence() -> None:
    def gone(*_: str) -> None:
        raise ConnectionResetError("the bus is gone")

    store = SystemVault(SimpleNamespace(get_password=gone))  # type: ignore[arg-type]
    with pytest.raises(VaultLocked, match="the bus is gone"):
        store.get("x")


def test_of_a_chain_only_a_trusted_part_is_used() -> None:
    plain, real = backend("keyrings.alt.file"), backend("keyring.backends.SecretService")
    chain = "keyring.backends.chainer"
    assert vault.trusted(backend(chain, backends=[plain, real])) is real
    assert vault.trusted(backend(chain, backends=[plain])) is None


def test_the_systems_keyring_is_found_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    working = Working()
    real = backend(
        "keyring.backends.SecretService",
        get_password=lambda _self, service, name: working.get_password(service, name),
    )
    monkeypatch.setattr(keyring, "get_keyring", lambda: real)
    working.set_password("invoicer", "mail ada", "geheim")
    store = vault.system()
    assert store.lasting
    assert store.get("mail ada") == "geheim"


@pytest.mark.parametrize("there", [True, False])
def test_a_keyring_is_looked_for_once_and_only_when_it_is_needed(
    there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def look() -> Vault:
        looks.append("looked")
        if not there:
            raise NoVault
        return SystemVault(Working())  # type: ignore[arg-type]

    monkeypatch.setattr(vault, "system", look)
    store = vault.LateVault()
    assert looks == []
    assert store.lasting is there
    store.put("mail ada", "geheim")
    assert store.get("mail ada") == "geheim"
    store.delete("mail ada")
    assert store.get("mail ada") is None
    assert looks == ["looked"]


def test_without_any_keyring_commands_know_no_password() -> None:
    store = vault.for_commands({})
    assert not store.lasting
    assert store.get("mail ada") is None


def test_commands_take_the_password_of_the_environment_first() -> None:
    store = vault.for_commands({"INVOICER_MAIL_PASSWORD": "geheim"})
    assert not store.lasting
    assert store.get("mail ada@example.com") == "geheim"
    store.put("mail ada@example.com", "neu")
    assert store.get("mail ada@example.com") == "neu"
    store.delete("mail ada@example.com")
    assert store.get("mail ada@example.com") == ""


def test_the_keyring_package_is_loaded_only_when_a_secret_is_wanted() -> None:
    import subprocess

    script = "import sys; from invoicer import vault; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_every_allowed_name_is_a_backend_of_the_keyring_package() -> None:
    from importlib import import_module, util

    for name in vault._BACKENDS:
        assert util.find_spec(name) is not None
    module = import_module("keyring.backends.SecretService")
    assert isinstance(module, ModuleType)
    assert issubclass(module.Keyring, KeyringBackend)
