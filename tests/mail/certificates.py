"""Certificates made on the spot: an authority, what it signs, and one that nobody signed."""

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_FROM = datetime(2000, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2099, 12, 31, tzinfo=UTC)

PrivateKey = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Certificates:
    """Files of an authority and of servers named 127.0.0.1 and localhost."""

    authority: Path
    trusted: Path
    self_signed: Path
    other_name: Path
    expired: Path

    @staticmethod
    def context(chain: Path) -> ssl.SSLContext:
        """Return a server's context with that certificate and its key (one file)."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context


def make(folder: Path) -> Certificates:
    """Write the certificates into a folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _builder("Test authority", key).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    authority = authority.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    ).add_extension(_usage(signs_certificates=True), critical=True)
    signed = authority.sign(key, hashes.SHA256())
    (folder / "authority.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return Certificates(
        authority=folder / "authority.pem",
        trusted=_server(folder / "trusted.pem", key, "Test authority"),
        self_signed=_server(folder / "self_signed.pem", None, "localhost"),
        other_name=_server(folder / "other.pem", key, "Test authority", named="mail.example"),
        expired=_server(
            folder / "expired.pem", key, "Test authority", until=datetime(2001, 1, 1, tzinfo=UTC)
        ),
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(
    subject: str,
    key: PrivateKey,
    *,
    issuer: str | None = None,
    until: datetime = _UNTIL,
) -> x509.CertificateBuilder:
    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer or subject))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(until)
    )


def _server(
    path: Path,
    authority_key: PrivateKey | None,
    issuer: str,
    *,
    named: str = "",
    until: datetime = _UNTIL,
) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.DNSName(named or "localhost")]
    if not named:
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    builder = (
        _builder(named or "localhost", key, issuer=issuer, until=until)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((authority_key or key).public_key()),
            critical=False,
        )
        .add_extension(_usage(signs_certificates=False), critical=True)
    )
    signed = builder.sign(authority_key or key, hashes.SHA256())
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path
