"""The style sheet, made from the tokens of a theme."""

from pathlib import Path
from string import Template

from invoicer.ui.tokens import (
    BASE_PX,
    CARD_RADIUS,
    FIELD_RADIUS,
    FIGURE_PX,
    SECTION_PX,
    SMALL_PX,
    TITLE_PX,
    Tokens,
)

# Qt's selectors: `[look="…"]` is a dynamic property set through `widgets.look.set_look`.
SHEET = Template("""
* { font-size: ${base}px; }
QWidget { color: ${text}; }
QMainWindow, QDialog, QWidget[look="page"] { background: ${page}; }
QToolTip { background: ${card}; color: ${text}; border: 1px solid ${line}; padding: 5px 8px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[alarm="true"] { color: ${red}; }
QLabel[look="figure-medium"] { font-size: 20px; font-weight: 600; }
QLabel[look="figure-small"] { font-size: 16px; font-weight: 600; }
QLabel[look="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[look="total"] { font-size: 17px; font-weight: 700; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"], QLabel[look="field"] { color: ${muted}; }
QLabel[look="small"] { color: ${muted}; font-size: ${small}px; }
QLabel[look="error"] { color: ${red}; font-size: ${small}px; }
QLabel[look="warning"] { color: ${amber}; font-size: ${small}px; }
QLabel[look="good"] { color: ${green}; }
QLabel[look="brand"] { font-size: 16px; font-weight: 700; }
QLabel[look="money-in"] { color: ${green}; font-weight: 600; }
QLabel[look="drop"] { background: ${accent_soft}; color: ${accent}; border: 2px dashed ${accent};
    border-radius: ${card_radius}px; font-size: ${section}px; font-weight: 600; }
QLabel[look^="step"] { border-radius: 14px; font-weight: 600; background: ${accent_soft};
    color: ${accent}; }
QLabel[look="step"] { background: transparent; color: ${muted}; border: 1px solid ${field_line}; }
QLabel[look="step-now"] { background: ${accent}; color: ${on_accent}; }
QLabel:disabled { color: ${disabled}; }

QFrame[look="card"] { background: ${card}; border: 1px solid ${line};
    border-radius: ${card_radius}px; }
QFrame[look="line"] { background: ${line}; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="notice"] { border: none; border-radius: ${radius}px; background: ${blue_soft}; }
QFrame[look="notice-red"] { border: none; border-radius: ${radius}px; background: ${red_soft}; }
QFrame[look="notice-amber"] { border: none; border-radius: ${radius}px; background: ${amber_soft}; }
QFrame[look="notice-green"] { border: none; border-radius: ${radius}px; background: ${green_soft}; }

QLabel[look="picture"] { background: #FFFFFF; color: #5D6779; border: 1px solid ${field_line};
    border-radius: ${radius}px; }

QPushButton { background: ${card}; border: 1px solid ${field_line}; border-radius: ${radius}px;
    padding: 0 14px; min-height: 30px; font-weight: 600; }
QPushButton:hover { background: ${hover}; }
QPushButton:pressed { background: ${line}; }
QPushButton:focus { border: 2px solid ${accent}; padding: 0 13px; min-height: 28px; }
QPushButton:disabled { color: ${disabled}; background: ${page}; border-color: ${line}; }
QPushButton[look="primary"] { background: ${accent}; color: ${on_accent};
    border: 1px solid ${accent}; }
QPushButton[look="primary"]:hover { background: ${accent_hover}; border-color: ${accent_hover}; }
QPushButton[look="primary"]:focus { border: 2px solid ${text}; }
QPushButton[look="primary"]:disabled { background: ${line}; color: ${disabled};
    border-color: ${line}; }
QPushButton[lines="2"] { min-height: 42px; }
QPushButton[lines="2"]:focus { min-height: 40px; }
QPushButton[look="danger"] { color: ${red}; }
QPushButton[look="link"] { background: transparent; border: none; color: ${accent};
    padding: 0 4px; min-height: 24px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid ${accent}; padding: 0 2px; }

QPushButton[look="verdict"], QPushButton[look="verdict-good"] { background: transparent;
    border: none; text-align: left; padding: 0 2px; min-height: 24px; font-weight: 500; }
QPushButton[look="verdict"] { color: ${muted}; }
QPushButton[look="verdict-good"], QPushButton[look="verdict-good"]:disabled { color: ${green};
    background: transparent; }
QPushButton[look="verdict"]:hover { color: ${text}; text-decoration: underline; }
QPushButton[look="verdict"]:focus, QPushButton[look="verdict-good"]:focus {
    border: 2px solid ${accent}; padding: 0; }

QPushButton[look="chip"] { border-radius: 15px; min-height: 28px; padding: 0 12px;
    background: transparent; border: 1px solid ${field_line}; font-weight: 500; color: ${muted}; }
QPushButton[look="chip"]:hover { background: ${hover}; }
QPushButton[look="chip"]:checked { background: ${accent_soft}; color: ${accent};
    border-color: ${accent}; font-weight: 600; }
QPushButton[look="chip"]:focus { border: 2px solid ${accent}; padding: 0 11px; min-height: 26px; }

QPushButton[look="choice"] { text-align: left; padding: 8px 14px; min-height: 22px; }
QPushButton[look="choice"]:checked { background: ${accent_soft}; border-color: ${accent};
    color: ${accent}; }

QPushButton[look="proposal"] { text-align: left; padding: 0; font-weight: 400; }
QPushButton[look="proposal"]:hover { background: ${hover}; }
QPushButton[look="proposal"]:checked { background: ${accent_soft}; border-color: ${accent}; }
QPushButton[look="proposal"]:focus { border: 2px solid ${accent}; padding: 0; }

QPushButton[look="card"] { text-align: left; padding: 0; font-weight: 400; background: ${card};
    border: 1px solid ${line}; border-radius: ${card_radius}px; }
QPushButton[look="card"]:hover { border-color: ${field_line}; background: ${hover}; }
QPushButton[look="card"]:focus { border: 2px solid ${accent}; padding: 0; }
QPushButton[look="row"] { text-align: left; padding: 0; font-weight: 400; background: transparent;
    border: 1px solid transparent; min-height: 24px; }
QPushButton[look="row"]:hover { background: ${hover}; }
QPushButton[look="row"]:focus { border: 2px solid ${accent}; padding: 0; min-height: 22px; }

QPushButton[look="search"] { text-align: left; color: ${muted}; font-weight: 400;
    min-width: 220px; }

QToolButton { background: transparent; border: none; border-radius: ${radius}px; padding: 6px; }
QToolButton:hover { background: ${hover}; }
QToolButton:pressed, QToolButton:checked { background: ${accent_soft}; }
QToolButton:focus { border: 2px solid ${accent}; padding: 4px; }
QToolButton::menu-indicator { image: none; }

QFrame[look="sidebar"] { background: ${card}; border: none; border-right: 1px solid ${line}; }
QPushButton[look="nav"] { text-align: left; background: transparent; border: none;
    border-radius: ${radius}px; min-height: 34px; padding: 0 12px; font-weight: 500;
    color: ${neutral}; }
QPushButton[look="nav"]:hover { background: ${hover}; }
QPushButton[look="nav"]:checked { background: ${accent_soft}; color: ${accent};
    font-weight: 600; }
QPushButton[look="nav"]:focus { border: 2px solid ${accent}; padding: 0 10px; min-height: 30px; }
QPushButton[look="ledger"] { text-align: left; background: transparent; border: none;
    border-radius: ${radius}px; min-height: 36px; padding: 0 12px; font-weight: 700; }
QPushButton[look="ledger"]:hover { background: ${hover}; }
QPushButton[look="ledger"]:focus { border: 2px solid ${accent}; padding: 0 10px; min-height: 32px; }
QLabel[look="nav-section"] { color: ${muted}; font-size: 11px; padding: 8px 12px 2px 12px; }

QFrame[look="status-bar"] { background: ${status_bar}; border: none;
    border-top: 1px solid ${line}; }
QFrame[look="status-bar"] QLabel { color: ${muted}; font-size: ${small}px; }
QPushButton[look="status"] { background: transparent; border: none; color: ${muted};
    font-size: ${small}px; font-weight: 400; padding: 0 4px; min-height: 20px; }
QPushButton[look="status"]:hover { color: ${text}; }
QPushButton[look="status"]:focus { border: 1px solid ${accent}; padding: 0 3px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QAbstractSpinBox {
    background: ${card}; border: 1px solid ${field_line}; border-radius: ${radius}px;
    padding: 0 10px; min-height: 32px; selection-background-color: ${accent};
    selection-color: ${on_accent}; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid ${accent}; padding: 0 9px; min-height: 30px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 7px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border: 1px solid ${red}; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: ${disabled}; background: ${page}; }
QLineEdit:read-only { background: ${page}; }
QLineEdit[look="bare"] { border: none; background: transparent; }
QLineEdit[look="cell"] { border: 2px solid ${accent}; border-radius: 4px; padding: 0 6px;
    min-height: 20px; }

QComboBox { padding-right: 28px; }
QComboBox:focus { padding-right: 27px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0;
    background: transparent; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(${chevron}); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: ${card}; border: 1px solid ${line}; padding: 4px;
    selection-background-color: ${accent_soft}; selection-color: ${text}; outline: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid ${muted};
    border-radius: 4px; background: ${card}; }
QCheckBox::indicator:checked { background: ${accent}; border-color: ${accent};
    image: url(${check}); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid ${accent}; }
QCheckBox:focus { color: ${accent}; }
QRadioButton:focus { color: ${accent}; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid ${muted};
    border-radius: 8px; background: ${card}; }
QRadioButton::indicator:checked { border: 5px solid ${accent}; width: 6px; height: 6px; }

QTableView, QTreeView, QListView { background: transparent; border: none; outline: none;
    selection-background-color: ${accent_soft}; selection-color: ${text}; gridline-color: ${line};
    alternate-background-color: ${page}; }
QTableView::item { padding: 0 10px; border: none; border-bottom: 1px solid ${line}; }
QTableView::item:hover { background: ${hover}; }
QTableView::item:selected { background: ${accent_soft}; color: ${text}; }
QListView::item { min-height: 34px; padding: 0 8px; border-radius: 6px; }
QListView::item:hover { background: ${hover}; }
QListView::item:selected { background: ${accent_soft}; color: ${text}; }
QListView[look="suggestions"] { background: ${card}; border: 1px solid ${field_line};
    padding: 3px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: ${muted}; border: none;
    border-bottom: 1px solid ${line}; padding: 0 10px; min-height: 38px; font-weight: 500; }
QHeaderView::section:hover { color: ${text}; }
QHeaderView::down-arrow { image: url(${chevron}); width: 10px; height: 10px; }
QHeaderView::up-arrow { image: url(${chevron_up}); width: 10px; height: 10px; }
QTableCornerButton::section { background: transparent; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[look="scrolled"] { background: transparent;
    border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: ${field_line}; border-radius: 4px; min-height: 28px;
    min-width: 28px; }
QScrollBar::handle:hover { background: ${disabled}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }

QMenu { background: ${card}; border: 1px solid ${line}; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: ${accent_soft}; color: ${text}; }
QMenu::item:disabled { color: ${disabled}; }
QMenu::separator { height: 1px; background: ${line}; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }

QTabBar { background: transparent; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid ${line}; }
QTabBar::tab { background: transparent; padding: 8px 14px; color: ${muted}; border: none;
    border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar::tab:selected { color: ${accent}; border-bottom-color: ${accent}; }
QTabBar::tab:hover { color: ${text}; }
QTabBar::tab:focus { color: ${accent}; background: ${hover}; }

QProgressBar { background: ${line}; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; text-align: center; }
QProgressBar::chunk { background: ${accent}; border-radius: 3px; }

QFrame[look="toast"] { background: ${text}; border: none; border-radius: 10px; }
QFrame[look="toast"] QLabel { color: ${page}; }
QFrame[look="toast"] QPushButton { background: transparent; border: 1px solid ${muted};
    color: ${page}; }
QFrame[look="toast"] QPushButton[look="icon"] { border: none; padding: 0; min-width: 30px; }
QFrame[look="toast"] QPushButton:focus { border: 2px solid ${page}; }
QFrame[look="palette"] { background: ${card}; border: 1px solid ${field_line};
    border-radius: ${card_radius}px; }

QCalendarWidget QWidget { alternate-background-color: ${hover}; background: ${card}; }
QCalendarWidget QToolButton { color: ${text}; font-weight: 600; }
QCalendarWidget QTableView::item { padding: 0; border: none; }
QCalendarWidget QAbstractItemView { background: ${card}; selection-background-color: ${accent};
    selection-color: ${on_accent}; }
QCalendarWidget QSpinBox { min-width: 60px; }
""")


def style_sheet(tokens: Tokens, icons: Path) -> str:
    """Return the whole style sheet; `icons` is the folder of the few SVG files Qt's style needs."""
    values = {name: str(getattr(tokens, name)) for name in tokens.__slots__}
    shade = "dark" if tokens.dark else "light"
    values |= {
        "base": str(BASE_PX),
        "small": str(SMALL_PX),
        "title": str(TITLE_PX),
        "figure": str(FIGURE_PX),
        "section": str(SECTION_PX),
        "radius": str(FIELD_RADIUS),
        "card_radius": str(CARD_RADIUS),
        "chevron": (icons / f"chevron-down-{shade}.svg").as_posix(),
        "chevron_up": (icons / f"chevron-up-{shade}.svg").as_posix(),
        "check": (icons / f"check-{shade}.svg").as_posix(),
    }
    return SHEET.substitute(values)
