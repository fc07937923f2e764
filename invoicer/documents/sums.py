"""The rows below the lines: discounts, taxes, total, what was paid, what is due."""

from collections.abc import Iterator

from invoicer.documents.lines import adjustment_label, tax_name
from invoicer.documents.parts import SumRow
from invoicer.documents.text import clean
from invoicer.documents.wording import Wording
from invoicer.models import money
from invoicer.models.document import Document, DocumentKind, DocumentReference
from invoicer.models.money import Money
from invoicer.models.tax import TaxCategory
from invoicer.models.totals import AdjustmentTotal, TaxTotal, Totals, percentage_of


def rows(document: Document, totals: Totals, wording: Wording) -> tuple[SumRow, ...]:
    """Return the rows in the order they add up; the last is what the document comes to."""
    if document.prices_include_tax:
        found = [*_gross(document, totals, wording)]
    else:
        found = [*_net(document, totals, wording)]
    further = [*_after_total(document, totals, wording)]
    if further:
        found = [_weaker(row) for row in found]
    return (*found, *further)


def remarks(totals: Totals, wording: Wording) -> tuple[str, ...]:
    """Return the wording an invoice must carry where no tax is charged (Art. 226 (11) to (15))."""
    found: dict[str, None] = {}
    for row in totals.taxes:
        sentence = _exemption(row, wording)
        if sentence:
            found[sentence] = None
    return tuple(found)


def _net(document: Document, totals: Totals, wording: Wording) -> Iterator[SumRow]:
    _ = wording.gettext
    if totals.adjustments:
        yield SumRow(_("Subtotal"), wording.amount(totals.line_total))
        for parts in _merged(totals):
            whole = money.total((part.amount for part in parts), totals.currency)
            yield _adjusted(parts[0], whole, wording)
    if totals.taxes or totals.adjustments:
        yield SumRow(_("Net total"), wording.amount(totals.net))
    for row in totals.taxes:
        yield SumRow(
            _("{tax} {rate} on {base}").format(
                tax=tax_name(row.tax.name, wording),
                rate=wording.percent(row.tax.rate),
                base=wording.amount(row.base),
            ),
            wording.amount(row.amount),
        )
    yield SumRow(_total_label(document, totals, wording), wording.money(totals.gross), "total")


def _gross(document: Document, totals: Totals, wording: Wording) -> Iterator[SumRow]:
    _ = wording.gettext
    if totals.adjustments:
        entered = money.total((line.entered for line in totals.lines), totals.currency)
        yield SumRow(_("Subtotal"), wording.amount(entered))
        for parts in _merged(totals):
            yield _adjusted(parts[0], _entered(parts, totals.currency), wording)
    if totals.taxes:
        yield SumRow(_("Net total"), wording.amount(totals.net), "small")
    for row in totals.taxes:
        yield SumRow(
            _("Including {tax} {rate} on {base}").format(
                tax=tax_name(row.tax.name, wording),
                rate=wording.percent(row.tax.rate),
                base=wording.amount(row.base),
            ),
            wording.amount(row.amount),
            "small",
        )
    yield SumRow(_total_label(document, totals, wording), wording.money(totals.gross), "total")


def _after_total(document: Document, totals: Totals, wording: Wording) -> Iterator[SumRow]:
    _ = wording.gettext
    for deposit in document.deposits:
        amount = Money.of(deposit.amount or 0, totals.currency)
        yield SumRow(_deposit_label(deposit, wording), wording.amount(-amount))
    if document.prepaid:
        prepaid = Money.of(document.prepaid, totals.currency)
        yield SumRow(_("Already paid"), wording.amount(-prepaid))
    if totals.rounding:
        yield SumRow(_("Rounding"), wording.amount(totals.rounding))
    for row in totals.withholdings:
        yield SumRow(f"{clean(row.name)} {wording.percent(row.rate)}", wording.amount(-row.amount))
    if document.deposits or document.prepaid or totals.rounding or totals.withholdings:
        label = _("Amount due")
        if document.kind == DocumentKind.CREDIT_NOTE:
            label = _("Amount credited")
        yield SumRow(label, wording.money(totals.payable), "total")


def _weaker(row: SumRow) -> SumRow:
    return SumRow(row.label, row.amount, "strong") if row.style == "total" else row


def _total_label(document: Document, totals: Totals, wording: Wording) -> str:
    _ = wording.gettext
    if document.kind == DocumentKind.CREDIT_NOTE:
        return _("Total credit")
    if not totals.tax:
        return _("Total")
    names = {tax_name(row.tax.name, wording) for row in totals.taxes}
    return _("Total incl. {tax}").format(tax=names.pop() if len(names) == 1 else _("tax"))


def _deposit_label(deposit: DocumentReference, wording: Wording) -> str:
    _ = wording.gettext
    if deposit.issued_on is None:
        return _("Less deposit invoice {number}").format(number=clean(deposit.number))
    return _("Less deposit invoice {number} of {date}").format(
        number=clean(deposit.number), date=wording.day(deposit.issued_on)
    )


def _adjusted(part: AdjustmentTotal, amount: Money, wording: Wording) -> SumRow:
    signed = amount if part.adjustment.charge else -amount
    return SumRow(adjustment_label(part, wording), wording.amount(signed))


def _merged(totals: Totals) -> list[list[AdjustmentTotal]]:
    """Put together the parts one discount was split into, a part for each group of taxes.

    The reader gave the discount once. Two equal ones in a row are told apart by the group that
    comes again.
    """
    merged: list[list[AdjustmentTotal]] = []
    for part in totals.adjustments:
        same = merged and merged[-1][0].adjustment == part.adjustment
        if same and part.taxes not in {earlier.taxes for earlier in merged[-1]}:
            merged[-1].append(part)
        else:
            merged.append([part])
    return merged


def _entered(parts: list[AdjustmentTotal], currency: str) -> Money:
    """Return what a discount is with tax; `AdjustmentTotal.amount` is always without."""
    adjustment = parts[0].adjustment
    if adjustment.percentage is None:
        return Money.of(adjustment.amount or 0, currency)
    shares = (percentage_of(part.base, adjustment.percentage) for part in parts)
    return money.total(shares, currency)


def _exemption(row: TaxTotal, wording: Wording) -> str:
    _ = wording.gettext
    if clean(row.tax.reason):
        return _(clean(row.tax.reason))
    sentences = {
        TaxCategory.EXEMPT: _("Exempt from VAT."),
        TaxCategory.REVERSE_CHARGE: _("Reverse charge: VAT is to be paid by the recipient."),
        TaxCategory.INTRA_COMMUNITY: _("VAT-exempt intra-Community supply."),
        TaxCategory.EXPORT: _("VAT-exempt export supply."),
        TaxCategory.OUTSIDE_SCOPE: _("Not subject to VAT."),
    }
    return sentences.get(row.tax.category, "")
