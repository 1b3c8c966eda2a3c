"""What the reader is warned of names the measure that is meant."""

from __future__ import annotations

from negotiator.domain.costing import cost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Terms
from negotiator.wording.sentences import sentence
from tests.domain.costing.cases import case, line, measure, one, rates
from tests.slow_reference import cost as slow_cost


def told(*measures: Terms) -> list[str]:
    (option,) = cost(case(line(), options=one(*measures)), rates()).options
    return [sentence(warning) for warning in option.warnings]


def codes(*measures: Terms, staff: StaffLine | None = None, jurisdiction: str = "England") -> set[str]:
    """The codes of an option's warnings, the same by the slow reference."""
    costed = case(staff or line(), options=one(*measures), jurisdiction=jurisdiction)
    found = {warning.code for warning in cost(costed, rates(jurisdiction)).options[0].warnings}
    assert found == slow_cost(costed, rates(jurisdiction))["options"][0]["warnings"]  # type: ignore[index]
    return found


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


def test_an_uplift_that_a_later_regrade_brings_people_to_has_no_empty_scope() -> None:
    """The method: an uplift changes the scale for whoever stands in scope that month, by regrade too."""
    uplift = measure("pay_uplift", percent="0.02", scope={"bands": ["6"]})
    assert "empty_scope" in codes(uplift)
    assert "empty_scope" not in codes(uplift, measure("regrade", to_band="6"))
    assert "empty_scope" in codes(uplift, measure("regrade", to_band="7"))


def test_posts_with_premia_above_the_usual_most_are_warned_of_and_posts_taken_away_are_not() -> None:
    def posts(heads: int) -> Terms:
        return measure("posts", headcount=heads, wte=heads, group="x", band="5", step="top", rrp_long_term="0.31")

    assert "rrp_over_30" in codes(posts(2))
    assert "rrp_over_30" not in codes(posts(-2))


def test_pay_that_is_held_above_the_living_wage_is_not_below_it() -> None:
    """Without an award Northern Ireland's band 2 is below the living wage of 2026/27, band 3 top is not."""
    top = line(band="3", step="top")
    down = measure("regrade", to_band="2")
    assert codes(down, staff=top, jurisdiction="Northern Ireland") >= {"pay_held"}
    assert "below_living_wage" not in codes(down, staff=top, jurisdiction="Northern Ireland")
    assert "below_living_wage" in codes(staff=line(band="2", step="single"), jurisdiction="Northern Ireland")


def test_a_post_taken_away_is_not_below_the_living_wage() -> None:
    def posts(heads: int) -> Terms:
        return measure("posts", headcount=heads, wte=heads, group="x", band="2", step="single")

    assert "below_living_wage" in codes(posts(1), jurisdiction="Northern Ireland")
    assert "below_living_wage" not in codes(posts(-1), jurisdiction="Northern Ireland")
