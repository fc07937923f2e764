"""Presets of Poland, Ireland, the United Kingdom, Sweden and Denmark."""

from decimal import Decimal

from invoicer.models.party import TaxTreatment
from invoicer.models.preset import Preset, RateName, Wording, exempt, rates, relief, unregistered

POLAND = Preset(
    country="PL",
    language="pl",
    currency="PLN",
    tax_name="VAT",
    rates=rates(
        "VAT",
        (RateName.STANDARD, "23"),
        (RateName.REDUCED, "8"),
        (RateName.SECOND_REDUCED, "5"),
        (RateName.ZERO, "0"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE, ("pl", "Odwrotne obciążenie"), ("en", "Reverse charge")
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("pl", "Wewnątrzwspólnotowa dostawa towarów, stawka 0% (art. 42 ustawy o VAT)"),
            ("en", "Intra-Community supply, zero rate (Art. 42 Polish VAT Act)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("pl", "Eksport towarów, stawka 0% (art. 41 ust. 4 ustawy o VAT)"),
            ("en", "Export, zero rate (Art. 41(4) Polish VAT Act)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("pl", "Zwolnione z VAT (art. 43 ust. 1 ustawy o VAT)"),
            ("en", "Exempt from VAT (Art. 43(1) Polish VAT Act)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("pl", "Nie podlega opodatkowaniu w Polsce (art. 28b ustawy o VAT)"),
            ("en", "Not taxable in Poland (Art. 28b Polish VAT Act)"),
        ),
    ),
    small_business=exempt(
        ("pl", "Zwolnienie z VAT (art. 113 ust. 1 ustawy o VAT)"),
        ("en", "Exempt from VAT as a small business (Art. 113(1) Polish VAT Act)"),
    ),
    number_pattern="{seq}/{month}/{year}",
    payment_days=14,
    buyer_tax_id=True,
    tax_in_own_currency=True,
    sources=(
        "Ustawa o VAT z 11.03.2004 art. 41, 146ef (rates), art. 106e (particulars), art. 113",
        "Ustawa o VAT art. 106e ust. 11 (tax in PLN)",
    ),
)

IRELAND = Preset(
    country="IE",
    language="en",
    currency="EUR",
    tax_name="VAT",
    rates=rates(
        "VAT",
        (RateName.STANDARD, "23"),
        (RateName.REDUCED, "13.5"),
        (RateName.SECOND_REDUCED, "9"),
        (RateName.SUPER_REDUCED, "4.8"),
        (RateName.ZERO, "0"),
    ),
    reliefs=(
        relief(TaxTreatment.REVERSE_CHARGE, ("en", "Reverse charge")),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("en", "Zero-rated intra-Community supply (VATCA 2010, Sch. 2, para. 1)"),
        ),
        relief(TaxTreatment.EXPORT, ("en", "Zero-rated export (VATCA 2010, Sch. 2, para. 3)")),
        relief(TaxTreatment.EXEMPT, ("en", "Exempt from VAT (VATCA 2010, Sch. 1)")),
        relief(
            TaxTreatment.OUTSIDE_SCOPE, ("en", "Outside the scope of Irish VAT (VATCA 2010, s. 34)")
        ),
    ),
    small_business=unregistered(("en", "Not registered for VAT; no VAT is charged")),
    cash_rounding=Decimal("0.05"),
    sources=(
        "VAT Consolidation Act 2010 s. 46 (rates), s. 66; VAT Regulations 2010 reg. 20",
        "S.I. 580/2012 (30 days)",
    ),
)

UNITED_KINGDOM = Preset(
    country="GB",
    language="en",
    currency="GBP",
    tax_name="VAT",
    rates=rates("VAT", (RateName.STANDARD, "20"), (RateName.REDUCED, "5"), (RateName.ZERO, "0")),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("en", "Reverse charge: customer to account for the VAT to HMRC"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("en", "Zero-rated export (VAT Act 1994, s. 30(6))"),
            given=TaxTreatment.INTRA_COMMUNITY,
        ),
        relief(TaxTreatment.EXPORT, ("en", "Zero-rated export (VAT Act 1994, s. 30(6))")),
        relief(TaxTreatment.EXEMPT, ("en", "Exempt from VAT (VAT Act 1994, Sch. 9)")),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("en", "Outside the scope of UK VAT (VAT Act 1994, s. 7A)"),
        ),
    ),
    small_business=unregistered(("en", "Not registered for VAT; no VAT is charged")),
    tax_in_own_currency=True,
    sources=(
        "VAT Act 1994 s. 2, 29A, 30 (rates); VAT Regulations 1995 reg. 13, 14 (particulars)",
        "Late Payment of Commercial Debts (Interest) Act 1998 s. 4 (30 days)",
    ),
)

