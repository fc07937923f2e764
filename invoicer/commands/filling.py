"""Filling documents, items and settings from the forms of the command line.

What a form leaves empty comes from the client, the business and its country's preset.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from invoicer.actions import business as business_acts
from invoicer.actions import documents as acts
from invoicer.commands.session import LARGEST_ID
from invoicer.forms import (
    AdjustmentForm,
    DocumentForm,
    ItemForm,
    LineForm,
    MailForm,
    PeriodForm,
    SeriesForm,
    TaxForm,
    terms,
)
from invoicer.i18n import gettext as _
from invoicer.ledger import clients, items, settings
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import crediting, units
from invoicer.models import taxing as rules
from invoicer.models.document import (
    Adjustment,
    Document,
    DocumentReference,
    Line,
    Period,
    Withholding,
)
from invoicer.models.errors import BadField, NotFound
from invoicer.models.money import finite
from invoicer.models.outbox import MailSettings, Security
from invoicer.models.party import Item
from invoicer.models.tax import Tax
from invoicer.models.taxing import Taxing


def document(ledger: Ledger, form: DocumentForm) -> Document:
    """Return the unsaved document a form describes. Raises NotFound, BadField."""
    client_id = None if form.client is None else _client(ledger, form.client)
    draft = acts.new(ledger, form.kind, client_id)
    draft = replace(draft, language=form.language or draft.language)
    taxing = acts.taxing_of(ledger, draft)
    return replace(
        draft,
        lines=tuple(_line(ledger, line, taxing) for line in form.lines),
        adjustments=tuple(_adjustment(a, taxing) for a in form.adjustments),
        currency=form.currency or draft.currency,
        prices_include_tax=(
            draft.prices_include_tax if form.prices_include_tax is None else form.prices_include_tax
        ),
        preceding=tuple(_preceding(ledger, number) for number in form.preceding),
        withholdings=tuple(Withholding(name=w.name, rate=w.rate) for w in form.withholdings),
        prepaid=form.prepaid,
        round_to=form.round_to,
        terms=draft.terms if form.terms is None else terms(form.terms),
        due_on=form.due_on,
        valid_until=form.valid_until,
        delivered_on=form.delivered_on,
        period=_period(form.period),
        buyer_reference=form.buyer_reference or draft.buyer_reference,
        order_number=form.order_number,
        contract_number=form.contract_number,
        project=form.project,
        intro=draft.intro if form.intro is None else form.intro,
        note=draft.note if form.note is None else form.note,
    )


def _preceding(ledger: Ledger, number: str) -> DocumentReference:
    stored = kept.get(ledger, kept.find(ledger, number))
    assert stored.snapshot is not None, "only issued documents have numbers"
    return crediting.reference(stored.snapshot, stored.id)


def item(ledger: Ledger, form: ItemForm) -> Item:
    """Return the unsaved item a form describes."""
    return Item(
        name=form.name,
        number=form.number,
        description=form.description,
        unit=_unit(form.unit),
        price=form.price,
        base_quantity=form.base_quantity,
        currency=form.currency,
        taxes=_taxes(form.tax, form.taxes, Taxing(business=settings.business(ledger))),
    )


def set_numbering(ledger: Ledger, forms: Mapping[str, SeriesForm]) -> None:
    """Set patterns and last numbers per series name. Raises BadField."""
    if not forms:
        return
    series = settings.series(ledger)
    unknown = set(forms) - {one.name for one in series}
    if unknown:
        raise BadField(
            _("Numbering"),
            _("there is no series “{name}”; the series are {names}.").format(
                name=min(unknown), names=", ".join(one.name for one in series)
            ),
        )
    changed = tuple(
        replace(
            one,
            pattern=forms[one.name].pattern or one.pattern,
            restarts_yearly=forms[one.name].restarts_yearly,
        )
        if one.name in forms
        else one
        for one in series
    )
    business_acts.set_series(ledger, changed)
    for name, form in forms.items():
        if form.last_number:
            business_acts.go_on_from(ledger, name, form.last_number)


def set_mail(ledger: Ledger, form: MailForm) -> None:
    """Keep the mail account, without its password. Raises BadField."""
    try:
        security = Security(form.security)
    except ValueError:
        raise BadField(_("Mail"), _("security is one of tls, starttls or none.")) from None
    account = MailSettings(
        host=form.host, port=form.port, security=security, user=form.user, sender=form.sender
    )
    business_acts.set_mail_account(ledger, account)


def _client(ledger: Ledger, named: str | int) -> int:
    if isinstance(named, int):
        if named > LARGEST_ID:
            raise NotFound(_("client"), str(named))
        return clients.get(ledger, named).id
    try:
        return clients.find(ledger, named)
    except NotFound:
        if named.isascii() and named.isdigit() and len(named) < 16:
            return clients.get(ledger, int(named)).id
        raise


def _line(ledger: Ledger, form: LineForm, taxing: Taxing) -> Line:
    found = items.get(ledger, items.find(ledger, form.item)) if form.item else None
    sold = found.item if found else None
    taxes = _taxes(form.tax, form.taxes, taxing)
    if found and form.tax is None and form.taxes is None:
        taxes = rules.line_of(found.item, found.id, taxing).taxes
    price = form.price if form.price is not None else (sold.price if sold else Decimal(0))
    adjustments = (() if form.discount is None else (form.discount,)) + form.adjustments
    return Line(
        name=form.name or (sold.name if sold else ""),
        description=form.description or (sold.description if sold else ""),
        item_id=found.id if found else None,
        item_number=sold.number if sold else "",
        quantity=form.quantity,
        unit=_unit(form.unit) if form.unit else (sold.unit if sold else "C62"),
        price=price,
        base_quantity=form.base_quantity,
        adjustments=tuple(
            Adjustment(charge=a.charge, percentage=a.percentage, amount=a.amount, reason=a.reason)
            for a in adjustments
        ),
        taxes=taxes,
        period=_period(form.period),
    )


def _unit(text: str) -> str:
    code = units.lookup(text)
    if code is None:
        raise BadField(
            _("Unit"),
            _("“{unit}” is not known; use a code such as C62 (piece), HUR (hour) or KGM.").format(
                unit=text[:20]
            ),
        )
    return code


def _adjustment(form: AdjustmentForm, taxing: Taxing) -> Adjustment:
    named = form.tax is not None or form.taxes is not None
    return Adjustment(
        charge=form.charge,
        percentage=form.percentage,
        amount=form.amount,
        reason=form.reason,
        taxes=_taxes(form.tax, form.taxes, taxing) if named else None,
    )


def _taxes(
    rate: Decimal | None, forms: tuple[TaxForm, ...] | None, taxing: Taxing
) -> tuple[Tax, ...]:
    if forms is None:
        return rules.default(taxing) if rate is None else rules.of_percent(taxing, finite(rate))
    return tuple(
        Tax(
            category=form.category,
            rate=form.rate,
            name=form.name,
            compound=form.compound,
            reason=form.reason,
            reason_code=form.reason_code,
        )
        for form in forms
    )


def _period(form: PeriodForm | None) -> Period | None:
    return None if form is None else Period(start_on=form.start_on, end_on=form.end_on)
