"""Which open documents a bank line pays, with reasons.

`index` prepares the open documents once; `propose` then looks at one line. Only what can't be
meant otherwise is certain: the number stands in the text, the amount fits to the cent, no other
document fits as well, and the payer's name doesn't speak against it. All else is proposed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.models import confidence, evidence, fitting, mentions, names, reasons
from invoicer.models.evidence import Evidence, Payer, Side
from invoicer.models.fitting import Fit, Fitting
from invoicer.models.mentions import Strength
from invoicer.models.money import Money
from invoicer.models.statement import StatementLine

_MOST_SHOWN = 5
_MOST_TOGETHER = 12
_MOST_PAYERS = 3
_MOST_DOCUMENTS = 200
_FEW = 3
_LEAST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDocument:
    """A document that waits for money. `discounts` are (last day, amount that may be taken off)."""

    document_id: int
    number: str
    client_id: int | None
    client_name: str
    open: Money
    issued_on: date
    due_on: date | None = None
    discounts: tuple[tuple[date, Money], ...] = ()
    known_accounts: tuple[str, ...] = ()
    known_names: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What of a line goes to one document, and the discount granted with it."""

    document_id: int
    amount: Money
    discount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way to book a line. `confidence` is whole percent; `certain` may be booked unasked."""

    shares: tuple[Share, ...]
    confidence: int
    reasons: tuple[str, ...]
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The open documents, prepared for looking up; positions point into `documents`."""

    documents: Sequence[OpenDocument]
    numbers: mentions.Numbers
    references: mentions.Numbers
    payers: Sequence[Payer]
    payer_of: Sequence[int]
    by_amount: Mapping[tuple[int, str], Sequence[int]]
    by_word: Mapping[str, Sequence[int]]
    by_account: Mapping[str, Sequence[int]]
    compared: dict[tuple[str, ...], Mapping[int, int]] = field(default_factory=dict)


def index(documents: Iterable[OpenDocument]) -> Index:
    """Prepare the open documents; takes time in proportion to their number."""
    kept = tuple(document for document in documents if document.open.minor > 0)
    by_amount: dict[tuple[int, str], list[int]] = defaultdict(list)
    groups: dict[object, list[int]] = defaultdict(list)
    for place, document in enumerate(kept):
        code = document.open.currency
        asked = {document.open.minor}
        asked.update(document.open.minor - off.minor for _day, off in document.discounts)
        for minor in asked:
            by_amount[minor, code].append(place)
        owner = document.client_id
        groups[owner if owner is not None else document.client_name].append(place)
    payers = tuple(_payer(kept, places) for places in groups.values())
    payer_of = [0] * len(kept)
    for number, payer in enumerate(payers):
        for place in payer.documents:
            payer_of[place] = number
    return Index(
        kept,
        mentions.numbers([document.number for document in kept]),
        _references(kept),
        payers,
        payer_of,
        by_amount,
        _by_word(payers),
        _by_account(kept, payer_of),
    )


def _payer(documents: Sequence[OpenDocument], places: Sequence[int]) -> Payer:
    known = dict.fromkeys(
        name
        for place in places
        for name in (documents[place].client_name, *documents[place].known_names)
    )
    return Payer(tuple(words for name in known if (words := names.words(name))), tuple(places))


def _references(documents: Sequence[OpenDocument]) -> mentions.Numbers:
    """Only the first reference of a document is looked for: its order or buyer's reference."""
    return mentions.numbers([" ".join(document.references[:1]) for document in documents])


