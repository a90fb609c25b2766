-- What the clinics of a place count under, for the dimensions that were asked for; 'all' is every clinic.
-- A clinic without a municipality or a system counts under 'all' alone.
-- grain: place x dimension
-- columns: report_month (of the place); value
-- source: int_clinic_place, run_dimension
-- built as: table
-- key: place, dimension, value, report_month
with place as (
    -- the columns of one clinic of the place: all are alike in them
    select
        int_clinic_place.place,
        max(int_clinic_place.report_month) as report_month,
        int_clinic_place.region,
        int_clinic_place.municipality,
        int_clinic_place.system,
        int_clinic_place.kind
    from int_clinic_place
    group by int_clinic_place.place
),

place_value as (
    select
        place.place,
        place.report_month,
        run_dimension.dimension,
        case run_dimension.dimension
            when 'all' then 'all'
            when 'region' then place.region
            when 'kind' then place.kind
            when 'municipality' then place.municipality
            when 'system' then place.system
        end as value
    from place
    cross join run_dimension
)

select
    place_value.place,
    place_value.report_month,
    place_value.dimension,
    place_value.value
from place_value
where place_value.value is not null
