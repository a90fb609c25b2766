-- Which clinic period holds the counts of a number in a month that a report month looks at.
-- grain: snapshot_month x month x ydernummer
-- columns: opened (of the clinic period)
-- source: int_needed_month, int_number_period
-- built as: view
select
    int_needed_month.snapshot_month,
    int_needed_month.month,
    int_number_period.ydernummer,
    int_number_period.opened
from int_needed_month
-- cross join: whoever brings a number and a month looks up the snapshots of the month, and then the period of the number.
cross join int_number_period
    on int_number_period.snapshot_month = int_needed_month.snapshot_month
    and int_number_period.holds_from <= int_needed_month.month
    and int_number_period.holds_before > int_needed_month.month
