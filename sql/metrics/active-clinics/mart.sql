-- Active clinics per month, beside all clinics open in that month. A clinic is active in a month in which it made
-- or maintained at least one plan.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: active_clinics, clinics (clinics)
-- source: int_clinic_place, int_place_value, int_place_month, int_dimension_value, stg_known_month
-- built as: table
with open_span as (
    -- Clinics that are open in the same of the known months are counted together.
    select
        int_place_value.report_month,
        int_place_value.dimension,
        int_place_value.value,
        max(int_clinic_place.first_open_month, known.first_month) as first_open_month,
        min(int_clinic_place.last_open_month, int_place_value.report_month) as last_open_month,
        count(*) as clinics
    from int_clinic_place
    cross join int_place_value on int_place_value.place = int_clinic_place.place
    cross join (select min(stg_known_month.month) as first_month from stg_known_month) as known
    -- first and last month of the select, by place: the names are those of the clinic's own columns too
    group by
        4,
        5,
        int_place_value.value,
        int_place_value.dimension,
        int_place_value.report_month
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
        int_place_value.report_month,
        int_place_value.dimension,
        int_place_value.value,
        int_place_month.month,
        sum(int_place_month.active_clinics) as clinics
    from int_place_month
    cross join int_place_value on int_place_value.place = int_place_month.place
    where int_place_month.active_clinics > 0
    -- the month first: it tells most rows apart at the first look
    group by
        int_place_month.month,
        int_place_value.value,
        int_place_value.dimension,
        int_place_value.report_month
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
