"""A line of daily scores has gaps where there was no score."""

from __future__ import annotations

from datetime import date

from highground.score.history import Point, window

TODAY = date(2026, 1, 20)


def day(n: int, score: float | None) -> Point:
    return Point(date(2026, 1, n), score)


def test_a_window_is_the_last_days_in_order() -> None:
    shown = window([day(20, 60), day(13, 10), day(14, 50.04)], TODAY, 7)
    assert [point.on.day for point in shown.points] == [14, 20]
    assert shown.delta == 10.0


def test_the_delta_is_that_of_the_first_point_shown_to_one_decimal() -> None:
    assert window([day(15, 44.03), day(18, 10), day(20, 41.93)], TODAY, 7).delta == -2.1
    assert window([day(15, 44.03), day(20, 92.09)], TODAY, 7).delta == 48.1


def test_a_day_without_a_score_is_a_gap() -> None:
    shown = window([day(17, 50), day(18, None), day(20, 70)], TODAY, 7)
    assert [point.on.day for point in shown.points] == [17, 20]


def test_the_last_point_of_a_day_holds() -> None:
    shown = window([day(19, 10), day(19, 20), day(20, 30)], TODAY, 7)
    assert [point.score for point in shown.points] == [20, 30]


def test_one_point_has_not_moved() -> None:
    assert window([day(20, 50)], TODAY, 14).delta is None
    assert window([], TODAY, 14).points == ()


def test_what_comes_after_the_window_is_not_in_it() -> None:
    assert window([day(21, 50)], TODAY, 7).points == ()


def test_a_score_of_zero_is_a_score() -> None:
    assert window([day(19, 0), day(20, 0)], TODAY, 7).delta == 0
