from decimal import Decimal

import pytest

from invoicer.documents import unit_labels, wording
from tests.documents.samples import document, snapshot


def printed(quantity: str, unit: str, language: str) -> str:
    words = wording.of(snapshot(document(language=language)))
    return unit_labels.quantity(Decimal(quantity), unit, words)


@pytest.mark.parametrize(
    ("quantity", "unit", "language", "expected"),
    [
        ("1", "HUR", "en", "1 hour"),
        ("1.5", "HUR", "en", "1.5 hours"),
        ("0", "DAY", "en", "0 days"),
        ("-1", "DAY", "en", "-1 day"),
        ("1", "HUR", "de", "1 Stunde"),
        ("1.5", "HUR", "de", "1,5 Stunden"),
        ("1.5", "HUR", "fr", "1,5 heure"),
        ("2", "HUR", "fr", "2 heures"),
        ("3", "C62", "de", "3 Stk."),
        ("2.5", "KGM", "de", "2,5 kg"),
        ("12", "MTK", "en", "12 m²"),
        ("1", "LS", "de", "1 pauschal"),
        ("1", "LS", "en", "1 lump sum"),
        ("4", "ZZZ", "en", "4 ZZZ"),
        ("4", "", "en", "4"),
    ],
)
def test_a_quantity_is_printed_with_its_unit(
    quantity: str, unit: str, language: str, expected: str
) -> None:
    assert printed(quantity, unit, language) == expected
