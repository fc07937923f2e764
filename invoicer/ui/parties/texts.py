"""How clients read on the screen."""

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.money import Money
from invoicer.models.party import Address, TaxTreatment
from invoicer.models.payment_terms import PaymentTerms
from invoicer.ui.widgets.choices import country_name


def treatment_choices() -> tuple[tuple[str, str], ...]:
    """Return the tax treatments in plain words."""
    return (
        (TaxTreatment.DOMESTIC.value, _("With tax, as at home")),
        (TaxTreatment.REVERSE_CHARGE.value, _("Reverse charge: the client pays the tax")),
        (TaxTreatment.INTRA_COMMUNITY.value, _("Goods to a company in another EU country")),
        (TaxTreatment.EXPORT.value, _("Export outside the EU")),
        (TaxTreatment.EXEMPT.value, _("Exempt from tax")),
        (TaxTreatment.OUTSIDE_SCOPE.value, _("Not subject to tax")),
    )


def address_lines(address: Address, locale: str) -> tuple[str, ...]:
    """Return an address as it is read on the screen, one line each."""
    place = " ".join(part for part in (address.postcode, address.city) if part)
    lines = (
        address.line1,
        address.line2,
        address.line3,
        place,
        address.subdivision,
        country_name(address.country, locale),
    )
    return tuple(line for line in lines if line)


def amounts(sums: tuple[Money, ...], locale: str) -> str:
    """Return amounts of several currencies side by side; nothing reads as "nothing"."""
    return " + ".join(texts.money(one, locale) for one in sums) or _("nothing")


def terms_sentence(terms: PaymentTerms, locale: str) -> str:
    """Return terms in words: "14 days, 2% within 7"."""
    days = _("due at once") if not terms.days else _("{n} days").format(n=terms.days)
    parts = [days]
    parts += [
        _("{percent} within {n}").format(percent=texts.percent(d.percentage, locale), n=d.days)
        for d in terms.discounts
    ]
    return ", ".join(parts)
