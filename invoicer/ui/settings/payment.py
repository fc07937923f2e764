"""How you are paid: bank accounts and usual terms."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models import identifiers
from invoicer.models.party import BankAccount
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.widgets import buttons, choices
from invoicer.ui.widgets.fields import ChoiceField, line
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.look import name, rule
from invoicer.ui.widgets.terms import TermsFields


class AccountFields(QWidget):
    """One bank account; the `short` form has what every account has, and no way to remove it."""

    changed = Signal()
    removed = Signal(QObject)

    def __init__(self, context: Context, account: BankAccount, *, short: bool = False) -> None:
        super().__init__()
        self._stored = account
        self.account, self.bic, self.holder, self.bank = line(), line(), line(), line()
        self.currency = ChoiceField(
            (("", _("Every currency")), *choices.currencies(context.locale)), search=True
        )
        self.form = Form()
        self.form.add("account", _("IBAN or account number"), self.account, columns=8)
        self.form.add("bic", _("BIC"), self.bic, columns=4)
        self.remove = buttons.link(context.theme, _("Take this account away"), "trash")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        if not short:
            self.form.add("holder", _("Holder, if not you"), self.holder, columns=4)
            self.form.add("bank", _("Bank"), self.bank, columns=4)
            self.form.add("currency", _("For invoices in"), self.currency, columns=4)
            layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(rule())
        self.account.setText(identifiers.format_iban(account.account))
        self.bic.setText(account.bic)
        self.holder.setText(account.holder)
        self.bank.setText(account.bank)
        self.currency.set_value(account.currency)
        for field in (self.account, self.bic, self.holder, self.bank):
            field.textEdited.connect(self.changed)
        self.currency.changed.connect(self.changed)
        self.account.editingFinished.connect(self.show_doubts)
        self.bic.editingFinished.connect(self.show_doubts)
        self.remove.clicked.connect(self._remove)
        self.show_doubts()

    def written(self) -> BankAccount | None:
        """Return the account, or None for an empty one."""
        number = self.account.text().strip()
        if identifiers.looks_like_iban(number):
            number = identifiers.compact(number)
        if not number:
            return None
        return replace(
            self._stored,
            account=number,
            bic=identifiers.compact(self.bic.text()),
            holder=self.holder.text().strip(),
            bank=self.bank.text().strip(),
            currency=self.currency.value(),
        )

    @Slot()
    def show_doubts(self) -> None:
        """Say what looks wrong without refusing it."""
        number, bic = self.account.text().strip(), self.bic.text().strip()
        wrong = identifiers.looks_like_iban(number) and not identifiers.is_iban(number)
        sentence = _("The check digits of this IBAN don't fit. Check it for a slip.")
        self.form.fields["account"].show_error(sentence if wrong else "", warning=True)
        wrong = bool(bic) and not identifiers.is_bic(bic)
        sentence = _("A BIC has 8 or 11 characters.")
        self.form.fields["bic"].show_error(sentence if wrong else "", warning=True)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)


class PaymentSection(Section):
    """Accounts and terms; the `short` form has one account."""

    takes_anything = False

    def __init__(self, context: Context, *, short: bool = False) -> None:
        super().__init__(context)
        self._short = short
        self._accounts: list[AccountFields] = []
        card = self.add_card(
            _("Your bank account") if short else _("Your bank accounts"),
            _("Printed on invoices, as a code for banking apps too.")
            if short
            else _(
                "Printed on invoices, as a code for banking apps too. The first that fits is used."
            ),
        )
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        card.add_widget(holder)
        self.add = buttons.plain(context.theme, _("Add an account"), "plus")
        name(self.add, _("Add an account"))
        self.add.clicked.connect(self._add_empty)
        if not short:
            card.add_widget(self.add, columns=5)
        self.form = self.add_card(
            _("When you are paid"), _("Each client and each document can have terms of its own.")
        )
        self.terms = TermsFields(self.form, context.locale)
        self.terms.changed.connect(self.changed)
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        for fields in list(self._accounts):
            self._take(fields)
        for account in draft.business.accounts or (BankAccount(account=""),):
            self._append(account)
        self.terms.show_terms(draft.business.terms)

    def collect(self, draft: Draft) -> Draft:
        written = [fields.written() for fields in self._accounts]
        accounts = tuple(account for account in written if account is not None)
        terms = self.terms.terms() or draft.business.terms
        return replace(draft, business=replace(draft.business, accounts=accounts, terms=terms))

    def errors(self) -> bool:
        found = self.terms.errors()
        self.form.show_errors(found)
        return bool(found)

    def accounts(self) -> list[AccountFields]:
        """Return the fields of each account."""
        return self._accounts

    def _append(self, account: BankAccount) -> AccountFields:
        fields = AccountFields(self.context, account, short=self._short)
        fields.changed.connect(self.changed)
        fields.removed.connect(self._remove)
        self._accounts.append(fields)
        self._rows.addWidget(fields)
        return fields

    def _take(self, fields: AccountFields) -> None:
        self._accounts.remove(fields)
        self._rows.removeWidget(fields)
        fields.hide()
        fields.deleteLater()

    @Slot()
    def _add_empty(self) -> None:
        self._append(BankAccount(account="")).account.setFocus()
        self.changed.emit()

    @Slot(QObject)
    def _remove(self, fields: AccountFields) -> None:
        self._take(fields)
        self.changed.emit()
