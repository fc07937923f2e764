"""Findings on seller and buyer: names, addresses, tax identifiers, accounts."""

from collections.abc import Iterator

from invoicer.i18n import gettext as _
from invoicer.models import identifiers
from invoicer.models.document import INVOICES, Document, DocumentKind
from invoicer.models.finding import Finding, error, warning
from invoicer.models.party import Address, Business, Party, TaxScheme
from invoicer.models.preset import EU, Preset, SellerId
from invoicer.models.tax import TaxCategory

# Where python-stdnum knows the form of VAT ids.
_VAT_ID_COUNTRIES = EU | {"GB", "CH", "NO"}
# Countries that pay by IBAN, as far as presets reach.
_IBAN_COUNTRIES = EU | {"GB", "CH", "NO", "LI", "IS"}


def buyer(document: Document, preset: Preset) -> Iterator[Finding]:
    """Find what is missing of the buyer (Art. 226 (4) and (5), BR-7, BR-10, BR-11)."""
    party = document.buyer
    if not party.name.strip():
        yield error("client.name", _("No client is named. Choose or write down who buys."))
    if document.kind != DocumentKind.QUOTE:
        yield from _address(
            "client.address",
            party.address,
            no_city=_("The client’s address has no town. An invoice needs it."),
            no_country=_("The client’s address has no country. Choose one."),
            no_street=_("The client’s address has neither street nor postcode."),
        )
        domestic = party.address.country == preset.country
        if preset.buyer_tax_id and domestic and not (party.vat_id or party.tax_number).strip():
            yield warning(
                "client.vat_id",
                _("The client has no VAT id or tax number. A business client’s is needed."),
            )
    yield from _doubtful("client", party)


def seller(document: Document, business: Business, preset: Preset) -> Iterator[Finding]:
    """Find what is missing of the seller (Art. 226 (3) and (5), BR-6, BR-8, BR-9, BR-S-02 …)."""
    party = business.party
    if not party.name.strip():
        yield error("business.name", _("Your business has no name yet. Enter it in the settings."))
    if document.kind != DocumentKind.QUOTE:
        yield from _address(
            "business.address",
            party.address,
            no_city=_("Your own address has no town. Enter it in the settings."),
            no_country=_("Your own address has no country. Choose it in the settings."),
            no_street=_("Your own address has neither street nor postcode."),
        )
        yield from _seller_id(document, business, preset)
    if document.kind in INVOICES:
        yield from _accounts(document, business)
    yield from _doubtful("business", party)


def _address(
    field: str, address: Address, *, no_city: str, no_country: str, no_street: str
) -> Iterator[Finding]:
    if not address.city.strip():
        yield error(field, no_city)
    if not address.country.strip():
        yield error(field, no_country)
    elif not identifiers.is_country(address.country):
        yield error(
            field,
            _("“{code}” is no country code. Use two letters, such as DE, GB or GR.").format(
                code=address.country[:10]
            ),
        )
    if not (address.line1 + address.line2 + address.line3 + address.postcode).strip():
        yield warning(field, no_street)


def _seller_id(document: Document, business: Business, preset: Preset) -> Iterator[Finding]:
    party = business.party
    categories = {tax.category for line in document.lines for tax in line.taxes}
    needed = bool(categories - {TaxCategory.OUTSIDE_SCOPE}) or preset.seller_id_always
    small = business.scheme == TaxScheme.SMALL_BUSINESS
    known = (party.vat_id + party.tax_number + (party.registration if small else "")).strip()
    if TaxCategory.INTRA_COMMUNITY in categories and not party.vat_id.strip():
        # BR-IC-02 accepts nothing else.
        yield error(
            "business.vat_id",
            _("An intra-Community supply needs your own VAT id. Enter it in the settings."),
        )
    elif not needed or preset.seller_id == SellerId.NONE:
        pass
    elif preset.seller_id == SellerId.VAT_ID and not small and not party.vat_id.strip():
        yield error(
            "business.vat_id",
            _("Your VAT id is missing, which an invoice needs. Enter it in the settings."),
        )
    elif not known:
        # BR-E-02 wants one of an exempt small business too, where the country's law does not.
        tell = warning if small and not preset.seller_id_always else error
        yield tell(
            "business.tax_number",
            _("Your tax number or VAT id is missing. Enter one of them in the settings."),
        )
    if preset.seller_registration and not party.registration.strip():
        yield warning(
            "business.registration",
            _("Your registration number is missing; invoices in your country carry it."),
        )


def _accounts(document: Document, business: Business) -> Iterator[Finding]:
    usable = [a for a in business.accounts if a.currency in ("", document.currency)]
    if not usable:
        yield warning(
            "business.accounts",
            _(
                "No bank account for {currency} is given, so the client can’t know where to pay."
            ).format(currency=document.currency),
        )
    for i, account in enumerate(business.accounts):
        field = f"business.accounts[{i}]"
        country = business.country or business.party.address.country
        meant = identifiers.looks_like_iban(account.account) or country in _IBAN_COUNTRIES
        if meant and not identifiers.is_iban(account.account):
            yield warning(
                f"{field}.account",
                _("“{iban}” is not a right IBAN. Check it for a wrong or missing digit.").format(
                    iban=account.account[:40]
                ),
            )
        if account.bic.strip() and not identifiers.is_bic(account.bic):
            yield warning(
                f"{field}.bic",
                _("“{bic}” is not a right BIC. It has 8 or 11 characters.").format(
                    bic=account.bic[:20]
                ),
            )


def _doubtful(place: str, party: Party) -> Iterator[Finding]:
    vat_id = party.vat_id.strip()
    checkable = party.address.country in _VAT_ID_COUNTRIES or vat_id[:2] in EU | {"EL", "XI"}
    if vat_id and checkable and not identifiers.is_vat_id(vat_id):
        yield warning(
            f"{place}.vat_id",
            _(
                "“{vat_id}” doesn’t look like a VAT id. Check its country letters and digits."
            ).format(vat_id=vat_id[:30]),
        )
    if party.email.strip() and not identifiers.is_email(party.email.strip()):
        yield warning(
            f"{place}.email",
            _("“{email}” is not an e-mail address mail can be sent to.").format(
                email=party.email[:60]
            ),
        )
