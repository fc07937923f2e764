"""What a page shows: every text ready for print, so that templates only place them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, as in the block of dates and numbers."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of the table; `tax` has a text per tax, `details` stand small below the name.

    `more` is the rest of long details, in pieces short enough to go on from page to page.
    """

    position: str
    name: str
    details: tuple[str, ...]
    more: tuple[tuple[str, ...], ...]
    quantity: str
    price: str
    price_base: str
    tax: tuple[str, ...]
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The heads and widths of the line table; `tax` is empty where no line has a tax."""

    description: str
    quantity: str
    price: str
    tax: str
    amount: str
    widths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row below the lines; `style` is "plain", "strong", "small" or "total"."""

    label: str
    amount: str
    style: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentBox:
    """How to pay: a sentence, the account, the terms, and a code to scan (a data URI, or "")."""

    request: str
    account: tuple[Pair, ...]
    terms: tuple[str, ...]
    code: str
    code_caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """The head of the first page: a logo with its size in millimetres, or the name in a band."""

    name: str
    contact: tuple[str, ...]
    logo: str = ""
    logo_width: str = ""
    logo_height: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as #RRGGBB, made so that text on them can be read."""

    accent: str
    on_accent: str
    on_accent_soft: str
    accent_text: str
    tint: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything on a document, in the order it is read."""

    language: str
    letter_paper: bool
    palette: Palette
    author: str
    brand: Brand
    return_address: str
    recipient: tuple[str, ...]
    title: str
    subtitles: tuple[str, ...]
    facts: tuple[Pair, ...]
    intro: tuple[str, ...]
    columns: Columns
    lines: tuple[LineRow, ...]
    sums: tuple[SumRow, ...]
    remarks: tuple[str, ...]
    payment: PaymentBox | None
    note: tuple[str, ...]
    note_is_short: bool
    running_head: str
    footer: tuple[tuple[str, ...], ...]
    footer_text: tuple[str, ...]
    page_words: tuple[str, str, str]
