"""Presets of France, Belgium and the Netherlands."""

from decimal import Decimal

from invoicer.models.party import TaxTreatment
from invoicer.models.preset import Preset, RateName, Wording, exempt, rates, relief

_PENALTIES_FR = (
    "En cas de retard de paiement, des pénalités au taux légal et une indemnité forfaitaire pour "
    "frais de recouvrement de 40 € sont dues. Pas d’escompte pour paiement anticipé."
)
_PENALTIES_EN = (
    "Late payment incurs penalties at the legal rate and a fixed recovery charge of EUR 40. "
    "No discount for early payment."
)

FRANCE = Preset(
    country="FR",
    language="fr",
    currency="EUR",
    tax_name="TVA",
    rates=rates(
        "TVA",
        (RateName.STANDARD, "20"),
        (RateName.INTERMEDIATE, "10"),
        (RateName.REDUCED, "5.5"),
        (RateName.SUPER_REDUCED, "2.1"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("fr", "Autoliquidation"),
            ("en", "Reverse charge (autoliquidation)"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("fr", "Exonération de TVA, article 262 ter, I du CGI"),
            ("en", "Exempt intra-Community supply (Art. 262 ter, I CGI)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("fr", "Exonération de TVA, article 262, I du CGI"),
            ("en", "Exempt export (Art. 262, I CGI)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("fr", "Exonération de TVA, article 261 du CGI"),
            ("en", "Exempt from VAT (Art. 261 CGI)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("fr", "TVA non applicable, article 259-1 du CGI"),
            ("en", "VAT not applicable (Art. 259-1 CGI)"),
        ),
    ),
    small_business=exempt(
        ("fr", "TVA non applicable, art. 293 B du CGI"),
        ("en", "VAT not applicable (Art. 293 B CGI)"),
        code="VATEX-FR-FRANCHISE",
    ),
    seller_registration=True,
    remarks=(Wording((("fr", _PENALTIES_FR), ("en", _PENALTIES_EN))),),
    sources=(
        "CGI art. 278 to 281 nonies (rates), art. 293 B (franchise), annexe II art. 242 nonies A",
        "Code de commerce art. L441-9, L441-10, D441-5 (SIREN, penalties, EUR 40)",
    ),
)

BELGIUM = Preset(
    country="BE",
    language="nl",
    currency="EUR",
    tax_name="BTW",
    rates=rates(
        "BTW",
        (RateName.STANDARD, "21"),
        (RateName.INTERMEDIATE, "12"),
        (RateName.REDUCED, "6"),
        (RateName.ZERO, "0"),
    ),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE,
            ("nl", "Btw verlegd"),
            ("fr", "Autoliquidation"),
            ("de", "Steuerschuldnerschaft des Leistungsempfängers"),
            ("en", "Reverse charge"),
        ),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("nl", "Vrijgestelde intracommunautaire levering (art. 39bis Btw-Wetboek)"),
            ("fr", "Livraison intracommunautaire exemptée (art. 39bis Code TVA)"),
            ("en", "Exempt intra-Community supply (Art. 39bis VAT Code)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("nl", "Vrijgestelde uitvoer (art. 39 Btw-Wetboek)"),
            ("fr", "Exportation exemptée (art. 39 Code TVA)"),
            ("en", "Exempt export (Art. 39 VAT Code)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("nl", "Vrijgesteld van btw (art. 44 Btw-Wetboek)"),
            ("fr", "Exempté de la TVA (art. 44 Code TVA)"),
            ("en", "Exempt from VAT (Art. 44 VAT Code)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("nl", "Niet onderworpen aan Belgische btw (art. 21, § 2 Btw-Wetboek)"),
            ("fr", "Non soumis à la TVA belge (art. 21, § 2 Code TVA)"),
            ("en", "Not subject to Belgian VAT (Art. 21, § 2 VAT Code)"),
        ),
    ),
    small_business=exempt(
        ("nl", "Kleine onderneming onderworpen aan de vrijstellingsregeling van belasting"),
        ("fr", "Petite entreprise soumise au régime de la franchise de taxe"),
        ("en", "Small business under the VAT exemption scheme (Art. 56bis VAT Code)"),
    ),
    cash_rounding=Decimal("0.05"),
    seller_id_always=True,
    buyer_tax_id=True,
    sources=(
        "KB nr. 20 (rates), KB nr. 1 art. 5 (particulars), KB nr. 19 (small businesses)",
        "Btw-Wetboek art. 21, 39, 39bis, 44, 51, 56bis",
        "Wetboek van economisch recht art. VI.7/1 (cash rounding)",
    ),
)

NETHERLANDS = Preset(
    country="NL",
    language="nl",
    currency="EUR",
    tax_name="btw",
    rates=rates("btw", (RateName.STANDARD, "21"), (RateName.REDUCED, "9"), (RateName.ZERO, "0")),
    reliefs=(
        relief(TaxTreatment.REVERSE_CHARGE, ("nl", "Btw verlegd"), ("en", "Reverse charge")),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("nl", "Intracommunautaire levering, btw-tarief 0% (tabel II, a.6 Wet OB 1968)"),
            ("en", "Intra-Community supply, zero rate (Table II, a.6 Wet OB 1968)"),
        ),
        relief(
            TaxTreatment.EXPORT,
            ("nl", "Uitvoer, btw-tarief 0% (tabel II, a.2 Wet OB 1968)"),
            ("en", "Export, zero rate (Table II, a.2 Wet OB 1968)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("nl", "Vrijgesteld van btw (artikel 11 Wet OB 1968)"),
            ("en", "Exempt from VAT (Art. 11 Wet OB 1968)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("nl", "Niet belast met Nederlandse btw (artikel 6 Wet OB 1968)"),
            ("en", "Not subject to Dutch VAT (Art. 6 Wet OB 1968)"),
        ),
    ),
    small_business=exempt(
        ("nl", "Vrijgesteld van omzetbelasting op grond van artikel 25 Wet OB 1968 (KOR)"),
        ("en", "Exempt from VAT under the small businesses scheme (Art. 25 Wet OB 1968)"),
    ),
    cash_rounding=Decimal("0.05"),
    seller_registration=True,
    sources=(
        "Wet OB 1968 art. 9 and tables I, II (rates), art. 25 (KOR), art. 35a (particulars)",
        "Handelsregisterwet 2007 art. 27 (KvK number)",
    ),
)

PRESETS = (FRANCE, BELGIUM, NETHERLANDS)
