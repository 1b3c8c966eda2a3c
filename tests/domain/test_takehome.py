"""Take-home pay, against figures worked out by hand from the published rates of the year."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from negotiator.cli import main
from negotiator.domain.problems import Refused
from negotiator.domain.takehome import TakeHome, pension_tier, personal_rates, take_home, tier_fall, tier_trap
from negotiator.reference import rates_for
from negotiator.wording.sentences import sentence


def year_of(jurisdiction: str, gross: str, pensionable: str | None = None, year: str = "2026/27") -> TakeHome:
    personal = personal_rates(rates_for(jurisdiction), year)
    return take_home(personal, Decimal(gross), None if pensionable is None else Decimal(pensionable))


def figures(person: TakeHome) -> tuple[str, str, str, str]:
    return (str(person.pension), str(person.income_tax), str(person.employee_ni), str(person.take_home))


def test_a_nurse_in_scotland_pays_four_deductions_of_scottish_rates() -> None:
    # Gross 34,592. Tier 34,303–43,038: 8.7% of 34,592 = 3,009.504.
    # Taxable 34,592 − 3,009.504 − 12,570 = 19,012.496:
    #   19% × 3,967 = 753.73; 20% × (16,956 − 3,967 = 12,989) = 2,597.80;
    #   21% × (19,012.496 − 16,956 = 2,056.496) = 431.86416; together 3,783.39416.
    # National Insurance on gross: 8% × (34,592 − 12,570 = 22,022) = 1,761.76.
    assert figures(year_of("Scotland", "34592")) == ("3009.50", "3783.39", "1761.76", "26037.35")


def test_pension_reduces_taxable_pay_but_not_pay_for_national_insurance() -> None:
    # Gross 34,592, England, pensionable 30,000: tier 28,855–35,155, 8.3% = 2,490.00.
    # Tax 20% × (34,592 − 2,490 − 12,570 = 19,532) = 3,906.40; NI as without pension, 1,761.76.
    with_pension = year_of("England", "34592", "30000")
    assert figures(with_pension) == ("2490.00", "3906.40", "1761.76", "26433.84")
    without = year_of("England", "34592", "0")
    assert without.tier is None
    assert figures(without) == ("0.00", "4404.40", "1761.76", "28425.84")
    assert without.employee_ni == with_pension.employee_ni


def test_pay_below_the_allowance_bears_no_tax_and_no_national_insurance() -> None:
    # 12,000: tier 1, 5.2% = 624.00; nothing else.
    assert figures(year_of("England", "12000")) == ("624.00", "0.00", "0.00", "11376.00")


def test_the_allowance_is_tapered_by_half_of_income_above_its_start() -> None:
    # Gross 116,000, England, pensionable all: 12.5% = 14,500. Income 101,500: the allowance loses 750 → 11,820.
    # Taxable 89,680: 20% × 37,700 = 7,540; 40% × 51,980 = 20,792; together 28,332.
    # NI: 8% × (50,270 − 12,570) = 3,016; 2% × (116,000 − 50,270 = 65,730) = 1,314.60; together 4,330.60.
    assert figures(year_of("England", "116000")) == ("14500.00", "28332.00", "4330.60", "68837.40")


def test_nothing_is_left_of_the_allowance_at_the_additional_rate() -> None:
    # 150,000 without pension: taxable 150,000: 7,540 + 40% × 87,440 = 34,976 + 45% × 24,860 = 11,187 → 53,703.
    # NI 3,016 + 2% × 99,730 = 1,994.60 → 5,010.60.
    assert figures(year_of("England", "150000", "0")) == ("0.00", "53703.00", "5010.60", "91286.40")


def test_scotland_has_its_own_higher_advanced_and_top_rates() -> None:
    # 130,000 without pension, allowance gone: 753.73 + 2,597.80 + 21% × (31,092 − 16,956 = 14,136) = 2,968.56
    #   + 42% × (62,430 − 31,092 = 31,338) = 13,161.96 + 45% × (125,140 − 62,430 = 62,710) = 28,219.50
    #   + 48% × 4,860 = 2,332.80 → 50,034.35. NI 3,016 + 2% × 79,730 = 1,594.60 → 4,610.60.
    assert figures(year_of("Scotland", "130000", "0")) == ("0.00", "50034.35", "4610.60", "75355.05")


def test_northern_ireland_has_its_own_tiers_and_the_rest_of_the_kingdoms_tax() -> None:
    # 30,000: tier 28,855–35,155 of the HSC scheme, 8.5% = 2,550. Tax 20% × 14,880 = 2,976. NI 8% × 17,430 = 1,394.40.
    assert figures(year_of("Northern Ireland", "30000")) == ("2550.00", "2976.00", "1394.40", "23079.60")


def test_the_tiers_rate_is_that_of_the_year() -> None:
    # 28,000 is above the second tier of 2025/26 (27,797) and within that of 2026/27 (28,854).
    assert year_of("England", "28000", year="2025/26").pension == Decimal("2324.00")
    assert year_of("England", "28000", year="2026/27").pension == Decimal("1820.00")


def test_odd_pence_above_a_tiers_last_pound_stay_in_it() -> None:
    tiers = personal_rates(rates_for("England"), "2026/27").tiers
    assert pension_tier(tiers, Decimal("28854.99")).rate == Decimal("0.065")
    assert pension_tier(tiers, Decimal("28855.00")).rate == Decimal("0.083")


def test_a_rise_over_a_tiers_edge_that_leaves_less_is_said_in_words() -> None:
    # 28,854: 6.5% = 1,875.51; tax 20% × 14,408.49 = 2,881.698; NI 8% × 16,284 = 1,302.72 → 22,794.07.
    # 28,900: 8.3% = 2,398.70; tax 20% × 13,931.30 = 2,786.26; NI 8% × 16,330 = 1,306.40 → 22,408.64.
    before, after = year_of("England", "28854"), year_of("England", "28900")
    assert (before.take_home, after.take_home) == (Decimal("22794.07"), Decimal("22408.64"))
    notice = tier_fall(before, after)
    assert notice is not None
    assert sentence(notice) == (
        "£46.00 more gross leaves £385.43 less in the hand: from £28,855 of pensionable pay the pension contribution "
        "on all of it is 8.3% instead of 6.5%"
    )
    assert tier_fall(after, before) is None
    assert tier_fall(before, year_of("England", "32000")) is None


def test_somebody_just_above_a_tiers_edge_is_told_so() -> None:
    personal = personal_rates(rates_for("England"), "2026/27")
    trapped = tier_trap(personal, take_home(personal, Decimal(28900)))
    assert trapped is not None
    assert (trapped.data["rise"], trapped.data["fall"]) == (Decimal("46.00"), Decimal("385.43"))
    assert tier_trap(personal, take_home(personal, Decimal(34000))) is None
    assert tier_trap(personal, take_home(personal, Decimal(9000))) is None


@pytest.mark.parametrize("year", ["2027/28", "1999/00", "next year"])
def test_a_year_without_rates_is_refused_with_the_years_known(year: str) -> None:
    with pytest.raises(Refused) as refusal:
        personal_rates(rates_for("Wales"), year)
    assert sentence(refusal.value.problems[0]) == (
        f"year: no tax and pension rates for Wales in {year}: the years known are 2025/26, 2026/27"
    )


def test_a_later_year_takes_the_latest_rates_where_that_is_asked_for() -> None:
    rates = rates_for("Wales")
    assert personal_rates(rates, "2029/30", carry_forward=True).year == "2026/27"
    assert personal_rates(rates, "2025/26", carry_forward=True).year == "2025/26"
    with pytest.raises(Refused):
        personal_rates(rates, "2019/20", carry_forward=True)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["calc", "take-home", "--jurisdiction", "Scotland", "--year", "2026/27", *arguments])
    streams = capsys.readouterr()
    return status, streams.out, streams.err


def test_the_command_prints_five_amounts_with_two_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--gross", "34592", "--json")
    assert status == 0
    assert json.loads(out) == {
        "gross": "34592.00",
        "pension": "3009.50",
        "income_tax": "3783.39",
        "employee_ni": "1761.76",
        "take_home": "26037.35",
    }


def test_the_command_takes_pensionable_pay_or_no_pension(capsys: pytest.CaptureFixture[str]) -> None:
    # 30,000 pensionable: tier 28,988–34,302, 7% = 2,100.
    assert json.loads(run(capsys, "--gross", "34592", "--pensionable", "30000", "--json")[1])["pension"] == "2100.00"
    assert json.loads(run(capsys, "--gross", "34592", "--no-pension", "--json")[1])["pension"] == "0.00"


def test_the_command_says_in_words_that_a_tiers_edge_costs_money(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--gross", "34400")
    assert "Take-home" in out
    assert "in the hand: from £34,303 of pensionable pay" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--gross", "1e5"), '--gross: "1e5" is not a number: write a sign, digits and at most one point'),
        (("--gross", "NaN"), '--gross: "NaN" is not a number: write a sign, digits and at most one point'),
        (("--gross", "-5"), "--gross: gross pay cannot be below nought"),
        (
            ("--gross", "100", "--pensionable", "101"),
            "--pensionable: pensionable pay must lie between nought and gross pay",
        ),
    ],
)
def test_the_command_refuses_other_figures_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1
