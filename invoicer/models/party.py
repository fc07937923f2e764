"""Who sells and who buys: addresses, identifiers, ways to be paid."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from invoicer.models.payment_terms import PaymentTerms
from invoicer.models.tax import Tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address (BG-5, BG-8); `country` is ISO 3166-1 alpha-2, `subdivision` free text."""

    line1: str = ""
    line2: str = ""
    line3: str = ""
    postcode: str = ""
    city: str = ""
    subdivision: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A seller or buyer as a document names it (BG-4, BG-7)."""

    name: str = ""
    trading_name: str = ""
    address: Address = field(default_factory=Address)
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    vat_id: str = ""
    tax_number: str = ""
    registration: str = ""
    electronic_address: str = ""
    electronic_address_scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """An account to be paid to (BG-17). `account` is an IBAN, or a national number."""

    account: str
    bic: str = ""
    holder: str = ""
    bank: str = ""
    currency: str = ""


class TaxScheme(StrEnum):
    """How the business itself is taxed."""

    REGULAR = "regular"
    SMALL_BUSINESS = "small_business"


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """The user's own business: what its documents say of the seller, and their defaults."""

    party: Party = field(default_factory=Party)
    country: str = ""
    currency: str = "EUR"
    language: str = "en"
    scheme: TaxScheme = TaxScheme.REGULAR
    accounts: tuple[BankAccount, ...] = ()
    terms: PaymentTerms = field(default_factory=PaymentTerms)
    prices_include_tax: bool = False
    intro: str = ""
    closing: str = ""
    footer: str = ""
    paper: str = "A4"
    color: str = "#0F766E"
    logo_sha256: str = ""


class TaxTreatment(StrEnum):
    """How sales to a client are taxed; the preset of the business's country gives the wording."""

    DOMESTIC = "domestic"
    REVERSE_CHARGE = "reverse_charge"
    INTRA_COMMUNITY = "intra_community"
    EXPORT = "export"
    EXEMPT = "exempt"
    OUTSIDE_SCOPE = "outside_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Somebody documents are written to, with what holds for all of them."""

    party: Party
    number: str = ""
    language: str = ""
    currency: str = ""
    terms: PaymentTerms | None = None
    treatment: TaxTreatment = TaxTreatment.DOMESTIC
    buyer_reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something sold again and again; `price` is per `base_quantity` units, in `currency`."""

    name: str
    number: str = ""
    description: str = ""
    unit: str = "C62"
    price: Decimal = Decimal(0)
    base_quantity: Decimal = Decimal(1)
    currency: str = ""
    taxes: tuple[Tax, ...] = ()
    valid_from: date | None = None
