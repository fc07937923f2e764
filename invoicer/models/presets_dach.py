"""Presets of Germany, Austria and Switzerland."""

from decimal import Decimal

from invoicer.models.party import TaxTreatment
from invoicer.models.preset import (
    Preset,
    RateName,
    SellerId,
    exempt,
    rates,
    relief,
    unregistered,
)

GERMANY = Preset(
    country="DE",
    language="de",
    currency="EUR",
    tax_name="USt.",
    rates=rates("USt.", (RateName.STANDARD, "19"), (RateName.REDUCED, "7"), (RateName.ZERO, "0")),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("de", "Steuerschuldnerschaft des Leistungsempfängers"),
            ("en", "Reverse charge"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("de", "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b, § 6a UStG)"),
            ("en", "Tax-free intra-Community supply (§ 4 no. 1b, § 6a UStG)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("de", "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1a, § 6 UStG)"),
            ("en", "Tax-free export delivery (§ 4 no. 1a, § 6 UStG)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("de", "Umsatzsteuerfrei nach § 4 UStG"),
            ("en", "Exempt from VAT (§ 4 UStG)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("de", "Nicht im Inland steuerbare Leistung (§ 3a Abs. 2 UStG)"),
            ("en", "Service not taxable in Germany (§ 3a(2) UStG)"),
        ),
    ),
    small_business=exempt(
        ("de", "Steuerfrei als Kleinunternehmer nach § 19 UStG"),
        ("en", "Exempt from VAT as a small business (§ 19 UStG)"),
    ),
    payment_days=14,
    seller_id=SellerId.EITHER,
    seller_id_always=True,
    sources=(
        "UStG § 12 (rates), § 14 Abs. 4 and § 14a (particulars), § 19 (small businesses)",
        "UStDV § 34a (particulars of a small business's invoice)",
        "BGB § 286 Abs. 3 (default after 30 days)",
    ),
)

AUSTRIA = Preset(
    country="AT",
    language="de",
    currency="EUR",
    tax_name="USt.",
    rates=rates(
        "USt.",
        (RateName.STANDARD, "20"),
        (RateName.INTERMEDIATE, "13"),
        (RateName.REDUCED, "10"),
        (RateName.ZERO, "0"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("de", "Übergang der Steuerschuld auf den Leistungsempfänger (Reverse Charge)"),
            ("en", "Reverse charge"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("de", "Steuerfreie innergemeinschaftliche Lieferung (Art. 6 Abs. 1 UStG 1994)"),
            ("en", "Tax-free intra-Community supply (Art. 6(1) UStG 1994)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("de", "Steuerfreie Ausfuhrlieferung (§ 7 UStG 1994)"),
            ("en", "Tax-free export delivery (§ 7 UStG 1994)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("de", "Umsatzsteuerfrei nach § 6 Abs. 1 UStG 1994"),
            ("en", "Exempt from VAT (§ 6(1) UStG 1994)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("de", "Leistung im Inland nicht steuerbar (§ 3a Abs. 6 UStG 1994)"),
            ("en", "Service not taxable in Austria (§ 3a(6) UStG 1994)"),
        ),
    ),
    small_business=exempt(
        ("de", "Umsatzsteuerbefreit als Kleinunternehmer (§ 6 Abs. 1 Z 27 UStG 1994)"),
        ("en", "Exempt from VAT as a small business (§ 6(1) no. 27 UStG 1994)"),
    ),
    payment_days=14,
    sources=(
        "UStG 1994 § 10 (rates), § 11 (particulars), § 6 Abs. 1 Z 27 (small businesses)",
        "UStG 1994 § 19 Abs. 1 (reverse charge), Art. 6 (intra-Community supply)",
    ),
)

_SWISS_ABROAD = (
    ("de", "Leistungsort im Ausland; Steuerschuldnerschaft des Empfängers"),
    ("fr", "Lieu de la prestation à l’étranger; autoliquidation"),
    ("it", "Luogo della prestazione all’estero; inversione contabile"),
    ("en", "Place of supply abroad; reverse charge"),
)

_SWISS_EXPORT = (
    ("de", "Von der Steuer befreite Ausfuhr (Art. 23 MWSTG)"),
    ("fr", "Exportation exonérée de la TVA (art. 23 LTVA)"),
    ("it", "Esportazione esente dall’IVA (art. 23 LIVA)"),
    ("en", "Zero-rated export (Art. 23 Swiss VAT Act)"),
)

SWITZERLAND = Preset(
    country="CH",
    language="de",
    currency="CHF",
    tax_name="MWST",
    rates=rates(
        "MWST",
        (RateName.STANDARD, "8.1"),
        (RateName.INTERMEDIATE, "3.8"),
        (RateName.REDUCED, "2.6"),
    ),
    reliefs=(
        # Outside the EU the tax area ends at the border: the buyer accounts for it there.
        relief(TaxTreatment.OUTSIDE_SCOPE, *_SWISS_ABROAD, given=TaxTreatment.REVERSE_CHARGE),
        relief(TaxTreatment.EXPORT, *_SWISS_EXPORT, given=TaxTreatment.INTRA_COMMUNITY),
        relief(TaxTreatment.EXPORT, *_SWISS_EXPORT),
        relief(
            TaxTreatment.EXEMPT,
            ("de", "Von der Steuer ausgenommen (Art. 21 MWSTG)"),
            ("fr", "Exclu du champ de l’impôt (art. 21 LTVA)"),
            ("it", "Escluso dall’imposta (art. 21 LIVA)"),
            ("en", "Exempt from VAT (Art. 21 Swiss VAT Act)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("de", "Leistungsort im Ausland (Art. 8 MWSTG)"),
            ("fr", "Lieu de la prestation à l’étranger (art. 8 LTVA)"),
            ("it", "Luogo della prestazione all’estero (art. 8 LIVA)"),
            ("en", "Place of supply abroad (Art. 8 Swiss VAT Act)"),
        ),
    ),
    small_business=unregistered(
        ("de", "Nicht mehrwertsteuerpflichtig (Art. 10 Abs. 2 MWSTG)"),
        ("fr", "Non assujetti à la TVA (art. 10 al. 2 LTVA)"),
        ("it", "Non assoggettato all’IVA (art. 10 cpv. 2 LIVA)"),
        ("en", "Not liable for VAT (Art. 10(2) Swiss VAT Act)"),
    ),
    cash_rounding=Decimal("0.05"),
    sources=(
        "MWSTG (SR 641.20) Art. 25 (rates), Art. 26 (particulars), Art. 10 Abs. 2 (exemption)",
        "MWSTG Art. 8, 21, 23; MünzV (SR 941.101): five-centime coins for cash",
    ),
)

PRESETS = (GERMANY, AUSTRIA, SWITZERLAND)
