-- Active clinics per month, beside all clinics open in that month. A clinic is active in a month in which it made
-- or maintained at least one plan.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: active_clinics, clinics (clinics)
-- source: int_clinic_dimension, int_dimension_value, int_clinic_month, stg_known_month
-- built as: table
with open_span as (
    -- Clinics that opened and closed on the same days are counted together.
    select
        int_clinic_dimension.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        int_clinic_dimension.opened,
        int_clinic_dimension.closed,
        count(*) as clinics
    from int_clinic_dimension
    group by
        int_clinic_dimension.opened,
        int_clinic_dimension.closed,
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
        and open_span.opened <= stg_known_month.last_day
        and (open_span.closed is null or open_span.closed >= stg_known_month.last_day)
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
    cross join stg_known_month on stg_known_month.month = int_clinic_month.month
    cross join int_clinic_dimension
        on int_clinic_dimension.ydernummer = int_clinic_month.ydernummer
        and int_clinic_dimension.opened = int_clinic_month.opened
        and int_clinic_dimension.snapshot_month = int_clinic_month.snapshot_month
        and int_clinic_dimension.opened <= stg_known_month.last_day
        and (int_clinic_dimension.closed is null or int_clinic_dimension.closed >= stg_known_month.last_day)
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
