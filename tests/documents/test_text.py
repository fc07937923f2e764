from invoicer.documents.text import clean, lines


def test_blanks_and_control_characters_become_single_blanks() -> None:
    assert clean("  a\tb\r\nc\x00\x07 d\u200b ") == "a b c d"


def test_a_letter_and_its_accent_become_one() -> None:
    assert clean("e\u0301") == "é"


def test_paragraphs_keep_their_empty_lines_but_not_at_the_ends() -> None:
    assert lines("\n\nDear all,\r\n\r\nthanks\rbye\n\n") == ("Dear all,", "", "thanks", "bye")


def test_nothing_is_no_lines() -> None:
    assert lines("") == ()
    assert lines(" \n ") == ()
