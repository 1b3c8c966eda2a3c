"""What the reader is warned of names the measure that is meant."""

from __future__ import annotations

from negotiator.domain.costing import cost
from negotiator.domain.proposals import Terms
from negotiator.wording.sentences import sentence
from tests.domain.costing.cases import case, line, measure, one, rates


def told(*measures: Terms) -> list[str]:
    (option,) = cost(case(line(), options=one(*measures)), rates()).options
    return [sentence(warning) for warning in option.warnings]


def nobody(**values: object) -> Terms:
    return measure("allowance", amount=5, scope={"bands": ["9"]}, **values)


def test_a_measure_is_named_by_its_label() -> None:
    assert told(nobody(label="Thanks"), measure("non_pay", amount=1)) == [
        "Thanks: nobody is in scope when its turn comes."
    ]


def test_measures_of_one_label_are_told_apart_by_their_place_in_the_list() -> None:
    assert told(measure("non_pay", amount=1), nobody(), nobody()) == [
        "allowance, measure[2]: nobody is in scope when its turn comes.",
        "allowance, measure[3]: nobody is in scope when its turn comes.",
    ]


def test_a_label_of_blanks_is_none() -> None:
    assert told(nobody(label=" \t")) == ["allowance: nobody is in scope when its turn comes."]


def test_a_regrade_to_a_lower_band_says_whose_pay_is_held() -> None:
    assert told(measure("regrade", to_band="4", label="Fewer")) == [
        "Fewer: for 10 people no step of band 4 gives a rise; their old pay is held."
    ]
