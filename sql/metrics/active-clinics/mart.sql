-- Active clinics per month, beside all clinics open in that month. A clinic is active in a month in which it made
-- or maintained at least one plan.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: active_clinics, clinics (clinics)
-- source: int_clinic_dimension, int_dimension_value, int_clinic_month, stg_known_month
-- built as: table
with open_span as (
    -- Clinics that are open in the same months are counted together.
    select
        int_clinic_dimension.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        int_clinic_dimension.first_open_month,
        int_clinic_dimension.last_open_month,
        count(*) as clinics
    from int_clinic_dimension
    group by
        int_clinic_dimension.first_open_month,
        int_clinic_dimension.last_open_month,
        int_clinic_dimension.value,
        int_clinic_dimension.dimension,
        int_clinic_dimension.report_month
),

open_clinic as (
    select
        open_span.report_month,
        open_span.dimension,
        open_span.value,
        stg_known_month.month,
        sum(open_span.clinics) as clinics
    from open_span
    inner join stg_known_month
        on stg_known_month.month <= open_span.report_month
        and stg_known_month.month between open_span.first_open_month and open_span.last_open_month
    group by
        stg_known_month.month,
        open_span.value,
        open_span.dimension,
        open_span.report_month
),

active as (
    select
        int_clinic_dimension.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        int_clinic_month.month,
        count(*) as clinics
    from int_clinic_month
    -- cross join: every month of a clinic looks up what the clinic counts under, and whether it was open.
    cross join int_clinic_dimension
        on int_clinic_dimension.ydernummer = int_clinic_month.ydernummer
        and int_clinic_dimension.opened = int_clinic_month.opened
        and int_clinic_dimension.snapshot_month = int_clinic_month.snapshot_month
        and int_clinic_month.month between int_clinic_dimension.first_open_month and int_clinic_dimension.last_open_month
    where int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1
    -- the month first: it tells most rows apart at the first look
    group by
        int_clinic_month.month,
        int_clinic_dimension.value,
        int_clinic_dimension.dimension,
        int_clinic_dimension.report_month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    stg_known_month.month,
    coalesce(active.clinics, 0) as active_clinics,
    coalesce(open_clinic.clinics, 0) as clinics
from int_dimension_value
inner join stg_known_month on stg_known_month.month <= int_dimension_value.report_month
left join active
    on active.report_month = int_dimension_value.report_month
    and active.dimension = int_dimension_value.dimension
    and active.value = int_dimension_value.value
    and active.month = stg_known_month.month
left join open_clinic
    on open_clinic.report_month = int_dimension_value.report_month
    and open_clinic.dimension = int_dimension_value.dimension
    and open_clinic.value = int_dimension_value.value
    and open_clinic.month = stg_known_month.month
where int_dimension_value.dimension <> 'plan-type'
