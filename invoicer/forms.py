"""The JSON forms of the command line, and how they become data of `models`.

Each form is documented with an example in invoicer/README.md. Numbers may be written as JSON
numbers or, better, as text ("95.00"); dates are ISO 8601.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

from invoicer.i18n import gettext as _
from invoicer.models import presets
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadFile
from invoicer.models.party import (
    Address,
    BankAccount,
    Business,
    Client,
    Party,
    TaxScheme,
    TaxTreatment,
)
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import TaxCategory

LARGEST_FORM = 20 * 1024 * 1024


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all forms have in common: a name that isn't known is an error, not a silent loss."""


AnyForm = TypeVar("AnyForm", bound=Form)


class AddressForm(Form, frozen=True):
    """A postal address; `country` is a two-letter code."""

    line1: str = ""
    line2: str = ""
    line3: str = ""
    postcode: str = ""
    city: str = ""
    subdivision: str = ""
    country: str = ""


class PartyForm(Form, frozen=True):
    """A name with its address and identifiers."""

    name: str
    trading_name: str = ""
    address: AddressForm = msgspec.field(default_factory=AddressForm)
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    vat_id: str = ""
    tax_number: str = ""
    registration: str = ""
    electronic_address: str = ""
    electronic_address_scheme: str = ""


class DiscountTermForm(Form, frozen=True):
    """An early-payment discount: percent off for paying within so many days."""

    percentage: Decimal
    days: int


class TermsForm(Form, frozen=True):
    """Payment terms."""

    days: int = 14
    discounts: tuple[DiscountTermForm, ...] = ()
    text: str = ""


class AccountForm(Form, frozen=True):
    """A bank account to be paid to."""

    account: str
    bic: str = ""
    holder: str = ""
    bank: str = ""
    currency: str = ""


class SeriesForm(Form, frozen=True):
    """A number pattern, and the last number the program used before had given."""

    pattern: str = ""
    last_number: str = ""
    restarts_yearly: bool = True


class MailForm(Form, frozen=True):
    """The mail account; its password is never in a file."""

    host: str
    sender: str
    port: int = 587
    security: str = "starttls"
    user: str = ""


class BusinessForm(PartyForm, frozen=True):
    """The user's own business, for `business set`."""

    country: str = ""
    currency: str = ""
    language: str = ""
    scheme: TaxScheme = TaxScheme.REGULAR
    accounts: tuple[AccountForm, ...] = ()
    terms: TermsForm | None = None
    prices_include_tax: bool = False
    intro: str = ""
    closing: str = ""
    footer: str = ""
    paper: str = ""
    color: str = "#0F766E"
    logo: str = ""
    numbering: dict[str, SeriesForm] = {}
    mail: MailForm | None = None


class ClientForm(PartyForm, frozen=True):
    """A client, for `client add`."""

    number: str = ""
    language: str = ""
    currency: str = ""
    terms: TermsForm | None = None
    treatment: TaxTreatment = TaxTreatment.DOMESTIC
    buyer_reference: str = ""
    note: str = ""


class TaxForm(Form, frozen=True):
    """One tax on a line."""

    rate: Decimal = Decimal(0)
    category: TaxCategory = TaxCategory.STANDARD
    name: str = ""
    compound: bool = False
    reason: str = ""
    reason_code: str = ""


class AdjustmentForm(Form, frozen=True):
    """A discount or charge: percentage or amount; on a document `tax` or `taxes` name its group."""

    charge: bool = False
    percentage: Decimal | None = None
    amount: Decimal | None = None
    reason: str = ""
    tax: Decimal | None = None
    taxes: tuple[TaxForm, ...] | None = None


class PeriodForm(Form, frozen=True):
    """First and last day."""

    start_on: date
    end_on: date


class LineForm(Form, frozen=True):
    """One line; `tax` is the short way to say the rate, `taxes` the long one."""

    name: str = ""
    description: str = ""
    item: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    price: Decimal | None = None
    base_quantity: Decimal = Decimal(1)
    discount: AdjustmentForm | None = None
    adjustments: tuple[AdjustmentForm, ...] = ()
    tax: Decimal | None = None
    taxes: tuple[TaxForm, ...] | None = None
    period: PeriodForm | None = None


