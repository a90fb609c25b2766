-- Which clinic period holds the counts of a number in a month that a report month looks at; int_clinic_month asks the same of
-- numbers that none holds.
-- grain: snapshot_month x month x ydernummer
-- columns: month_number (as stg_known_month); clinic, opened, wide_place (of the clinic period, as int_snapshot_clinic)
-- source: int_needed_month, int_snapshot_clinic
-- built as: view
select
    int_needed_month.snapshot_month,
    int_needed_month.month,
    int_needed_month.month_number,
    int_snapshot_clinic.ydernummer,
    int_snapshot_clinic.clinic,
    int_snapshot_clinic.opened,
    int_snapshot_clinic.wide_place
from int_needed_month
-- cross join: whoever brings a number and a month looks up the snapshots of the month, and then the period of the number.
cross join int_snapshot_clinic
    on int_snapshot_clinic.snapshot_month = int_needed_month.snapshot_month
    and int_snapshot_clinic.holds_from <= int_needed_month.month
    and int_snapshot_clinic.holds_before > int_needed_month.month
