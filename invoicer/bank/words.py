"""Words inside the rows: which way the money went, what is no movement, what is not booked yet."""

import re
from functools import lru_cache

from invoicer.bank.vocabulary import normalised

_IN = """
    c|cr|crd|credit|credits|cdt|crdt|h|haben|k|kredit|gutschrift|eingang|einnahme|in|inflow|
    incoming|received|deposit|money in|paid in|income|credito|abono|haber|ingreso|entrada|
    entrata|avere|accredito|bij|plus|uznanie|wplyw|prijem|jovairas|bevetel|incasare|uplata|
    приход|зачисление|кредит|收入|收|贷|贷方|存入|入金|转入|入|入账|收款|+|kreedit|alacak|recette|
    credit note|top up|topup|入金額
"""
_OUT = """
    d|dr|dbt|dbit|debit|debits|s|soll|debet|belastung|lastschrift|ausgang|ausgabe|out|outflow|
    outgoing|sent|withdrawal|withdraw|money out|paid out|expense|spend|debito|cargo|debe|adeudo|
    gasto|saida|uscita|dare|addebito|af|minus|obciazenie|wydatek|vydaj|terheles|kiadas|plata|
    isplata|расход|списание|дебет|支出|支|借|借方|支取|出金|转出|出|付款|-|deebet|borc|depense|
    purchase|出金額
"""
_NEUTRAL = "不计收支|neutral|internal|/|其他|不计"
_PENDING = re.compile(
    r"\b(pending|offen|ausstehend|vorgemerkt|vormerkung|nicht gebucht|reserved|reserviert|"
    r"authori[sz]ed|"
    r"authori[sz]ation|en attente|a venir|en cours|pendiente|in attesa|in sospeso|non "
    r"contabilizzat\w*|in behandeling|gereserveerd|reserverad|reservert|reserveret|ventende|"
    r"varaus|pendente|oczekujac\w*|w trakcie|blokada|cekajici|blokace|rezervac\w*|fuggo\w*|"
    r"foglalas|in asteptare|uncleared|not posted|unposted|temporary hold|on hold|"
    r"bearbeitung|beklemede|в обработке|ожидает|холд|hold)\b|待入账|未入账|处理中"
)
_FAILED = re.compile(
    r"\b(failed|declined|cancell?ed|reverted|rejected|denied|expired|voided|void|error|"
    r"fehlgeschlagen|abgelehnt|storniert|annule\w*|refuse\w*|rechazad\w*|cancelad\w*|rifiutat\w*|"
    r"annullat\w*|geweigerd|geannuleerd|avvist|nekad|anulowan\w*|odrzucon\w*|zamitnut\w*|"
    r"отклонен\w*|отменен\w*)\b"
)
_BALANCE = re.compile(
    r"\b(saldo (inizial|final|anterior|contabile|disponibile|iniziale|finale|do dia|atual|vorig|"
    r"voor|na|inicial|ultimo|poczatkow|koncow)\w*|(opening|closing|starting|beginning|ending|"
    r"previous|brought forward|carried forward|available|ledger|current|account) balance|"
    r"balance (brought|carried|at|as of|b f|c f|forward)\b.*|(anfangs|end|konto|alter|neuer|"
    r"schluss)\s?(saldo|stand|bestand)|kontostand\w*|saldovortrag|solde (en (fin|debut)|au|"
    r"initial|final|precedent|nouveau|ancien)\w*|begin ?saldo|eind ?saldo|nytt saldo|"
    r"ingaende saldo|utgaende saldo|nyito egyenleg|zaro egyenleg|pocatecni zustatek|"
    r"konecny zustatek|sold (initial|final)|входящий остаток|исходящий остаток|остаток на)\b"
    r"|期初余额|期末余额|承前|繰越"
)
_TOTAL = re.compile(
    r"^(total|totals|sum|summe|gesamt|gesamtsumme|totaal|totale|totales|totalt|suma|razem|celkem|"
    r"sous total|subtotal|osszesen|итого|合计|合計|total (debit|credit|in|out|amount|transactions|"
    r"paid|des|de|der|money|payments|deposits|withdrawals)\b.*)$"
)
# How such words begin, written with their accents: tells at once what needs no closer look.
_MAYBE = re.compile(
    r"\W*(sal|ope|clo|sta|beg|end|pre|bro|car|ava|led|cur|acc|bal|anf|kon|alt|neu|sch|sol|ein|eind|"
    r"nyt|ing|utg|nyi|zár|poč|poc|zar|вхо|исх|ост|期初|期末|承前|繰越|tot|sum|ges|raz|cel|sou|sub|"
    r"öss|oss|ито|合计|合計)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\b(opening|starting|beginning|previous|brought forward|anterior|inizial\w*|initial|inicial|"
    r"anfang\w*|alter|vortrag|saldovortrag|debut|precedent|ancien|begin|vorig|ingaende|nyito|"
    r"pocatecni|poczatkow\w*|start of period|входящий)\b|期初|承前"
)
CLOSING = re.compile(
    r"\b(closing|ending|current|carried forward|final\w*|end|endsaldo|neuer|schluss\w*|fin|"
    r"nouveau|eind|utgaende|zaro|konecny|koncow\w*|end of period|kontostand|available|saldo|"
    r"balance|solde|stanje|исходящий|stand)\b|期末|余额"
)
CARD = re.compile(
    r"\b(card|cards|credit card|kreditkarte\w*|mastercard|visa|amex|american express|carte|"
    r"tarjeta|carta|creditcard|karta|karty|kort|korttia|kartennummer|card member|cardmember)\b"
    r"|信用卡"
)
_TEXT_OUT = re.compile(
    r"\b(debit card|card purchase|purchase|kartenzahlung|lastschrift|kaufumsatz|withdrawal|"
    r"pos|atm|direct debit|achat|compra|acquisto|pagamento|prelievo|retrait|payment to|paid to|"
    r"abbuchung|debit)\b|消费|支付|支取|取款"
)
_TEXT_IN = re.compile(
    r"\b(payment received|payment thank you|refund|cash ?back|gutschrift|salary|payroll|deposit|"
    r"credit|rimborso|remboursement|reembolso|abono|received|interest earned|gehalt)\b"
    r"|退货|退款|还款|收入|存入|工资"
)


