"""Names of the national files from which a trust's own figures are read."""

TITLES = {
    "sickness": "NHS sickness absence rates (monthly CSV)",
    "oversight": "NHS Oversight Framework data (CSV)",
    "estates": "Estates Returns Information Collection, trust data (CSV)",
    "pay_gap": "UK gender pay gap data (CSV)",
}
