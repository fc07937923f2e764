"""Which column holds what: by its heading where there is one, and always checked by its content."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from invoicer.bank import accounts, dates, numbers, vocabulary, words
from invoicer.bank.dialect import Row
from invoicer.bank.phrases import Role

SAMPLE = 400
_CODE_SHAPED = re.compile(r"(?:[A-Za-z]{3,5}|[0-9]{3})\Z")
_TEXTS = (Role.PURPOSE, Role.NAME, Role.PAYER, Role.PAYEE, Role.REFERENCE, Role.KIND)


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each kind of column, counted from 0; None where there is none."""

    booked: int | None = None
    value: int | None = None
    made: int | None = None
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    direction: int | None = None
    fee: int | None = None
    balance: int | None = None
    currency: int | None = None
    own_account: int | None = None
    account: int | None = None
    bank_id: int | None = None
    payer: int | None = None
    payee: int | None = None
    names: tuple[int, ...] = ()
    purposes: tuple[int, ...] = ()
    references: tuple[int, ...] = ()
    statuses: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    gross: bool = False
    candidates: tuple[int, ...] = ()

    @property
    def date(self) -> int | None:
        """The column the booking date is read from."""
        for place in (self.booked, self.made, self.value):
            if place is not None:
                return place
        return None

    @property
    def money(self) -> tuple[int, ...]:
        """The columns a movement's amount is read from."""
        if self.amount is not None:
            return (self.amount,)
        return tuple(place for place in (self.debit, self.credit) if place is not None)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of one column look like; each figure is a share of the filled cells."""

    filled: int
    dates: float
    figures: float
    codes: float
    code_shaped: float
    directions: float
    decimals: float
    distinct: int
    longest: int


def profiles(rows: Sequence[Row], width: int) -> tuple[Profile, ...]:
    """Look at each column's cells."""
    sample = rows[:SAMPLE]
    return tuple(
        _profile([row.cells[place].strip() for row in sample if place < len(row.cells)])
        for place in range(width)
    )


def _profile(cells: list[str]) -> Profile:
    filled = [cell for cell in cells if cell]
    count = max(len(filled), 1)

    def share(test: Callable[[str], object]) -> float:
        return sum(1 for cell in filled if test(cell)) / count

    return Profile(
        filled=len(filled),
        dates=share(dates.split),
        figures=share(is_figure),
        codes=share(lambda cell: len(cell) < 9 and numbers.code_of(cell)),
        code_shaped=share(_CODE_SHAPED.match),
        directions=share(words.direction),
        decimals=share(lambda c: is_figure(c) and any(s in c for s in ".,+-(")),
        distinct=len(set(filled)),
        longest=max((len(cell) for cell in filled), default=0),
    )


def is_figure(cell: str) -> bool:
    """Tell whether a cell holds an amount."""
    return any(sign.isdigit() for sign in cell) and numbers.split(cell) is not None


def by_heading(heading: Sequence[str], rows: Sequence[Row]) -> Columns:
    """Give each column its part by heading and content together."""
    looks = profiles(rows, len(heading))
    found: dict[Role, list[tuple[float, int]]] = {}
    for place, cell in enumerate(heading):
        role = vocabulary.role_of(cell)
        if role is not None:
            found.setdefault(role[0], []).append((-role[1], place))
    for places in found.values():
        places.sort()
    columns = _typed(found, looks, heading, bool(rows))
    columns = _texts(columns, found, looks, heading)
    if rows:
        columns = _completed(columns, found, looks)
    return columns


def _typed(
    found: dict[Role, list[tuple[float, int]]],
    looks: Sequence[Profile],
    heading: Sequence[str],
    has_rows: bool,
) -> Columns:
    taken: set[int] = set()

    def first(role: Role, fits: Callable[[Profile], bool], *, empty: bool = False) -> int | None:
        hollow: int | None = None
        for _score, place in found.get(role, ()):
            look = looks[place]
            if place in taken:
                continue
            if (not has_rows) or (look.filled and fits(look)):
                taken.add(place)
                return place
            if not look.filled and hollow is None:
                hollow = place
        if empty and hollow is not None:
            taken.add(hollow)
            return hollow
        return None

    def dated(look: Profile) -> bool:
        return look.dates >= 0.5

    def figured(look: Profile) -> bool:
        return look.figures >= 0.5

    booked, value = first(Role.BOOKED, dated), first(Role.VALUE, dated)
    made = first(Role.MADE, dated)
    amount, gross = first(Role.AMOUNT, figured), False
    if amount is not None:
        gross = vocabulary.normalised(heading[amount]).startswith(("gross", "brutto"))
    net = first(Role.NET, figured)
    debit = first(Role.DEBIT, figured, empty=True)
    credit = first(Role.CREDIT, figured, empty=True)
    columns = Columns(
        booked=booked, value=value, made=made, amount=amount if amount is not None else net,
        debit=debit, credit=credit, gross=gross or bool(found.get(Role.FOREIGN) and net),
        fee=first(Role.FEE, figured), balance=first(Role.BALANCE, figured),
        direction=first(Role.DIRECTION, lambda look: look.directions >= 0.5),
    )  # fmt: skip
    columns = _one_or_two(columns, looks, has_rows)
    return replace(columns, currency=_currency(columns, found, looks, has_rows))


