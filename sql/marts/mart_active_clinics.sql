-- Active clinics per month, beside all clinics open in that month. A clinic is active in a month in which it made
-- or maintained at least one plan; split by plan type, at least one of that type.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: active_clinics, clinics (clinics)
-- source: int_register, int_clinic, int_clinic_dimension, int_dimension_value, int_clinic_month,
--     int_clinic_type_month, stg_known_month, run_dimension
-- built as: table
with clinic_activity as (
    select
        int_clinic_month.snapshot_month,
        int_clinic_month.month,
        int_clinic_month.ydernummer,
        int_clinic_month.opened
    from int_clinic_month
    where int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1
),

open_clinic as (
    select
        int_clinic.report_month,
        int_clinic.snapshot_month,
        stg_known_month.month,
        int_clinic.ydernummer,
        int_clinic.opened
    from int_clinic
    inner join stg_known_month
        on stg_known_month.month <= int_clinic.report_month
        and int_clinic.opened <= stg_known_month.last_day
        and (int_clinic.closed is null or int_clinic.closed >= stg_known_month.last_day)
),

counted as (
    select
        open_clinic.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        open_clinic.month,
        count(clinic_activity.ydernummer) as active_clinics,
        count(*) as clinics
    from open_clinic
    inner join int_clinic_dimension
        on int_clinic_dimension.report_month = open_clinic.report_month
        and int_clinic_dimension.ydernummer = open_clinic.ydernummer
        and int_clinic_dimension.opened = open_clinic.opened
    left join clinic_activity
        on clinic_activity.snapshot_month = open_clinic.snapshot_month
        and clinic_activity.ydernummer = open_clinic.ydernummer
        and clinic_activity.opened = open_clinic.opened
        and clinic_activity.month = open_clinic.month
    group by
        open_clinic.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        open_clinic.month

    union all

    select
        open_clinic.report_month,
        'plan-type' as dimension,
        int_dimension_value.value,
        open_clinic.month,
        count(int_clinic_type_month.ydernummer) as active_clinics,
        count(*) as clinics
    from open_clinic
    inner join int_dimension_value
        on int_dimension_value.report_month = open_clinic.report_month
        and int_dimension_value.dimension = 'plan-type'
    left join int_clinic_type_month
        on int_clinic_type_month.snapshot_month = open_clinic.snapshot_month
        and int_clinic_type_month.ydernummer = open_clinic.ydernummer
        and int_clinic_type_month.opened = open_clinic.opened
        and int_clinic_type_month.month = open_clinic.month
        and int_clinic_type_month.plan_type = int_dimension_value.value
        and int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1
    group by
        open_clinic.report_month,
        int_dimension_value.value,
        open_clinic.month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    stg_known_month.month,
    coalesce(counted.active_clinics, 0) as active_clinics,
    coalesce(counted.clinics, 0) as clinics
from int_dimension_value
inner join stg_known_month on stg_known_month.month <= int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.month = stg_known_month.month
