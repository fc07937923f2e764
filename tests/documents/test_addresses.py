import pytest

from invoicer.documents import addresses
from invoicer.models.party import Address, Party


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (Address(postcode="20457", city="Hamburg", country="DE"), ("20457 Hamburg",)),
        (
            Address(postcode="78701", city="Austin", subdivision="TX", country="US"),
            ("Austin, TX 78701",),
        ),
        (
            Address(postcode="H2Y 1C6", city="Montréal", subdivision="QC", country="CA"),
            ("Montréal QC H2Y 1C6",),
        ),
        (Address(postcode="SW1A 1AA", city="London", country="GB"), ("London", "SW1A 1AA")),
        (
            Address(postcode="00184", city="Roma", subdivision="RM", country="IT"),
            ("00184 Roma (RM)",),
        ),
        (Address(country="US"), ()),
        (Address(city="Austin", country="US"), ("Austin",)),
        (Address(), ()),
    ],
)
def test_the_place_is_written_as_its_country_writes_it(
    address: Address, expected: tuple[str, ...]
) -> None:
    assert addresses.town(address) == expected


def test_abroad_the_country_stands_last_in_the_language_of_the_document() -> None:
    buyer = Party(name="X", address=Address(line1="1 rue A", city="Paris", country="FR"))
    assert addresses.recipient(buyer, "DE", "de")[-1] == "FRANKREICH"
    assert addresses.recipient(buyer, "FR", "de")[-1] == "Paris"


def test_a_name_is_not_repeated() -> None:
    buyer = Party(name="Ann Lee", trading_name="Ann Lee", contact_name="Ann Lee")
    assert addresses.recipient(buyer, "DE", "en") == ("Ann Lee",)


def test_a_country_without_a_name_is_its_code() -> None:
    assert addresses.country("ZX", "de") == "ZX"
    assert addresses.country("FR", "nonsense") == "France"
