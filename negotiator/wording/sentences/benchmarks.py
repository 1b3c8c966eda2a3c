"""Sentences for problems of this area: code -> text with the problem's data in braces."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "no_such_trust": "No trust has the code “{given}”. Nearest: {nearest}.",
    "no_such_trust_at_all": "No trust has the code “{given}”, and no name is like it. Give an ODS code such as R0A.",
    "trust_dissolved": "The trust {given} ({name}) was dissolved without a successor; choose one that exists today.",
    "no_such_metric": "No metric is called “{given}”. Nearest: {nearest}.",
    "no_such_metric_at_all": "No metric is called “{given}”, and no name is like it. Try sickness_absence_rate_12m.",
    "unknown_basis": "“{given}” is no way to choose peers. Use type, peer_group, type_region, region, icb, all, "
    "size:N, or codes parted by commas.",
    "no_peer_field": "{name} has no {basis} in the data, so peers cannot be chosen that way; choose another.",
    "no_own_size": "{name} has no workforce figure, so the nearest in size cannot be found; choose another group.",
    "bad_peer_count": "The number of trusts nearest in size must be a whole number from 1; “{given}” is not.",
    "no_peers": "{name} has no peers on this basis ({basis}); choose another.",
    "csv_no_such_file": "There is no file {path}.",
    "csv_not_a_file": "{path} is a folder; give a CSV file.",
    "csv_unreadable_file": "{path} could not be read: {reason}.",
    "csv_file_too_large": "{path} is larger than {limit} MB; give a smaller file.",
    "csv_not_text": "{path} is not a text file; give a CSV file.",
    "csv_empty_table": "{path} has no rows under its heads.",
    "csv_missing_column": "{path} has no column “{column}”; it has: {found}.",
    "csv_repeated_column": "{path} has the column “{column}” twice; leave one of them.",
    "csv_ragged_row": "{path}, row {row}: it has {found} cells where the heads have {expected}.",
    "csv_not_a_number": "{path}, row {row}: “{given}” in {column} is not a number.",
    "csv_not_a_day": "{path}, row {row}: “{given}” in {column} is not a day such as 31/03/2025.",
    "csv_not_a_quarter": "{path}, row {row}: “{given}” is not a quarter such as Q3 2025/26.",
    "year_not_known": "{path} does not say its year; put it in the file’s name, such as ERIC 2024_25, or type it.",
    "csv_blank_cell": "{path}, row {row}: {column} is empty.",
    "csv_below_nought": "{path}, row {row}: {column} is {given}; it may not be below nought.",
    "denominator_not_above_nought": "{path}, row {row}: the denominator is {given}; it must be above nought.",
    "more_than_whole": "{path}, row {row}: the numerator {numerator} is more than the denominator {denominator}.",
    "events_not_whole": "{path}, row {row}: the numerator of a rate counts events, so it must be a whole number; "
    "{given} is not.",
    "bad_multiplier": "--multiplier must be above nought and at most 1,000,000,000, such as 1000; “{given}” is not.",
    "bad_levels": "--levels must be two one-sided levels between 0.5 and 1, the nearer limit first, such as "
    "0.975,0.999; “{given}” is not.",
    "bad_quantile_count": "--n must be a whole number from 1 to 1,000; “{given}” is not.",
    "no_such_period": "--rebase: no row has the period “{given}”. The periods run from {first} to {last}.",
    "repeated_period": "{path}, row {row}: the period {given} is there twice.",
    "wrong_national_file": "{path} is not {expected}: it has no column “{column}”.",
    "trust_not_in_file": "{path} has no row for {name} ({code}).",
    "no_trust_with_both": "No trust of this group has a value of both “{first}” and “{second}”; choose another metric.",
    "no_months": "“{metric}” is not published by month, so no chart over time can be drawn from it. Choose a file with "
    "the columns period and value.",
    "no_months_of_ours": "The published months of “{metric}” do not have {name}. Choose a file with the columns period "
    "and value.",
    "too_few_months": "“{metric}” has {count} months; it takes {least} to see a run. Choose a file with the columns "
    "period and value.",
    "unknown_national_file": "{path} has none of the columns of a file that can be read here; it has: {found}.",
    "no_all_staff_row": "{path} has no rows of all staff groups together for {trust}; a rate of some groups would be "
    "taken for the rate of all.",
    "metric_direction_unknown": "{path}, row {row}: “{given}” is no direction; write higher_is_better, lower_is_better "
    "or neutral.",
    "csv_not_a_level": "{path}, row {row}: “{given}” cannot stand in {column}; write one of: {choices}.",
    "nothing_new_in_file": "{path} holds nothing that is not in the register already.",
}
