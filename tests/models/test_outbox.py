"""States of a mail, when to try again, and what an attempt comes to."""

from datetime import UTC, datetime, timedelta

import pytest

from invoicer.models import outbox
from invoicer.models.errors import BadField, NotAllowed
from invoicer.models.outbox import (
    BACK_OFF,
    HELD_UNTIL,
    NO_PAUSE,
    Account,
    Act,
    MailSettings,
    Outcome,
    Stage,
    Verdict,
)
from invoicer.models.stored import Mail, MailState, StoredMail

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BEFORE_THE_DOT = [stage for stage in Stage if stage != Stage.END]


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize(
    ("code", "verdict"),
    [(421, Verdict.RETRY), (499, Verdict.RETRY), (500, Verdict.REFUSED), (599, Verdict.REFUSED)],
)
def test_4yz_is_tried_again_and_5yz_is_refused_at_every_stage(
    stage: Stage, code: int, verdict: Verdict
) -> None:
    assert outbox.classify(stage, code) == verdict


@pytest.mark.parametrize("code", [-1, 0, 25, 199, 300, 354, 600, 999])
def test_nonsense_is_safe_before_the_final_dot_and_unknown_after_it(code: int) -> None:
    assert outbox.classify(Stage.END, code) == Verdict.UNKNOWN
    for stage in BEFORE_THE_DOT:
        assert outbox.classify(stage, code) == Verdict.RETRY


def test_only_a_2yz_reply_to_the_final_dot_is_acceptance() -> None:
    assert outbox.classify(Stage.END, 250) == Verdict.ACCEPTED
    assert outbox.classify(Stage.END, 299) == Verdict.ACCEPTED
    for stage in BEFORE_THE_DOT:
        assert outbox.classify(stage, 250) != Verdict.ACCEPTED


def test_a_lost_connection_is_safe_before_the_final_dot_and_unknown_after_it() -> None:
    assert outbox.lost(Stage.END) == Verdict.UNKNOWN
    assert {outbox.lost(stage) for stage in BEFORE_THE_DOT} == {Verdict.RETRY}


def test_waiting_grows_and_its_last_step_repeats() -> None:
    waits = [outbox.next_attempt_at(attempts, AT) - AT for attempts in range(12)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=1), timedelta(minutes=5)]
    assert waits == sorted(waits)
    assert waits[-1] == waits[-2] == BACK_OFF[-1] == timedelta(hours=4)


def test_being_offline_pauses_longer_each_time() -> None:
    offline = Outcome(verdict=Verdict.RETRY, stage=Stage.CONNECT, sentence="offline")
    first = outbox.pause_after(offline, NO_PAUSE, AT)
    second = outbox.pause_after(offline, first, AT)
    assert (first.until_at - AT, second.until_at - AT) == (BACK_OFF[0], BACK_OFF[1])
    assert (second.failures, second.sentence) == (2, "offline")


def test_a_wrong_password_pauses_long_at_once() -> None:
    wrong = Outcome(verdict=Verdict.REFUSED, stage=Stage.AUTH)
    assert outbox.pause_after(wrong, NO_PAUSE, AT).until_at - AT == BACK_OFF[-1]


@pytest.mark.parametrize(
    ("verdict", "stage"),
    [
        (Verdict.ACCEPTED, Stage.END),
        (Verdict.ACCEPTED, Stage.AUTH),
        (Verdict.REFUSED, Stage.RCPT),
        (Verdict.RETRY, Stage.DATA),
        (Verdict.UNKNOWN, Stage.END),
    ],
)
def test_what_concerns_one_mail_only_pauses_nothing(verdict: Verdict, stage: Stage) -> None:
    paused = outbox.pause_after(Outcome(verdict=Verdict.RETRY, stage=Stage.CONNECT), NO_PAUSE, AT)
    assert outbox.pause_after(Outcome(verdict=verdict, stage=stage), paused, AT) == NO_PAUSE


@pytest.mark.parametrize("state", list(MailState))
@pytest.mark.parametrize("act", list(Act))
def test_every_act_in_every_state_leads_somewhere_or_is_refused_in_a_sentence(
    state: MailState, act: Act
) -> None:
    if act in outbox.USER_ACTS and act not in outbox.possible(state):
        with pytest.raises(NotAllowed, match=r"\.$"):
            outbox.after(state, act)
    elif act in outbox.USER_ACTS:
        assert outbox.after(state, act) in MailState


def test_a_mail_nobody_can_tell_of_is_never_sent_again_by_itself() -> None:
    assert outbox.after(MailState.SENDING, Act.RECOVER) == MailState.UNKNOWN
    for act in set(Act) - outbox.USER_ACTS - {Act.RETRY}:
        try:
            assert outbox.after(MailState.UNKNOWN, act) != MailState.QUEUED
        except NotAllowed:
            continue
    assert outbox.possible(MailState.UNKNOWN) == {Act.ARRIVED, Act.SEND_AGAIN, Act.DELETE}


def test_only_a_mail_that_waits_can_be_claimed() -> None:
    for state in set(MailState) - {MailState.QUEUED}:
        with pytest.raises(NotAllowed):
            outbox.after(state, Act.CLAIM)


def test_an_accepted_mail_stays_accepted() -> None:
    assert outbox.possible(MailState.ACCEPTED) == frozenset()
    for act in set(Act) - {Act.ACCEPT}:
        with pytest.raises(NotAllowed):
            outbox.after(MailState.ACCEPTED, act)


def stored(state: MailState, next_attempt_at: datetime | None) -> StoredMail:
    return StoredMail(
        id=1,
        mail=Mail(to="tom@example.org", subject="", body=""),
        message_id="<1@invoicer>",
        state=state,
        attempts=0,
        created_at=AT,
        next_attempt_at=next_attempt_at,
    )


def test_a_held_mail_waits_for_the_user_and_not_for_a_time() -> None:
    assert outbox.held(stored(MailState.QUEUED, HELD_UNTIL))
    assert not outbox.held(stored(MailState.QUEUED, AT))
    assert not outbox.held(stored(MailState.REFUSED, HELD_UNTIL))


def test_good_settings_pass() -> None:
    settings = MailSettings(host="mail.example.com", sender="Ada <ada@example.com>")
    assert outbox.checked(settings) is settings
    assert outbox.checked(MailSettings(host="mail.example.com"))


@pytest.mark.parametrize(
    "settings",
    [
        MailSettings(host=""),
        MailSettings(host="https://mail.example.com"),
        MailSettings(host="mail example"),
        MailSettings(host="mail.example.com:465"),
        MailSettings(host="mail\r\n.example.com"),
        MailSettings(host="mail.example.com", port=0),
        MailSettings(host="mail.example.com", port=65_536),
        MailSettings(host="mail.example.com", sender="Ada"),
        MailSettings(host="mail.example.com", sender="a@example.com, b@example.com"),
        MailSettings(host="mail.example.com", user="ada\n"),
    ],
)
def test_settings_that_can_not_work_are_refused(settings: MailSettings) -> None:
    with pytest.raises(BadField):
        outbox.checked(settings)


def test_a_password_is_in_no_representation() -> None:
    assert "geheim" not in repr(Account(host="mail.example.com", password="geheim"))
