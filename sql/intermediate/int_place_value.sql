-- What the clinics of a place count under, for the dimensions that were asked for; 'all' is every clinic. Each value has a
-- number, so that figures are added up by numbers and named when they are few.
-- A clinic without a municipality or a system counts under 'all' alone, and so do counts that no clinic period holds.
-- grain: place x dimension
-- columns: value_number (of one snapshot only); code (of a region: its id; otherwise the value itself)
-- source: int_needed_month, int_snapshot_clinic, run_dimension
-- built as: table
-- key: place, value_number
with place_value as (
    -- one row a place and dimension: its clinics are alike in what is asked for
    select distinct
        int_snapshot_clinic.snapshot_month,
        int_snapshot_clinic.place,
        run_dimension.dimension,
        case run_dimension.dimension
            when 'all' then 'all'
            when 'region' then int_snapshot_clinic.region
            when 'kind' then int_snapshot_clinic.kind
            when 'municipality' then int_snapshot_clinic.municipality
            when 'system' then int_snapshot_clinic.system
        end as code
    from int_snapshot_clinic
    cross join run_dimension

    union all

    select distinct
        int_needed_month.snapshot_month,
        int_needed_month.unplaced as place,
        run_dimension.dimension,
        'all' as code
    from int_needed_month
    inner join run_dimension on run_dimension.dimension = 'all'
)

select
    place_value.place,
    dense_rank() over (order by place_value.code, place_value.dimension, place_value.snapshot_month) as value_number,
    place_value.snapshot_month,
    place_value.dimension,
    place_value.code
from place_value
where place_value.code is not null
