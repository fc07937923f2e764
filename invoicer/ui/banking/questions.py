"""What a bank file leaves open, as fields with plain choices."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from invoicer.i18n import gettext as _
from invoicer.models.statement import Question
from invoicer.ui.widgets.fields import ChoiceField
from invoicer.ui.widgets.look import label, name, set_look

KEY = "question"


class Questions(QFrame):
    """Each question with its choices; `answered` carries key and value."""

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "notice-amber")
        self._asked: tuple[Question, ...] = ()
        self.fields: dict[str, ChoiceField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(6)
        self.hide()

    def show_questions(self, asked: Sequence[Question], answers: Mapping[str, str]) -> None:
        """Show the questions with what was answered so far."""
        if tuple(asked) != self._asked:
            self._ask(tuple(asked))
        for key, field in self.fields.items():
            blocked = field.blockSignals(True)
            field.set_value(answers.get(key, ""))
            field.blockSignals(blocked)
        self.setVisible(bool(asked))
        look = "notice-green" if all(key in answers for key in self.fields) else "notice-amber"
        set_look(self, look)

    def _ask(self, asked: tuple[Question, ...]) -> None:
        self._asked = asked
        self.fields = {}
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for question in asked:
            sentence = label(question.text, "strong", wrap=True)
            choices = [(choice.value, choice.label) for choice in question.choices]
            field = ChoiceField([("", _("Please choose")), *choices])
            field.setProperty(KEY, question.key)
            field.changed.connect(self._changed)
            sentence.setBuddy(field)
            name(field, question.text)
            self._column.addWidget(sentence)
            self._column.addWidget(field)
            self.fields[question.key] = field

    @Slot()
    def _changed(self) -> None:
        field = self.sender()
        if isinstance(field, ChoiceField) and field.value():
            self.answered.emit(str(field.property(KEY)), field.value())
