"""Currencies and their minor digits (ISO 4217).

The list is written out here, as reading it from the standard's own tables would make every start
wait; a test compares it with them. Codes without digits (gold, test codes) are left out: nobody is
invoiced in those.
"""

from invoicer.models.errors import UnknownCurrency

_CODES_BY_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP
        BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB
        EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
        KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
        MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
        RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
        TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DIGITS = {code: digits for digits, codes in _CODES_BY_DIGITS.items() for code in codes.split()}


def minor_digits(code: str) -> int:
    """Return how many decimals the currency has: EUR 2, JPY 0, KWD 3.

    Raises UnknownCurrency for anything that is not an active ISO 4217 code in capitals.
    """
    try:
        return _DIGITS[code]
    except KeyError:
        raise UnknownCurrency(code) from None


def codes() -> tuple[str, ...]:
    """Return every currency an invoice can be written in, sorted."""
    return tuple(sorted(_DIGITS))
