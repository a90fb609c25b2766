-- The rows of counts behind the newest figure of sustained use: those with a plan in the three months that end with the
-- report month, and in the same three a year before, of the clinics that were open at both ends and active a year before.
-- grain: report_month x month x ydernummer x plan_type
-- columns: counts_for_ydernummer (the number that a row counts for: its own); role (how the row counts); the rest as
--     int_count_row
-- source: int_count_row, int_clinic
-- built as: view
with counted as (
    select
        int_count_row.report_month,
        int_count_row.month,
        int_count_row.ydernummer,
        int_count_row.opened,
        int_count_row.plan_type,
        int_count_row.new_plans,
        int_count_row.maintained_plans,
        int_count_row.load,
        int_count_row.line,
        min(int_count_row.month) over (
            partition by int_count_row.report_month, int_count_row.ydernummer, int_count_row.opened
        ) as first_active_month
    from int_count_row
    inner join int_clinic
        on int_clinic.report_month = int_count_row.report_month
        and int_clinic.ydernummer = int_count_row.ydernummer
        and int_clinic.opened = int_count_row.opened
    where int_clinic.is_open = 1
        and int_clinic.first_open_month <= strftime('%Y-%m', int_count_row.report_month || '-01', '-12 months')
        and int_count_row.new_plans + int_count_row.maintained_plans >= 1
        and (
            int_count_row.month >= strftime('%Y-%m', int_count_row.report_month || '-01', '-2 months')
            or int_count_row.month between strftime('%Y-%m', int_count_row.report_month || '-01', '-14 months')
            and strftime('%Y-%m', int_count_row.report_month || '-01', '-12 months')
        )
)

select
    counted.report_month,
    counted.ydernummer as counts_for_ydernummer,
    counted.month,
    counted.ydernummer,
    counted.opened,
    counted.plan_type,
    counted.new_plans,
    counted.maintained_plans,
    'own' as role,
    counted.load,
    counted.line
from counted
where counted.first_active_month <= strftime('%Y-%m', counted.report_month || '-01', '-12 months')
