"""Presets of Spain, Italy and Portugal."""

from decimal import Decimal

from invoicer.models.document import Withholding
from invoicer.models.party import TaxTreatment
from invoicer.models.preset import Preset, Rate, RateName, SellerId, exempt, rate, rates, relief
from invoicer.models.tax import Tax, TaxCategory

SPAIN = Preset(
    country="ES",
    language="es",
    currency="EUR",
    tax_name="IVA",
    rates=(
        *rates(
            "IVA",
            (RateName.STANDARD, "21"),
            (RateName.REDUCED, "10"),
            (RateName.SUPER_REDUCED, "4"),
            (RateName.ZERO, "0"),
        ),
        Rate(
            RateName.STANDARD,
            (Tax(TaxCategory.CANARY_ISLANDS, Decimal(7), "IGIC"),),
            "Canarias",
        ),
        Rate(
            RateName.REDUCED,
            (Tax(TaxCategory.CANARY_ISLANDS, Decimal(3), "IGIC"),),
            "Canarias",
        ),
        Rate(RateName.STANDARD, (Tax(TaxCategory.CEUTA_MELILLA, Decimal(10), "IPSI"),), "Ceuta"),
        Rate(RateName.STANDARD, (Tax(TaxCategory.CEUTA_MELILLA, Decimal(4), "IPSI"),), "Melilla"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("es", "Inversión del sujeto pasivo (art. 84.Uno.2.º Ley 37/1992)"),
            ("en", "Reverse charge (Art. 84.1.2 Ley 37/1992)"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("es", "Entrega intracomunitaria exenta (art. 25 Ley 37/1992)"),
            ("en", "Exempt intra-Community supply (Art. 25 Ley 37/1992)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("es", "Exportación exenta (art. 21 Ley 37/1992)"),
            ("en", "Exempt export (Art. 21 Ley 37/1992)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("es", "Operación exenta de IVA (art. 20 Ley 37/1992)"),
            ("en", "Exempt from VAT (Art. 20 Ley 37/1992)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("es", "Operación no sujeta por reglas de localización (art. 69 Ley 37/1992)"),
            ("en", "Not subject to Spanish VAT, place of supply abroad (Art. 69 Ley 37/1992)"),
        ),
    ),
    # Spain has no exemption by turnover; those in other schemes name their own article.
    small_business=exempt(
        ("es", "Operación exenta de IVA (art. 20 Ley 37/1992)"),
        ("en", "Exempt from VAT (Art. 20 Ley 37/1992)"),
    ),
    withholdings=(
        Withholding(name="IRPF", rate=Decimal(15)),
        Withholding(name="IRPF", rate=Decimal(7)),
    ),
    seller_id=SellerId.EITHER,
    seller_id_always=True,
    buyer_tax_id=True,
    tax_in_own_currency=True,
    sources=(
        "Ley 37/1992 art. 90, 91 (rates); RD 1619/2012 art. 6 (particulars)",
        "Ley 20/1991 art. 51 (IGIC); Ley 8/1991 (IPSI)",
        "RD 439/2007 art. 95 (IRPF 15 %, 7 % in the first three years)",
        "Ley 3/2004 art. 4 (30 days)",
    ),
)

ITALY = Preset(
    country="IT",
    language="it",
    currency="EUR",
    tax_name="IVA",
    rates=rates(
        "IVA",
        (RateName.STANDARD, "22"),
        (RateName.REDUCED, "10"),
        (RateName.SECOND_REDUCED, "5"),
        (RateName.SUPER_REDUCED, "4"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("it", "Inversione contabile (art. 7-ter e art. 17 DPR 633/1972)"),
            ("en", "Reverse charge (Art. 7-ter and 17 DPR 633/1972)"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("it", "Operazione non imponibile (art. 41 DL 331/1993)"),
            ("en", "Exempt intra-Community supply (Art. 41 DL 331/1993)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("it", "Operazione non imponibile (art. 8 DPR 633/1972)"),
            ("en", "Exempt export (Art. 8 DPR 633/1972)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("it", "Operazione esente (art. 10 DPR 633/1972)"),
            ("en", "Exempt from VAT (Art. 10 DPR 633/1972)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("it", "Operazione non soggetta (art. 7-ter DPR 633/1972)"),
            ("en", "Not subject to Italian VAT (Art. 7-ter DPR 633/1972)"),
        ),
    ),
    small_business=exempt(
        ("it", "Operazione in franchigia da IVA (art. 1, commi 54-89, Legge 190/2014)"),
        ("en", "Exempt from VAT, flat-rate scheme (Art. 1(54-89) Law 190/2014)"),
    ),
    withholdings=(Withholding(name="Ritenuta d’acconto", rate=Decimal(20)),),
    seller_id_always=True,
    buyer_tax_id=True,
    sources=(
        "DPR 633/1972 art. 16 (rates), art. 21 (particulars)",
        "DPR 600/1973 art. 25 (ritenuta 20 %); D.Lgs. 231/2002 art. 4 (30 days)",
    ),
)

PORTUGAL = Preset(
    country="PT",
    language="pt",
    currency="EUR",
    tax_name="IVA",
    rates=(
        *rates(
            "IVA",
            (RateName.STANDARD, "23"),
            (RateName.INTERMEDIATE, "13"),
            (RateName.REDUCED, "6"),
        ),
        rate(RateName.STANDARD, "22", "IVA", "Madeira"),
        rate(RateName.INTERMEDIATE, "12", "IVA", "Madeira"),
        rate(RateName.REDUCED, "4", "IVA", "Madeira"),
        rate(RateName.STANDARD, "16", "IVA", "Açores"),
        rate(RateName.INTERMEDIATE, "9", "IVA", "Açores"),
        rate(RateName.REDUCED, "4", "IVA", "Açores"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("pt", "IVA – autoliquidação"),
            ("en", "Reverse charge (IVA – autoliquidação)"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("pt", "Isento de IVA (artigo 14.º do RITI)"),
            ("en", "Exempt intra-Community supply (Art. 14 RITI)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("pt", "Isento de IVA (artigo 14.º do CIVA)"),
            ("en", "Exempt export (Art. 14 CIVA)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("pt", "Isento de IVA (artigo 9.º do CIVA)"),
            ("en", "Exempt from VAT (Art. 9 CIVA)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("pt", "Não sujeito a IVA (artigo 6.º do CIVA)"),
            ("en", "Not subject to Portuguese VAT (Art. 6 CIVA)"),
        ),
    ),
    small_business=exempt(
        ("pt", "IVA – regime de isenção (artigo 53.º do CIVA)"),
        ("en", "Exempt from VAT, small business scheme (Art. 53 CIVA)"),
    ),
    withholdings=(Withholding(name="IRS", rate=Decimal(23)),),
    seller_id=SellerId.EITHER,
    seller_id_always=True,
    buyer_tax_id=True,
    sources=(
        "CIVA art. 18 (rates), art. 36 (particulars), art. 53 (small businesses)",
        "CIRS art. 101 (withholding 23 % since 2025)",
    ),
)

PRESETS = (SPAIN, ITALY, PORTUGAL)