def _by_word(payers: Sequence[Payer]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, payer in enumerate(payers):
        for word in dict.fromkeys(word for name in payer.names for word in name):
            found[word].append(number)
    return found


def _by_account(documents: Sequence[OpenDocument], payer_of: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for place, document in enumerate(documents):
        for account in document.known_accounts:
            found[evidence.account_key(account)][payer_of[place]] = None
    return {account: list(numbers) for account, numbers in found.items()}


def propose(line: StatementLine, index: Index) -> tuple[Proposal, ...]:
    """Return the ways to book a line, best first; only the first may be certain.

    Nothing is proposed for money out, and never a document of another currency.
    """
    if line.amount.minor <= 0:
        return ()
    payer = evidence.of(line, index.payers, index.by_word, index.by_account, index.compared)
    text = "\n".join((line.purpose, *line.references))
    named = _in_currency(mentions.find(text, index.numbers), line, index)
    found = [
        *_named(line, index, payer, named),
        *_several(line, index, payer, named),
        *_referenced(line, index, payer, text, named),
        *_by_payer(line, index, payer),
        *_by_amount_only(line, index, payer),
    ]
    return _best(found)


def _best(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Keep the most confident way for each set of documents, best first."""
    best: dict[tuple[int, ...], Proposal] = {}
    for proposal in found:
        key = tuple(share.document_id for share in proposal.shares)
        if key not in best or best[key].confidence < proposal.confidence:
            best[key] = proposal
    order = sorted(best.values(), key=lambda p: (-p.confidence, p.shares[0].document_id))
    return tuple(order[:_MOST_SHOWN])


def _in_currency(
    found: Mapping[int, Strength], line: StatementLine, index: Index
) -> dict[int, Strength]:
    currency = line.amount.currency
    return {p: s for p, s in found.items() if index.documents[p].open.currency == currency}


def _fit(line: StatementLine, document: OpenDocument) -> Fitting:
    return fitting.fit(line.amount, document.open, document.discounts, line.booked_on)


def _share(line: StatementLine, document: OpenDocument, found: Fitting) -> Share:
    """An overpayment settles what is open; the rest stays the client's credit."""
    amount = document.open if found.fit == Fit.OVER else line.amount
    return Share(document_id=document.document_id, amount=amount, discount=found.discount)


def _named(
    line: StatementLine, index: Index, payer: Evidence, named: Mapping[int, Strength]
) -> list[Proposal]:
    """Propose each document whose number stands in the text."""
    fits = {place: _fit(line, index.documents[place]) for place in named}
    rivals = [
        place
        for place in named
        if fits[place].full and payer.side(index.payer_of[place]) != Side.AGAINST
    ]
    sure = [place for place, strength in named.items() if strength > Strength.WEAK]
    proposals = []
    for place, strength in named.items():
        side, found = payer.side(index.payer_of[place]), fits[place]
        surely = strength > Strength.WEAK
        certain = (
            surely
            and found.full
            and side <= Side.UNKNOWN
            and sure == [place]
            and rivals == [place]
            and not line.pending
        )
        number = index.documents[place].number
        reason = (
            _("number {number} in the text") if surely else _("perhaps number {number} in the text")
        ).format(number=number)
        proposals.append(
            Proposal(
                shares=(_share(line, index.documents[place], found),),
                confidence=confidence.of(found.fit, side, surely=surely),
                reasons=(reason, reasons.amount(found), *reasons.side(side)),
                certain=certain,
            )
        )
    return [proposal for proposal in proposals if proposal.confidence >= _LEAST]


def _several(
    line: StatementLine, index: Index, payer: Evidence, named: Mapping[int, Strength]
) -> list[Proposal]:
    """Propose all documents the text names together, if they add up to the amount."""
    places = sorted(place for place, strength in named.items() if strength > Strength.WEAK)
    if not 1 < len(places) <= _MOST_TOGETHER:
        return []
    documents = [index.documents[place] for place in places]
    offs = fitting.together(line.amount, [(d.open, d.discounts) for d in documents], line.booked_on)
    if offs is None:
        return []
    sides = {payer.side(index.payer_of[place]) for place in places}
    against = max(sides) > Side.UNKNOWN
    alone = any(_fit(line, document).full for document in documents)
    return [
        Proposal(
            shares=_shares(documents, offs),
            confidence=60 if against else 98,
            reasons=(
                _("numbers {numbers} in the text").format(
                    numbers=", ".join(document.number for document in documents)
                ),
                reasons.together(len(documents), offs),
                *reasons.side(max(sides)),
            ),
            certain=not against and not alone and not line.pending,
        )
    ]


def _shares(documents: Sequence[OpenDocument], offs: Sequence[Money]) -> tuple[Share, ...]:
    return tuple(
        Share(document_id=document.document_id, amount=document.open - off, discount=off)
        for document, off in zip(documents, offs, strict=True)
    )


def _referenced(
    line: StatementLine,
    index: Index,
    payer: Evidence,
    text: str,
    named: Mapping[int, Strength],
) -> list[Proposal]:
    """Propose documents whose order number or buyer's reference stands in the text."""
    proposals = []
    found = _in_currency(mentions.find(text, index.references), line, index)
    for place, strength in list(found.items())[:_MOST_TOGETHER]:
        if place in named or strength == Strength.WEAK:
            continue
        side, fit = payer.side(index.payer_of[place]), _fit(line, index.documents[place])
        if fit.full:
            proposals.append(
                Proposal(
                    shares=(_share(line, index.documents[place], fit),),
                    confidence=confidence.of(fit.fit, side, surely=False),
                    reasons=(_("its reference in the text"), reasons.amount(fit),
                             *reasons.side(side)),
                )
            )  # fmt: skip
    return proposals


def _by_payer(line: StatementLine, index: Index, payer: Evidence) -> list[Proposal]:
    """Propose what the payer has open: one that fits, several that add up, or the oldest."""
    proposals: list[Proposal] = []
    for number in payer.likely()[:_MOST_PAYERS]:
        side = payer.side(number)
        fitting_ones = _exactly_asked(line, index, number)
        base = 88 if side == Side.ACCOUNT else 80
        for rank, (document, found) in enumerate(fitting_ones[:_MOST_SHOWN]):
            # Several of the same amount: the oldest is likeliest, none of them likely.
            percent = base if len(fitting_ones) == 1 else 62 - 4 * rank
            proposals.append(
                Proposal(
                    shares=(_share(line, document, found),),
                    confidence=percent,
                    reasons=(reasons.amount(found), *reasons.side(side)),
                )
            )
        documents = [] if fitting_ones else _open_of(line, index, number)
        if documents:
            proposals += _sum_or_oldest(line, documents, side)
    return proposals


def _open_of(line: StatementLine, index: Index, number: int) -> list[OpenDocument]:
    return [
        document
        for place in index.payers[number].documents[:_MOST_DOCUMENTS]
        if (document := index.documents[place]).open.currency == line.amount.currency
    ]


def _exactly_asked(
    line: StatementLine, index: Index, number: int
) -> list[tuple[OpenDocument, Fitting]]:
    """Return what a payer has open with just this amount, discounts taken into account."""
    asked = index.by_amount.get((line.amount.minor, line.amount.currency), ())
    own = index.payers[number].documents
    # The shorter list is looked through: many ask for 100.00, and some clients have many open.
    places = (
        [place for place in asked if index.payer_of[place] == number]
        if len(asked) < len(own)
        else own[:_MOST_DOCUMENTS]
    )
    found = []
    for place in places:
        document = index.documents[place]
        if document.open.currency == line.amount.currency:
            found.append((document, _fit(line, document)))
    return [(document, fit) for document, fit in found if fit.full]


def _sum_or_oldest(
    line: StatementLine, documents: Sequence[OpenDocument], side: Side
) -> list[Proposal]:
    asked = [(d.open, d.discounts) for d in documents]
    chosen = fitting.adding_up(line.amount, asked, line.booked_on, most=_MOST_TOGETHER)
    if chosen is not None:
        picked, offs = [documents[place] for place in chosen[0]], chosen[1]
        return [
            Proposal(
                shares=_shares(picked, offs),
                confidence=72,
                reasons=(reasons.together(len(picked), offs), *reasons.side(side)),
            )
        ]
    oldest = documents[0]
    found = _fit(line, oldest)
    return [
        Proposal(
            shares=(_share(line, oldest, found),),
            confidence=48 if len(documents) == 1 else 30,
            reasons=(reasons.amount(found), *reasons.side(side)),
        )
    ]


def _by_amount_only(line: StatementLine, index: Index, payer: Evidence) -> list[Proposal]:
    """Propose the few documents that ask for just this amount."""
    places = index.by_amount.get((line.amount.minor, line.amount.currency), ())
    if len(places) > _FEW:
        return []
    proposals = []
    for place in places:
        found = _fit(line, index.documents[place])
        side = payer.side(index.payer_of[place])
        if found.full:
            percent = (45 if len(places) == 1 else 32) // (2 if side == Side.AGAINST else 1)
            proposals.append(
                Proposal(
                    shares=(_share(line, index.documents[place], found),),
                    confidence=percent,
                    reasons=(reasons.amount(found), *reasons.side(side)),
                )
            )
    return proposals
