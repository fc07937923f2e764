"""Who the demo business is, whom it writes to and what it sells. None of them exists."""

from decimal import Decimal

from invoicer.models.party import (
    Address,
    BankAccount,
    Business,
    Client,
    Item,
    Party,
    TaxTreatment,
)
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import Tax

BUSINESS = Business(
    party=Party(
        name="Lena Baum",
        trading_name="Lena Baum Design",
        address=Address(line1="Hafenstr. 3", postcode="20457", city="Hamburg", country="DE"),
        contact_name="Lena Baum",
        email="lena@baum.example",
        phone="+49 40 5550123",
        website="baum.example",
        vat_id="DE136695976",
    ),
    country="DE",
    currency="EUR",
    language="en",
    accounts=(BankAccount(account="DE12500105170648489890", bic="INGDDEFFXXX"),),
    terms=PaymentTerms(14, (EarlyDiscount(Decimal(2), 7),)),
    closing="Thank you for the pleasant work together.",
)


def _client(
    name: str,
    street: str,
    postcode: str,
    city: str,
    country: str,
    *,
    number: str,
    email: str,
    language: str = "",
    vat_id: str = "",
    treatment: TaxTreatment = TaxTreatment.DOMESTIC,
) -> Client:
    address = Address(line1=street, postcode=postcode, city=city, country=country)
    return Client(
        party=Party(name=name, address=address, email=email, vat_id=vat_id),
        number=number,
        language=language,
        treatment=treatment,
    )


CLIENTS = (
    _client(
        "Kessler & Söhne GmbH",
        "Industrieweg 4",
        "70565",
        "Stuttgart",
        "DE",
        number="C-101",
        email="rechnung@kessler.example",
        language="de",
    ),
    _client(
        "Brightwater Studios Ltd",
        "12 Canal Street",
        "M1 3HE",
        "Manchester",
        "GB",
        number="C-102",
        email="accounts@brightwater.example",
        treatment=TaxTreatment.OUTSIDE_SCOPE,
    ),
    _client(
        "Atelier Dubois SARL",
        "8 rue des Lilas",
        "69003",
        "Lyon",
        "FR",
        number="C-103",
        email="compta@dubois.example",
        language="fr",
        vat_id="FR40303265045",
        treatment=TaxTreatment.REVERSE_CHARGE,
    ),
    _client(
        "Hafen Logistik AG",
        "Speicherstadt 21",
        "20457",
        "Hamburg",
        "DE",
        number="C-104",
        email="buchhaltung@hafen-logistik.example",
        language="de",
    ),
    _client(
        "Marta Iglesias",
        "Calle Mayor 14",
        "28013",
        "Madrid",
        "ES",
        number="C-105",
        email="marta@iglesias.example",
        language="es",
    ),
    _client(
        "Green Fern Coffee",
        "Elbchaussee 99",
        "22763",
        "Hamburg",
        "DE",
        number="C-106",
        email="hello@greenfern.example",
    ),
    _client(
        "Olsen Arkitekter",
        "Lille Strandstræde 3",
        "1254",
        "København",
        "DK",
        number="C-107",
        email="faktura@olsen.example",
        vat_id="DK13585628",
        treatment=TaxTreatment.REVERSE_CHARGE,
    ),
    _client(
        "Northwind Lights GmbH",
        "Lindenallee 40",
        "10115",
        "Berlin",
        "DE",
        number="C-108",
        email="billing@northwind.example",
        language="de",
    ),
)

_STANDARD = (Tax(rate=Decimal(19)),)
_REDUCED = (Tax(rate=Decimal(7)),)

ITEMS = (
    Item(
        name="Brand workshop",
        number="W-1",
        description="With the team, summary of results",
        unit="HUR",
        price=Decimal(95),
        taxes=_STANDARD,
    ),
    Item(
        name="Style guide",
        number="W-2",
        description="Print and web, 40 pages",
        price=Decimal(2400),
        taxes=_STANDARD,
    ),
    Item(name="Logo drafts", number="W-3", price=Decimal(780), taxes=_STANDARD),
    Item(name="Concept and layout", number="W-4", unit="HUR", price=Decimal(88), taxes=_STANDARD),
    Item(name="Illustration", number="W-5", price=Decimal("145.50"), taxes=_REDUCED),
    Item(name="Printed brochure", number="P-1", price=Decimal("12.35"), taxes=_REDUCED),
    Item(name="Hosting", number="H-1", unit="MON", price=Decimal("19.90"), taxes=_STANDARD),
)
