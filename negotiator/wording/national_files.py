"""Names of the national files from which a trust's own figures are read."""

TITLES = {
    "sickness": "NHS sickness absence rates (monthly CSV)",
    "oversight": "NHS Oversight Framework data (CSV)",
    "estates": "Estates Returns Information Collection, trust data (CSV)",
    "pay_gap": "UK gender pay gap data (CSV)",
    "survey": "NHS Staff Survey, organisational results (workbook)",
    "turnover": "NHS workforce turnover by organisation",
    "facility_time": "facility time return (Schedule 2 of SI 2017/328)",
    "plain": "a CSV file of own figures",
}

NEEDS = {
    "sickness": "one month or several files",
    "oversight": "one file for each kind of trust",
    "estates": "trust data, not site data",
    "pay_gap": "the whole download",
    "survey": "detailed spreadsheets of organisations",
    "turnover": "a row for each organisation, staff group and month",
    "facility_time": "the statutory tables, in columns or in rows",
    "plain": "columns metric, period, value and source",
}
"""What is asked of each file, in a few words."""

OWN_METRICS = {
    "leaver_rate_12m": "Leaver rate, 12 months",
    "leaver_rate_month": "Leaver rate, month",
    "facility_time_share": "Facility time, share of pay bill",
    "facility_time_cost": "Facility time, cost",
    "union_officials": "Relevant union officials",
    "union_officials_fte": "Relevant union officials, WTE",
}
"""Names of metrics that are not shipped but that a file gives."""
