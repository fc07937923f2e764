"""Certificates are made once for all tests of mail; a server for each test that wants one."""

from collections.abc import Iterator

import pytest

from invoicer.models.outbox import Security
from tests.mail import certificates
from tests.mail.certificates import Certificates
from tests.mail.smtp_server import MailServer


@pytest.fixture(scope="session")
def certificate_files(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def server(certificate_files: Certificates) -> Iterator[MailServer]:
    """A server that wants STARTTLS and a password, as most do."""
    with MailServer(
        security=Security.STARTTLS,
        certificate=certificate_files.trusted,
        users={"ada": "geheim"},
    ) as running:
        yield running


@pytest.fixture
def plain() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running
