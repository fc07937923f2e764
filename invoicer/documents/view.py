"""A snapshot and its totals as a page of texts: the only place that decides what is printed."""

from invoicer.documents import addresses, colors, lines, payment_box, sheet, sums, wording
from invoicer.documents import text as typed
from invoicer.documents.logo import Logo
from invoicer.documents.parts import Brand, Pair, View
from invoicer.documents.text import clean
from invoicer.documents.wording import Wording
from invoicer.models import identifiers
from invoicer.models.document import DocumentKind, Snapshot
from invoicer.models.party import Party
from invoicer.models.totals import Totals

# A greeting of so many lines stays with what stands above it.
SHORT_NOTE = 6
FOOTER_LINES = 3


def build(snapshot: Snapshot, totals: Totals, logo: Logo | None = None) -> View:
    """Return everything that is printed. Raises UnknownCurrency."""
    words = wording.of(snapshot)
    document, seller = snapshot.document, snapshot.seller
    rows = lines.rows(document, totals, words)
    letter_paper = seller.paper.casefold() == "letter"
    note = typed.lines(document.note)
    return View(
        language=words.language,
        letter_paper=letter_paper,
        palette=colors.palette(seller.color),
        author=clean(seller.party.name),
        brand=_brand(seller.party, logo),
        return_address=addresses.one_line(seller.party),
        recipient=addresses.recipient(
            document.buyer, seller.party.address.country or seller.country, words.language
        ),
        title=title(snapshot, words),
        subtitles=_subtitles(snapshot, words),
        facts=_facts(snapshot, words),
        intro=typed.lines(document.intro),
        columns=lines.columns(document, rows, words, sheet.room(letter_paper)),
        lines=rows,
        sums=sums.rows(document, totals, words),
        remarks=sums.remarks(totals, words),
        payment=payment_box.box(snapshot, totals, words),
        note=note,
        note_is_short=len(note) <= SHORT_NOTE,
        running_head=clean(seller.party.name),
        footer=_footer(snapshot, words),
        footer_text=_footer_text(seller.footer),
        page_words=_page_words(words),
    )


def kind_name(kind: DocumentKind, words: Wording) -> str:
    """Return what a document is called in its own language."""
    _ = words.gettext
    return {
        DocumentKind.QUOTE: _("Quote"),
        DocumentKind.INVOICE: _("Invoice"),
        DocumentKind.CREDIT_NOTE: _("Credit note"),
        DocumentKind.CORRECTED_INVOICE: _("Corrected invoice"),
        DocumentKind.DEPOSIT_INVOICE: _("Deposit invoice"),
        DocumentKind.FINAL_INVOICE: _("Final invoice"),
    }[kind]


def title(snapshot: Snapshot, words: Wording) -> str:
    """Return "Invoice 2026-0012"; a draft says so where its number would be."""
    name = kind_name(snapshot.document.kind, words)
    if not snapshot.number:
        return f"{name} · {words.gettext('Draft')}"
    return f"{name} {clean(snapshot.number)}"


def _subtitles(snapshot: Snapshot, words: Wording) -> tuple[str, ...]:
    """Return the documents this one corrects (Art. 219: specifically and unambiguously)."""
    _ = words.gettext
    document = snapshot.document
    found = []
    for reference in document.preceding:
        number = clean(reference.number)
        if reference.issued_on is None:
            found.append(_("For invoice {number}").format(number=number))
        else:
            sentence = (
                _("Replaces invoice {number} of {date}")
                if document.kind == DocumentKind.CORRECTED_INVOICE
                else _("For invoice {number} of {date}")
            )
            date = words.day(reference.issued_on)
            found.append(sentence.format(number=number, date=date))
    if clean(document.project):
        found.append(clean(document.project))
    return tuple(found)


def _facts(snapshot: Snapshot, words: Wording) -> tuple[Pair, ...]:
    _ = words.gettext
    document = snapshot.document
    origin = document.origin
    quote = origin.number if origin is not None and origin.issued_on is not None else ""
    found = [
        Pair(_("Number"), clean(snapshot.number) or _("Draft"), strong=True),
        Pair(_("Date"), words.day(snapshot.issued_on)),
        *_dates(snapshot, words),
        Pair(_("Customer number"), clean(document.client_number)),
        Pair(_("Your reference"), clean(document.buyer_reference)),
        Pair(_("Your order"), clean(document.order_number)),
        Pair(_("Contract"), clean(document.contract_number)),
        Pair(_("Our quote"), clean(quote)),
        Pair(_("Your VAT ID"), clean(document.buyer.vat_id)),
    ]
    return tuple(pair for pair in found if pair.value)


def _dates(snapshot: Snapshot, words: Wording) -> list[Pair]:
    _ = words.gettext
    document = snapshot.document
    found = []
    if document.delivered_on is not None:
        found.append(Pair(_("Delivery date"), words.day(document.delivered_on)))
    if document.period is not None:
        found.append(Pair(_("Service period"), words.period(document.period)))
    if document.kind == DocumentKind.QUOTE and document.valid_until is not None:
        found.append(Pair(_("Valid until"), words.day(document.valid_until), strong=True))
    if snapshot.due_on is not None:
        found.append(Pair(_("Due date"), words.day(snapshot.due_on), strong=True))
    return found


def _brand(party: Party, logo: Logo | None) -> Brand:
    contact = (clean(party.phone), clean(party.email), clean(party.website))
    return Brand(
        name=clean(party.trading_name) or clean(party.name),
        contact=tuple(text for text in contact if text),
        logo=logo.uri if logo else "",
        logo_width=logo.width if logo else "",
        logo_height=logo.height if logo else "",
    )


def _footer(snapshot: Snapshot, words: Wording) -> tuple[tuple[str, ...], ...]:
    _ = words.gettext
    party, account = snapshot.seller.party, snapshot.account
    if account is None and snapshot.seller.accounts:
        account = snapshot.seller.accounts[0]
    address = (*addresses.street(party.address), *addresses.town(party.address))
    bank: tuple[str, ...] = ()
    if account is not None:
        bank = (
            clean(account.bank),
            _labelled(_("IBAN"), identifiers.format_iban(account.account))
            if identifiers.looks_like_iban(account.account)
            else _labelled(_("Account number"), clean(account.account)),
            _labelled(_("BIC"), identifiers.compact(account.bic)),
        )
    tax = (
        _labelled(_("VAT ID"), clean(party.vat_id)),
        _labelled(_("Tax number"), clean(party.tax_number)),
        clean(party.registration),
    )
    columns = ((clean(party.name), *address), bank, tax)
    return tuple(tuple(text for text in column if text) for column in columns)


def _footer_text(text: str) -> tuple[str, ...]:
    """Return the lines as written, or run on where the foot has no room for so many."""
    found = typed.lines(text)
    return found if len(found) <= FOOTER_LINES else (" · ".join(line for line in found if line),)


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""


def _page_words(words: Wording) -> tuple[str, str, str]:
    """Return what stands before, between and after the two numbers of "Page 1 of 2"."""
    before, _mark, rest = words.gettext("Page {page} of {pages}").partition("{page}")
    between, _mark, after = rest.partition("{pages}")
    return before, between, after
