"""Presets of the United States, Canada and Australia."""

from decimal import Decimal

from invoicer.models.party import TaxTreatment
from invoicer.models.preset import Preset, Rate, RateName, SellerId, rate, rates, relief
from invoicer.models.tax import Tax, TaxCategory

UNITED_STATES = Preset(
    country="US",
    language="en",
    currency="USD",
    tax_name="Sales tax",
    # There is no federal rate: states and cities set theirs, and the business enters its own.
    reliefs=(
        relief(TaxTreatment.EXPORT, ("en", "Export sale; no sales tax")),
        relief(TaxTreatment.EXEMPT, ("en", "Sales tax exempt; certificate on file")),
        relief(TaxTreatment.OUTSIDE_SCOPE, ("en", "Not subject to sales tax")),
    ),
    seller_id=SellerId.NONE,
    one_tax=False,
    every_line_taxed=False,
    sources=("No federal sales tax; South Dakota v. Wayfair, 585 U.S. (2018): state law applies",),
)


def _tax(name: str, percent: str) -> Tax:
    return Tax(TaxCategory.STANDARD, Decimal(percent), name)


_GST = _tax("GST", "5")


def _province(area: str, *taxes: Tax) -> Rate:
    return Rate(RateName.STANDARD, taxes, area)


CANADA = Preset(
    country="CA",
    language="en",
    currency="CAD",
    tax_name="GST/HST",
    rates=(
        _province("", _GST),
        _province("Ontario", _tax("HST", "13")),
        # Québec's tax is on the price without GST since 2013, so it is not compound.
        _province("Québec", _GST, _tax("QST", "9.975")),
        _province("British Columbia", _GST, _tax("PST", "7")),
        _province("Saskatchewan", _GST, _tax("PST", "6")),
        _province("Manitoba", _GST, _tax("RST", "7")),
        _province("Nova Scotia", _tax("HST", "14")),
        _province("New Brunswick", _tax("HST", "15")),
        _province("Newfoundland and Labrador", _tax("HST", "15")),
        _province("Prince Edward Island", _tax("HST", "15")),
        rate(RateName.ZERO, "0", "GST/HST"),
    ),
    reliefs=(
        relief(
            TaxTreatment.EXPORT,
            ("en", "Zero-rated export (Excise Tax Act, Sch. VI, Part V)"),
            ("fr", "Exportation détaxée (Loi sur la taxe d’accise, ann. VI, partie V)"),
        ),
        relief(
            TaxTreatment.EXEMPT,
            ("en", "Exempt supply (Excise Tax Act, Sch. V)"),
            ("fr", "Fourniture exonérée (Loi sur la taxe d’accise, ann. V)"),
        ),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("en", "Supply made outside Canada (Excise Tax Act, s. 142)"),
            ("fr", "Fourniture hors du Canada (Loi sur la taxe d’accise, art. 142)"),
        ),
    ),
    cash_rounding=Decimal("0.05"),
    seller_id=SellerId.TAX_NUMBER,
    one_tax=False,
    every_line_taxed=False,
    sources=(
        "Excise Tax Act s. 165 and Sch. VIII (GST, HST), s. 148 (small suppliers)",
        "Input Tax Credit Information (GST/HST) Regulations s. 3 (particulars)",
        "Act respecting the Québec sales tax s. 16 (9.975 %)",
        "Provincial Sales Tax Act (BC) s. 34, (SK) s. 5; Retail Sales Tax Act (MB) s. 2",
    ),
)

AUSTRALIA = Preset(
    country="AU",
    language="en",
    currency="AUD",
    tax_name="GST",
    rates=rates("GST", (RateName.STANDARD, "10"), (RateName.ZERO, "0")),
    reliefs=(
        relief(
            TaxTreatment.REVERSE_CHARGE, ("en", "GST is payable by the recipient (Div 83 GST Act)")
        ),
        relief(TaxTreatment.EXPORT, ("en", "GST-free export (Subdiv 38-E GST Act)")),
        relief(TaxTreatment.EXEMPT, ("en", "Input taxed, no GST (Div 40 GST Act)")),
        relief(
            TaxTreatment.OUTSIDE_SCOPE,
            ("en", "Not connected with Australia, no GST (Div 9 GST Act)"),
        ),
    ),
    cash_rounding=Decimal("0.05"),
    seller_id=SellerId.TAX_NUMBER,
    seller_id_always=True,
    one_tax=False,
    every_line_taxed=False,
    sources=(
        "A New Tax System (Goods and Services Tax) Act 1999 s. 9-70 (rate), s. 29-70 (tax invoice)",
        "A New Tax System (Australian Business Number) Act 1999; TAA 1953 Sch. 1 s. 12-190 (ABN)",
    ),
)

PRESETS = (UNITED_STATES, CANADA, AUSTRALIA)
