"""Sentences for problems of this area: code -> text with the problem's data in braces."""

SENTENCES: dict[str, str] = {
    # take-home pay
    "calc_not_an_amount": "“{text}” is not an amount: use digits and at most one point, such as 34592.50",
    "gross_negative": "gross pay cannot be below nought",
    "pensionable_outside_gross": "pensionable pay must lie between nought and gross pay of £{gross:,.2f}",
    "personal_rates_unknown": "no tax and pension rates for {jurisdiction} in {year}: the years known are {known}",
    "take_home_falls_at_tier": (
        "£{rise:,.2f} more gross leaves £{fall:,.2f} less in the hand: from £{from_pay:,.0f} of pensionable pay the "
        "pension contribution on all of it is {new_rate:.1%} instead of {old_rate:.1%}"
    ),
}
