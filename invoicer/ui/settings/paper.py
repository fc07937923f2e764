"""How documents look: paper, colour, logo and the texts on each."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QColorDialog, QFileDialog, QHBoxLayout, QLabel, QWidget

from invoicer.actions.business import LARGEST_LOGO
from invoicer.i18n import gettext as _
from invoicer.ledger import files
from invoicer.models.errors import BadFile, NotFound
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import ChoiceField, TextField, line
from invoicer.ui.widgets.look import label, name, set_look

LOGO_WIDTH, LOGO_HEIGHT = 220, 80


class PaperSection(Section):
    """Paper, colour, logo (a file can be dropped anywhere here), opening and closing words."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAcceptDrops(True)
        self._logo: bytes | None = None
        self._sha256 = ""
        self.paper = ChoiceField((("A4", _("A4")), ("Letter", _("Letter"))))
        self.color = line(longest=7)
        self.intro, self.closing, self.footer = TextField(), TextField(), TextField()
        form = self.add_card(_("Look"))
        self.form = form
        form.add("paper", _("Paper"), self.paper, columns=4)
        form.add("color", _("Colour"), self.color, columns=4)
        self.pick = buttons.plain(context.theme, _("Choose a colour…"), "palette")
        self.pick.clicked.connect(self._pick_color)
        form.add("pick", " ", self.pick, columns=4)
        form.add("logo", _("Logo"), self._build_logo())
        texts = self.add_card(
            _("Words on each document"), _("What stands there can be changed on each document.")
        )
        texts.add("intro", _("Before the lines"), self.intro)
        texts.add("closing", _("After the totals"), self.closing)
        texts.add("footer", _("At the foot of each page"), self.footer)
        self.column.addStretch(1)
        self.paper.changed.connect(self.changed)
        self.color.textEdited.connect(self._color_typed)
        for field in (self.intro, self.closing, self.footer):
            field.textChanged.connect(self.changed)

    def _build_logo(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.picture = QLabel()
        self.picture.setFixedSize(LOGO_WIDTH, LOGO_HEIGHT)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self.picture, "picture")
        row.addWidget(self.picture)
        self.choose = buttons.plain(self.context.theme, _("Choose a picture…"), "image")
        self.choose.clicked.connect(self._choose_logo)
        row.addWidget(self.choose)
        self.without = buttons.link(self.context.theme, _("No logo"))
        self.without.clicked.connect(self._no_logo)
        row.addWidget(self.without)
        row.addStretch(1)
        return holder

    def show_draft(self, draft: Draft) -> None:
        business = draft.business
        blocked = self.blockSignals(True)
        self.paper.set_value(business.paper)
        self.color.setText(business.color)
        self.intro.set_text(business.intro)
        self.closing.set_text(business.closing)
        self.footer.set_text(business.footer)
        self.blockSignals(blocked)
        self._sha256, self._logo = business.logo_sha256, draft.logo
        self._show_logo()

    def collect(self, draft: Draft) -> Draft:
        business = replace(
            draft.business,
            paper=self.paper.value(),
            color=self.color.text().strip().upper(),
            intro=self.intro.text(),
            closing=self.closing.text(),
            footer=self.footer.text(),
            logo_sha256=self._sha256,
        )
        return replace(draft, business=business, logo=self._logo)

    def errors(self) -> bool:
        text = self.color.text().strip()
        right = len(text) == 7 and text.startswith("#") and QColor.isValidColorName(text)
        wrong = {} if right else {"color": _("Write it like #0F766E.")}
        self.form.show_errors(wrong)
        return bool(wrong)

    def load_logo(self, path: Path) -> None:
        """Take a picture file as the logo; says beside it why one can't be used."""
        self.context.bridge.outside(partial(_read_picture, path), self._read, self._unreadable)

    def _read(self, content: bytes) -> None:
        self.form.fields["logo"].show_error("")
        self._logo = content
        self._show_logo()
        self.changed.emit()

    def _unreadable(self, error: BaseException) -> None:
        if isinstance(error, BadFile):
            self.form.fields["logo"].show_error(str(error))
        else:
            self.context.messages.report(error)

    def _show_logo(self) -> None:
        content = self._logo
        if content is None and self._sha256:
            try:
                content = files.get(self.context.reader, self._sha256)
            except NotFound:
                content = None
        image = QImage.fromData(content) if content else QImage()
        self.without.setVisible(not image.isNull())
        if image.isNull():
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("Drop a PNG or JPEG here"))
            name(self.picture, _("No logo"))
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            int((LOGO_WIDTH - 16) * ratio),
            int((LOGO_HEIGHT - 16) * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        name(self.picture, _("Your logo"))

    @Slot()
    def _color_typed(self) -> None:
        self.changed.emit()

    @Slot()
    def _pick_color(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.color.text()), self, _("Colour of documents"))
        if chosen.isValid():
            self.color.setText(chosen.name().upper())
            self.changed.emit()

    @Slot()
    def _choose_logo(self) -> None:
        pictures = _("Pictures") + " (*.png *.jpg *.jpeg)"
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Your logo"), "", pictures)
        if chosen:
            self.load_logo(Path(chosen))

    @Slot()
    def _no_logo(self) -> None:
        self._logo, self._sha256 = None, ""
        self._show_logo()
        self.changed.emit()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            self.load_logo(Path(urls[0].toLocalFile()))


def _read_picture(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_LOGO:
            raise BadFile(
                _("The picture has {size} MB; use one of at most 5 MB.").format(
                    size=size // 1_000_000
                )
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(_("The file can't be read: {why}").format(why=error.strerror)) from error
    if QImage.fromData(content).isNull():
        raise BadFile(_("This file is no picture. Use a PNG or JPEG."))
    return content


def hint() -> QLabel:
    """Return the sentence about issued documents."""
    return label(_("Documents that are issued keep the look they were issued with."), "small")
