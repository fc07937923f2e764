"""Splitting one payment over several invoices, or a refund over credit notes."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import importing
from invoicer.i18n import gettext as _
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import Refusal
from invoicer.models.matching import Share
from invoicer.models.money import Money, total
from invoicer.models.stored import StoredLine
from invoicer.ui.banking import words
from invoicer.ui.banking.candidates import Candidate, candidates
from invoicer.ui.banking.share_row import ShareRow
from invoicer.ui.context import Context
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.form import scrolled
from invoicer.ui.widgets.look import label, name, set_look
from invoicer.ui.widgets.search_field import SearchField

MOST_ROWS = 40


class SplitDialog(QDialog):
    """What is ticked must add up to the payment; `booked` carries the id of the line."""

    booked = Signal(int)

    def __init__(self, context: Context, stored: StoredLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._stored = stored
        self._whole = abs(stored.line.amount)
        self._refund = stored.line.amount.minor < 0
        self._running = False
        self._offered = candidates(context.reader, stored, context.today())
        self.rows: dict[int, ShareRow] = {}
        self.setModal(True)
        self.setWindowTitle(
            _("Refund of a credit note") if self._refund else _("Split over several invoices")
        )
        self.resize(620, 520)
        self.filter = SearchField(context.theme, _("Filter by number or client"))
        self.none = label("", "muted", wrap=True)
        self.more = label("", "small", wrap=True)
        self.sum = label("", "strong", wrap=True)
        self.rest = QCheckBox()
        self.refusal = label("", "error", wrap=True)
        self.cancel = buttons.plain(context.theme, _("Cancel"))
        self.book = buttons.primary(context.theme, _("Book"), "check")
        self._build()
        self._fill()
        self._start()
        self.filter.setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        locale = self._context.locale
        column.addWidget(label(words.heading(self._stored.line, locale), "section", wrap=True))
        facts = " · ".join(
            part
            for part in (words.facts(self._stored.line, locale), words.purpose(self._stored.line))
            if part
        )
        column.addWidget(label(facts, "muted", wrap=True))
        column.addWidget(self.filter)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(2)
        self._list.addWidget(self.none)
        self._list.addWidget(self.more)
        self._list.addStretch(1)
        column.addWidget(scrolled(content), 1)
        column.addWidget(self.sum)
        column.addWidget(self.rest)
        column.addWidget(self.refusal)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.book)
        column.addLayout(row)
        self.book.setDefault(True)
        self.rest.hide()
        self.refusal.hide()
        self.filter.searched.connect(self._filtered)
        self.rest.toggled.connect(self._count)
        self.cancel.clicked.connect(self.reject)
        self.book.clicked.connect(self._book)

    # The list

    def _shown(self) -> list[Candidate]:
        text = self.filter.text()
        ticked = [one for one in self._offered if self._is_ticked(one)]
        others = [one for one in self._offered if not self._is_ticked(one) and one.fits(text)]
        return [*ticked, *others]

    def _is_ticked(self, one: Candidate) -> bool:
        return one.document_id in self.rows and self.rows[one.document_id].tick.isChecked()

    def _fill(self) -> None:
        """Show what is ticked and what fits, at most so many that the dialog stays quick."""
        wanted = self._shown()
        shown = wanted[:MOST_ROWS]
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
        for place, candidate in enumerate(shown):
            row = self.rows.get(candidate.document_id) or self._add(candidate)
            self._list.insertWidget(place, row)
            row.show()
        hidden = len(wanted) - len(shown)
        self.more.setText(
            _("{count} more: type a number or a name to find them.").format(count=hidden)
        )
        self.more.setVisible(hidden > 0)
        self.none.setText(
            (_("No credit note is open.") if self._refund else _("No invoice is open."))
            if not self._offered
            else _("Nothing open fits this filter.")
        )
        self.none.setVisible(not shown)

    def _add(self, candidate: Candidate) -> ShareRow:
        row = ShareRow(candidate, self._context.locale)
        row.ticked.connect(self._ticked)
        row.changed.connect(self._count)
        self.rows[candidate.document_id] = row
        return row

    @Slot(str)
    def _filtered(self, _text: str) -> None:
        self._fill()

    # The sum

    def _start(self) -> None:
        """Begin with the best proposal, or with the only document there is."""
        if self._stored.proposals:
            for share in self._stored.proposals[0].shares:
                if share.document_id in self.rows:
                    row = self.rows[share.document_id]
                    row.give(min(share.amount, row.candidate.open))
        elif len(self.rows) == 1:
            row = next(iter(self.rows.values()))
            row.give(min(row.candidate.open, self._whole))
        self._count()

    @Slot(object)
    def _ticked(self, row: ShareRow) -> None:
        """A tick takes what is left of the payment, at most what is open."""
        nothing = Money.zero(self._whole.currency)
        if not row.tick.isChecked():
            row.give(nothing)
            return
        row.tick.setChecked(False)
        left = self._left()
        given = min(row.candidate.open, left) if left is not None and left.minor > 0 else nothing
        row.give(given)
        if not given:
            row.tick.setChecked(True)
            row.amount.setFocus()
            self._count()

    def _shares(self) -> list[Share]:
        nothing = Money.zero(self._whole.currency)
        return [
            Share(document_id=document_id, amount=row.share(), discount=nothing)
            for document_id, row in self.rows.items()
            if row.tick.isChecked()
        ]

    def _left(self) -> Money | None:
        try:
            shares = self._shares()
        except Refusal:
            return None
        return self._whole - total((share.amount for share in shares), self._whole.currency)

    @Slot()
    def _count(self) -> None:
        """Say what is assigned and what is left, and let only what adds up be booked."""
        locale = self._context.locale
        whole = texts.money(self._whole, locale)
        try:
            shares = self._shares()
            used = total((share.amount for share in shares), self._whole.currency)
        except Refusal as refusal:
            self._say(str(refusal), "error", ready=False)
            return
        left = self._whole - used
        owner = self._owner(shares)
        self._offer_rest(left, owner)
        amounts = {"used": texts.money(used, locale), "whole": whole}
        if not left:
            self._say(_("{used} of {whole}: it adds up.").format(**amounts), "good", ready=True)
        elif left.minor < 0:
            over = texts.money(-left, locale)
            sentence = _("{used} of {whole}: {over} too much.").format(over=over, **amounts)
            self._say(sentence, "error", ready=False)
        else:
            rest = texts.money(left, locale)
            sentence = _("{used} of {whole}: {rest} is left.").format(rest=rest, **amounts)
            self._say(sentence, "strong", ready=self.rest.isVisibleTo(self) and self._keeps())

    def _keeps(self) -> bool:
        return self.rest.isChecked()

    def _owner(self, shares: Sequence[Share]) -> str:
        """Return the client all shares belong to, nothing for several."""
        owners = {self.rows[share.document_id].candidate.client_id for share in shares}
        if len(owners) != 1 or None in owners:
            return ""
        return self.rows[shares[0].document_id].candidate.client_name

    def _offer_rest(self, left: Money, owner: str) -> None:
        offered = left.minor > 0 and bool(owner) and not self._refund
        self.rest.setVisible(offered)
        if offered:
            text = _("Keep {amount} as credit of {client}").format(
                amount=texts.money(left, self._context.locale), client=owner
            )
            self.rest.setText(text.replace("&", "&&"))
            name(self.rest, text)

    def _say(self, sentence: str, look: str, *, ready: bool) -> None:
        self.sum.setText(sentence)
        set_look(self.sum, look)
        self.book.setEnabled(ready and not self._running)

    # Booking

    @Slot()
    def _book(self) -> None:
        if self._running or not self.book.isEnabled():
            return
        self._running = True
        self.book.setEnabled(False)
        action = partial(
            _split, line_id=self._stored.id, shares=self._shares(), today=self._context.today()
        )
        self._context.bridge.run(action, self._booked, self._failed)

    def _booked(self, _payment_id: int) -> None:
        self.booked.emit(self._stored.id)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._running = False
        self._count()
        if isinstance(error, Refusal):
            self.refusal.setText(str(error))
            self.refusal.show()
        else:
            self._context.messages.report(error)


def _split(ledger: Ledger, *, line_id: int, shares: Sequence[Share], today: date) -> int:
    return importing.split(ledger, line_id, shares, today=today)
