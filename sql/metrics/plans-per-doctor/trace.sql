-- The rows of counts behind plans per doctor: the window's rows of the clinics that are compared.
-- grain: report_month x month x ydernummer x plan_type
-- columns: counts_for_ydernummer (the number that a row counts for: its own); role (how the row counts); the rest as int_count_row
-- source: int_count_row, int_clinic, int_window_month
-- built as: view
select
    int_count_row.report_month,
    int_count_row.ydernummer as counts_for_ydernummer,
    int_count_row.month,
    int_count_row.ydernummer,
    int_count_row.opened,
    int_count_row.plan_type,
    int_count_row.new_plans,
    int_count_row.maintained_plans,
    'own' as role,
    int_count_row.load,
    int_count_row.line
from int_count_row
inner join int_window_month
    on int_window_month.report_month = int_count_row.report_month
    and int_window_month.month = int_count_row.month
inner join int_clinic
    on int_clinic.report_month = int_count_row.report_month
    and int_clinic.ydernummer = int_count_row.ydernummer
    and int_clinic.opened = int_count_row.opened
where int_clinic.is_open = 1
    and int_clinic.is_excluded = 0
