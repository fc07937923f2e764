"""Which column holds what: by its heading where there is one, and always checked by its content."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from invoicer.bank import dates, numbers, vocabulary, words
from invoicer.bank.dialect import Row
from invoicer.bank.vocabulary import Role

_SAMPLE = 400
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
    directions: float
    decimals: float
    distinct: int
    longest: int


def profiles(rows: Sequence[Row], width: int) -> tuple[Profile, ...]:
    """Look at each column's cells."""
    sample = rows[:_SAMPLE]
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
        figures=share(_is_figure),
        codes=share(lambda cell: len(cell) < 9 and numbers.code_of(cell)),
        directions=share(words.direction),
        decimals=share(lambda c: _is_figure(c) and any(s in c for s in ".,+-(")),
        distinct=len(set(filled)),
        longest=max((len(cell) for cell in filled), default=0),
    )


def _is_figure(cell: str) -> bool:
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
    columns = _texts(columns, found, looks)
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
    fitting = [
        place
        for _score, place in found.get(Role.CURRENCY, ())
        if not has_rows or (looks[place].filled and looks[place].codes >= 0.5)
    ]
    money = columns.money[-1] if columns.money else None
    if money is not None:
        for near in (money + 1, money - 1):
            if near in fitting:
                return near
    return fitting[0] if fitting else None


def _texts(
    columns: Columns, found: dict[Role, list[tuple[float, int]]], looks: Sequence[Profile]
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

    own, account = _accounts(found, looks, taken)
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


def _accounts(
    found: dict[Role, list[tuple[float, int]]], looks: Sequence[Profile], taken: set[int]
) -> tuple[int | None, int | None]:
    """Tell the statement's own account from the other side's.

    "Kontonummer" alone may be either: one value all the way down is the statement's own.
    """
    sure = [p for _s, p in found.get(Role.ACCOUNT, ()) if p not in taken]
    own = [(s, p) for s, p in found.get(Role.OWN_ACCOUNT, ()) if p not in taken]
    account = sure[0] if sure else None
    for score, place in own:
        look = looks[place]
        named = -score > 97.4
        if look.filled and (named or look.distinct == 1):
            return place, account if account is not None else _other(own, place)
        if account is None and look.distinct > 1:
            account = place
    return None, account


def _other(own: list[tuple[float, int]], place: int) -> int | None:
    others = [p for _s, p in own if p != place]
    return others[-1] if others else None


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


def by_content(rows: Sequence[Row]) -> Columns:
    """Give columns their parts in a file without headings; what stays open is a candidate."""
    movements = [row for row in rows if any(dates.split(cell) for cell in row.cells)]
    width = max((len(row.cells) for row in movements), default=0)
    looks = profiles(movements, width)
    dated = [p for p, look in enumerate(looks) if look.filled and look.dates >= 0.8]
    figures = [
        place
        for place, look in enumerate(looks)
        if look.filled and place not in dated and look.figures >= 0.8 and look.decimals > 0
    ]
    direction = [
        place for place, look in enumerate(looks)
        if look.filled == len(movements[:_SAMPLE]) and look.directions >= 0.9 and look.longest < 12
    ]  # fmt: skip
    codes = [p for p, look in enumerate(looks) if look.filled and look.codes >= 0.8]
    columns = Columns(
        booked=dated[0] if dated else None,
        value=dated[1] if len(dated) > 1 else None,
        direction=direction[0] if direction else None,
        currency=_nearest(codes, figures),
    )
    texts = [
        p for p, look in enumerate(looks)
        if look.filled and look.dates < 0.5 and look.figures < 0.5 and p not in codes + direction
    ]  # fmt: skip
    columns = replace(columns, purposes=tuple(texts), others=())
    return _money_by_content(columns, figures, movements)


def _nearest(codes: list[int], figures: list[int]) -> int | None:
    for figure in figures:
        if figure + 1 in codes:
            return figure + 1
    return codes[0] if codes else None


def _money_by_content(columns: Columns, figures: list[int], rows: Sequence[Row]) -> Columns:
    """Find the amounts: one column, two that never speak at once, with or without a balance."""
    if len(figures) == 1:
        return replace(columns, amount=figures[0])
    always = [p for p in figures if all(p < len(r.cells) and r.cells[p].strip() for r in rows)]
    rarely = [p for p in figures if _filled(rows, p) * 2 < len(rows)]
    if len(always) == 1 and len(rarely) == len(figures) - 1:
        return replace(columns, amount=always[0])
    for balance in reversed(figures):
        rest = [place for place in figures if place != balance]
        for amount in rest:
            if _runs(rows, (amount,), balance):
                return replace(columns, amount=amount, balance=balance)
        for first, second in pairwise(rest):
            if _runs(rows, (second, first), balance):
                return replace(columns, debit=first, credit=second, balance=balance)
            if _runs(rows, (first, second), balance):
                return replace(columns, debit=second, credit=first, balance=balance)
    for first, second in pairwise(figures):
        if _never_both(rows, first, second):
            return _signed_pair(columns, figures, rows, first, second)
    return replace(columns, candidates=tuple(figures))


def _filled(rows: Sequence[Row], place: int) -> int:
    return sum(1 for row in rows if place < len(row.cells) and row.cells[place].strip())


def _signed_pair(
    columns: Columns, figures: list[int], rows: Sequence[Row], first: int, second: int
) -> Columns:
    signs = []
    for place in (first, second):
        cells = [row.cells[place] for row in rows if place < len(row.cells)]
        found = [f for cell in cells if _is_figure(cell) and (f := numbers.split(cell))]
        signs.append({f.sign for f in found})
    balance = next((place for place in reversed(figures) if place > second), None)
    if signs[0] == {"-"} and "-" not in signs[1]:
        return replace(columns, debit=first, credit=second, balance=balance)
    if signs[1] == {"-"} and "-" not in signs[0]:
        return replace(columns, debit=second, credit=first, balance=balance)
    return replace(columns, candidates=tuple(figures))


def _never_both(rows: Iterable[Row], first: int, second: int) -> bool:
    seen = {first: 0, second: 0}
    for row in rows:
        filled = [p for p in (first, second) if p < len(row.cells) and _nonzero(row.cells[p])]
        if len(filled) != 1:
            return False
        seen[filled[0]] += 1
    return all(seen.values())


def _nonzero(cell: str) -> bool:
    return any(sign in "123456789" for sign in cell)


def _runs(rows: Sequence[Row], inward: tuple[int, ...], balance: int) -> bool:
    """Tell whether a balance runs with an amount, or with credits less debits."""
    steps: list[tuple[Decimal, Decimal]] = []
    for row in rows[:_SAMPLE]:
        cells = [row.cells[p] if p < len(row.cells) else "" for p in (*inward, balance)]
        figures = [numbers.split(cell) for cell in cells]
        known = [figure for figure in figures if figure is not None]
        mark = numbers.decimal_mark([figure.digits for figure in known]) or "."
        values = [numbers.value(f, mark) if f is not None else None for f in figures]
        if values[-1] is None:
            return False
        change = values[0] or Decimal(0)
        if len(values) > 2:
            change -= abs(values[1] or Decimal(0))
        steps.append((change, values[-1]))
    if len(steps) < 3:
        return False
    pairs = list(pairwise(steps))
    down = sum(1 for a, b in pairs if b[1] - a[1] == b[0])
    up = sum(1 for a, b in pairs if a[1] - b[1] == a[0])
    return max(down, up) * 10 >= len(pairs) * 8
