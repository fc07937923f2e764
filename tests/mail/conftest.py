"""Certificates are made once for all tests of mail."""

import pytest

from tests.mail import certificates
from tests.mail.certificates import Certificates


@pytest.fixture(scope="session")
def certificate_files(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates.make(tmp_path_factory.mktemp("certificates"))