class WithholdingForm(Form, frozen=True):
    """A tax the buyer keeps back, in percent of the net."""

    name: str
    rate: Decimal


class DocumentForm(Form, frozen=True):
    """A document, for `document add`. `client` is a client's number, name or id."""

    kind: DocumentKind = DocumentKind.INVOICE
    client: str | int | None = None
    preceding: tuple[str, ...] = ()
    lines: tuple[LineForm, ...] = ()
    adjustments: tuple[AdjustmentForm, ...] = ()
    currency: str = ""
    language: str = ""
    prices_include_tax: bool | None = None
    withholdings: tuple[WithholdingForm, ...] = ()
    prepaid: Decimal = Decimal(0)
    round_to: Decimal | None = None
    terms: TermsForm | None = None
    due_on: date | None = None
    valid_until: date | None = None
    delivered_on: date | None = None
    period: PeriodForm | None = None
    buyer_reference: str = ""
    order_number: str = ""
    contract_number: str = ""
    project: str = ""
    intro: str | None = None
    note: str | None = None


class ItemForm(Form, frozen=True):
    """An item, for `item add`."""

    name: str
    number: str = ""
    description: str = ""
    unit: str = "C62"
    price: Decimal = Decimal(0)
    base_quantity: Decimal = Decimal(1)
    currency: str = ""
    tax: Decimal | None = None
    taxes: tuple[TaxForm, ...] | None = None


def read(path: Path, form: type[AnyForm]) -> AnyForm:
    """Read a form from a JSON file. Raises BadFile with the place and reason of what is wrong."""
    try:
        with path.open("rb") as file:
            # Not its size: a pipe has none, and a device may have no end.
            content = file.read(LARGEST_FORM + 1)
    except OSError as error:
        raise BadFile(
            _("{file} can't be read: {reason}.").format(file=path, reason=error.strerror)
        ) from None
    if len(content) > LARGEST_FORM:
        raise BadFile(_("{file} is too large to be such a file.").format(file=path.name))
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=form)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadFile(
            _(
                "{file} is not as expected: {reason}. The README of the program shows an example."
            ).format(file=path.name, reason=str(error).rstrip("."))
        ) from None


def party(form: PartyForm) -> Party:
    """Return the party a form describes."""
    values = {name: getattr(form, name) for name in Party.__dataclass_fields__ if name != "address"}
    return Party(address=Address(**msgspec.structs.asdict(form.address)), **values)


def terms(form: TermsForm) -> PaymentTerms:
    """Return the payment terms a form describes."""
    return PaymentTerms(
        days=form.days,
        discounts=tuple(EarlyDiscount(d.percentage, d.days) for d in form.discounts),
        text=form.text,
    )


def business(form: BusinessForm) -> Business:
    """Return the business a form describes; a country's preset fills in what it leaves empty."""
    country = (form.country or form.address.country).upper()
    preset = presets.of(country)
    return Business(
        party=party(form),
        country=country,
        currency=form.currency or preset.currency,
        language=form.language or preset.language,
        scheme=form.scheme,
        accounts=tuple(BankAccount(**msgspec.structs.asdict(a)) for a in form.accounts),
        terms=terms(form.terms) if form.terms else PaymentTerms(preset.payment_days),
        prices_include_tax=form.prices_include_tax,
        intro=form.intro,
        closing=form.closing,
        footer=form.footer,
        paper=form.paper or ("Letter" if country in ("US", "CA") else "A4"),
        color=form.color,
    )


def client(form: ClientForm) -> Client:
    """Return the client a form describes."""
    return Client(
        party=party(form),
        number=form.number,
        language=form.language,
        currency=form.currency,
        terms=terms(form.terms) if form.terms else None,
        treatment=form.treatment,
        buyer_reference=form.buyer_reference,
        note=form.note,
    )
