-- The values that the clinics and counts of a report month count under, as that month calls them: a region by the full name
-- of the one in force, so that two numbers may share a name after a reform.
-- grain: report_month x value_number
-- columns: dimension; value
-- source: int_register, int_place_value, def_region
-- built as: table
-- key: report_month, value_number
with numbered as (
    select distinct
        int_place_value.snapshot_month,
        int_place_value.value_number,
        int_place_value.dimension,
        int_place_value.code
    from int_place_value
)

select
    int_register.report_month,
    numbered.value_number,
    numbered.dimension,
    case numbered.dimension when 'region' then def_region.region_name else numbered.code end as value
from int_register
inner join numbered on numbered.snapshot_month = int_register.snapshot_month
left join def_region
    on numbered.dimension = 'region'
    and def_region.report_month = int_register.report_month
    and def_region.region = numbered.code
