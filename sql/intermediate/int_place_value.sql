-- What the clinics of a place count under, for the dimensions that were asked for; 'all' is every clinic.
-- A clinic without a municipality or a system counts under 'all' alone.
-- grain: place x dimension
-- columns: report_month (of the place); value
-- source: int_clinic_place, run_dimension
-- built as: table
-- key: place, dimension, value, report_month
with place_value as (
    -- the columns of the first clinic of the place: all are alike in them
    select
        int_clinic_place.place,
        int_clinic_place.report_month,
        run_dimension.dimension,
        case run_dimension.dimension
            when 'all' then 'all'
            when 'region' then int_clinic_place.region
            when 'kind' then int_clinic_place.kind
            when 'municipality' then int_clinic_place.municipality
            when 'system' then int_clinic_place.system
        end as value
    from int_clinic_place
    cross join run_dimension
    where int_clinic_place.is_first = 1
)

select
    place_value.place,
    place_value.report_month,
    place_value.dimension,
    place_value.value
from place_value
where place_value.value is not null