def _set(text: str) -> frozenset[str]:
    return frozenset(piece.strip() for piece in text.split("|") if piece.strip())


_IN_WORDS, _OUT_WORDS, _NEUTRAL_WORDS = _set(_IN), _set(_OUT), _set(_NEUTRAL)


@lru_cache(maxsize=4096)
def direction(cell: str) -> str:
    """Return "C" for money in, "D" for money out, "N" for neither, "" where it says nothing."""
    word = cell.strip().casefold()
    if word not in ("+", "-", "/"):
        word = normalised(cell)
    if word in _IN_WORDS:
        return "C"
    if word in _OUT_WORDS:
        return "D"
    return "N" if word in _NEUTRAL_WORDS else ""


@lru_cache(maxsize=4096)
def is_pending(cell: str) -> bool:
    """Tell whether a status says the movement isn't booked yet."""
    return bool(_PENDING.search(normalised(cell)))


@lru_cache(maxsize=4096)
def is_failed(cell: str) -> bool:
    """Tell whether a status says no money moved."""
    return bool(_FAILED.search(normalised(cell)))


def is_balance(text: str) -> bool:
    """Tell whether a row states a balance instead of a movement."""
    return len(text) < 80 and bool(_MAYBE.match(text) and _BALANCE.match(normalised(text)))


def is_balance_label(text: str) -> bool:
    """Tell whether a normalised label announces a balance: "Saldo", "Balance at period end"."""
    return bool(_BALANCE.match(text)) or bool(CLOSING.match(text) and len(text.split()) <= 6)


def is_total(text: str) -> bool:
    """Tell whether a row adds others up."""
    return len(text) < 80 and bool(_MAYBE.match(text) and _TOTAL.match(normalised(text)))


def text_direction(text: str) -> str:
    """Return which way a description says the money went; a hint, never a proof."""
    phrase = normalised(text)
    inward, outward = _TEXT_IN.search(phrase), _TEXT_OUT.search(phrase)
    if inward is None and outward is None:
        return ""
    if inward is None or outward is None:
        return "D" if inward is None else "C"
    # "退货 支付宝": what a row is comes first, whom it is with later.
    return "C" if inward.start() < outward.start() else "D"
