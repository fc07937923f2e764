"""What each of the three steps is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.settings.section import Section
from invoicer.ui.widgets.form import Form


class Step(Section):
    """A section of the settings in its short form, with what stands above it."""

    def title(self) -> str:
        """Return the question the step answers."""
        raise NotImplementedError

    def sentence(self) -> str:
        """Return what its answers are for."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Return what has the keyboard when the step is shown."""
        raise NotImplementedError

    def doubts(self) -> tuple[str, ...]:
        """Return what is said beside the fields: refused is none of it once `errors` is False."""
        fields = (field for form in self.findChildren(Form) for field in form.fields.values())
        return tuple(field.error() for field in fields if field.error())


def titles(steps: Sequence[Step]) -> list[str]:
    """Return the titles with their numbers, as they are read out."""
    whole = len(steps)
    sentence = _("Step {number} of {whole}: {title}")
    return [
        sentence.format(number=number, whole=whole, title=step.title())
        for number, step in enumerate(steps, 1)
    ]