def _one_or_two(columns: Columns, looks: Sequence[Profile], has_rows: bool) -> Columns:
    """Settle on one amount column or a pair of debit and credit."""
    if not has_rows:
        return columns
    pair = [p for p in (columns.debit, columns.credit) if p is not None]
    filled = sum(looks[place].filled for place in pair)
    if columns.amount is not None:
        if len(pair) == 2 and filled > looks[columns.amount].filled:
            return replace(columns, amount=None)
        return replace(columns, debit=None, credit=None)
    if not filled:
        return replace(columns, debit=None, credit=None)
    return columns


def _currency(
    columns: Columns,
    found: dict[Role, list[tuple[float, int]]],
    looks: Sequence[Profile],
    has_rows: bool,
) -> int | None:
    """Of several currency columns the one right behind the amount belongs to it."""
    named = [place for _score, place in found.get(Role.CURRENCY, ())]
    fitting = [
        place
        for place in named
        if not has_rows or (looks[place].filled and looks[place].codes >= 0.5)
    ]
    # Codes nobody knows are codes still; their rows are left out instead of taken as something.
    fitting = fitting or [place for place in named if looks[place].code_shaped >= 0.5]
    money = columns.money[-1] if columns.money else None
    if money is not None:
        for near in (money + 1, money - 1):
            if near in fitting:
                return near
    return fitting[0] if fitting else None


def _texts(
    columns: Columns,
    found: dict[Role, list[tuple[float, int]]],
    looks: Sequence[Profile],
    heading: Sequence[str],
) -> Columns:
    taken = {
        place
        for place in (
            columns.booked, columns.value, columns.made, columns.amount, columns.debit,
            columns.credit, columns.direction, columns.fee, columns.balance, columns.currency,
        )
        if place is not None
    }  # fmt: skip

    def places(role: Role) -> tuple[int, ...]:
        return tuple(sorted(p for _s, p in found.get(role, ()) if p not in taken))

    hollow = frozenset(p for p, look in enumerate(looks) if not look.filled) | taken
    own, account = accounts.tell_apart(found, heading, hollow)
    payer, payee = places(Role.PAYER), places(Role.PAYEE)
    by_score = [p for _s, p in found.get(Role.NAME, ()) if p not in taken]
    ids = places(Role.BANK_ID)
    return replace(
        columns,
        own_account=own,
        account=account,
        payer=payer[0] if payer else None,
        payee=payee[0] if payee else None,
        names=tuple(by_score),
        purposes=places(Role.PURPOSE),
        references=places(Role.REFERENCE) + ids[1:],
        bank_id=ids[0] if ids else None,
        statuses=places(Role.STATUS),
        kinds=places(Role.KIND),
    )


def _completed(
    columns: Columns, found: dict[Role, list[tuple[float, int]]], looks: Sequence[Profile]
) -> Columns:
    """Find by content what no heading named."""
    # "Valor" or "Wert" may call a date or an amount: a date heading over figures counts as none.
    named = {
        place
        for role, places in found.items()
        for _s, place in places
        if role not in (Role.BOOKED, Role.MADE, Role.VALUE) or looks[place].dates >= 0.5
    }
    if columns.date is None:
        dated = [p for p, look in enumerate(looks) if look.filled and look.dates >= 0.8]
        columns = replace(columns, made=dated[0] if dated else None)
    if columns.currency is None and columns.money:
        coded = [p for p, k in enumerate(looks) if p not in named and k.filled and k.codes >= 0.9]
        columns = replace(columns, currency=nearest(coded, list(columns.money)))
    if columns.direction is None and columns.amount is not None:
        telling = [place for place in columns.kinds if looks[place].directions > 0.99]
        columns = replace(columns, direction=telling[0] if telling else None)
    if not columns.money:
        numeric = [
            place
            for place, look in enumerate(looks)
            if place not in named and look.filled and look.figures >= 0.8 and look.dates < 0.5
            and look.decimals > 0
        ]  # fmt: skip
        # Headings that promise another thing (a date, a text) but hold figures are no help.
        if len(numeric) == 1:
            return replace(columns, amount=numeric[0])
        return replace(columns, candidates=tuple(numeric))
    known = _known_places(columns)
    others = tuple(
        place for place, look in enumerate(looks)
        if place not in known and place not in named and look.filled and look.figures < 0.5
    )  # fmt: skip
    return replace(columns, others=others)


def _known_places(columns: Columns) -> set[int]:
    single = (
        columns.booked, columns.value, columns.made, columns.amount, columns.debit, columns.credit,
        columns.direction, columns.fee, columns.balance, columns.currency, columns.own_account,
        columns.account, columns.bank_id, columns.payer, columns.payee,
    )  # fmt: skip
    many = columns.names + columns.purposes + columns.references + columns.statuses + columns.kinds
    return {place for place in single if place is not None} | set(many)


def nearest(codes: list[int], figures: list[int]) -> int | None:
    """Return the column of currencies right behind an amount, else the first, else None."""
    for figure in figures:
        if figure + 1 in codes:
            return figure + 1
    return codes[0] if codes else None