SWEDEN = Preset(
    country="SE",
    language="sv",
    currency="SEK",
    tax_name="moms",
    rates=rates(
        "moms",
        (RateName.STANDARD, "25"),
        (RateName.INTERMEDIATE, "12"),
        (RateName.REDUCED, "6"),
        (RateName.ZERO, "0"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("sv", "Omvänd betalningsskyldighet"),
            ("en", "Reverse charge"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("sv", "Undantag från moms, unionsintern leverans (10 kap. 42 § ML)"),
            ("en", "Exempt intra-Community supply (ch. 10 s. 42 Swedish VAT Act)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("sv", "Undantag från moms, export (10 kap. 64 § ML)"),
            ("en", "Exempt export (ch. 10 s. 64 Swedish VAT Act)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("sv", "Undantag från moms (10 kap. ML)"),
            ("en", "Exempt from VAT (ch. 10 Swedish VAT Act)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("sv", "Ej momspliktig i Sverige (6 kap. 33 § ML)"),
            ("en", "Not taxable in Sweden (ch. 6 s. 33 Swedish VAT Act)"),
        ),
    ),
    small_business=exempt(
        ("sv", "Undantag från moms för små företag (18 kap. ML)"),
        ("en", "Exempt from VAT as a small business (ch. 18 Swedish VAT Act)"),
    ),
    number_pattern="{seq}",
    cash_rounding=Decimal(1),
    remarks=(Wording((("sv", "Godkänd för F-skatt"), ("en", "Approved for F-tax"))),),
    tax_in_own_currency=True,
    sources=(
        "Mervärdesskattelag (2023:200) 9 kap. (rates), 17 kap. 24 § (particulars), 18 kap.",
        "Lag (1970:1029) om avrundning (whole kronor in cash)",
    ),
)

DENMARK = Preset(
    country="DK",
    language="da",
    currency="DKK",
    tax_name="moms",
    rates=rates("moms", (RateName.STANDARD, "25"), (RateName.ZERO, "0")),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE, ("da", "Omvendt betalingspligt"), ("en", "Reverse charge")
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("da", "Momsfri EU-leverance (momslovens § 34, stk. 1, nr. 1)"),
            ("en", "Exempt intra-Community supply (s. 34(1)(1) Danish VAT Act)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("da", "Momsfri eksport (momslovens § 34, stk. 1, nr. 5)"),
            ("en", "Exempt export (s. 34(1)(5) Danish VAT Act)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("da", "Momsfritaget (momslovens § 13)"),
            ("en", "Exempt from VAT (s. 13 Danish VAT Act)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("da", "Leveringssted uden for Danmark (momslovens § 16)"),
            ("en", "Place of supply outside Denmark (s. 16 Danish VAT Act)"),
        ),
    ),
    small_business=unregistered(
        ("da", "Ikke momsregistreret (momslovens § 48)"),
        ("en", "Not registered for VAT (s. 48 Danish VAT Act)"),
    ),
    number_pattern="{seq}",
    payment_days=14,
    cash_rounding=Decimal("0.50"),
    seller_id_always=True,
    tax_in_own_currency=True,
    sources=(
        "Momsloven § 33 (rate), § 48 (small businesses); momsbekendtgørelsen § 58 (particulars)",
    ),
)

PRESETS = (POLAND, IRELAND, UNITED_KINGDOM, SWEDEN, DENMARK)
