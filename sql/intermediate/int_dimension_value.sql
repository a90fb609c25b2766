-- Every value that a dimension has in a report month, so that a value where nothing happened still has its row:
-- the regions in force, all clinic kinds, the plan types valid in a known month, and whatever the clinics name.
-- grain: report_month x dimension x value
-- columns: dimension; value
-- source: int_value_name, stg_known_month, run_context, run_dimension, def_region, def_clinic_kind, def_plan_type
-- built as: table
select
    int_value_name.report_month,
    int_value_name.dimension,
    int_value_name.value
from int_value_name

union

select
    run_context.report_month,
    run_dimension.dimension,
    'all' as value
from run_context
inner join run_dimension on run_dimension.dimension = 'all'

union

select
    def_region.report_month,
    run_dimension.dimension,
    def_region.region_name as value
from def_region
inner join run_dimension on run_dimension.dimension = 'region'
where def_region.is_in_force = 1

union

select
    run_context.report_month,
    run_dimension.dimension,
    def_clinic_kind.kind as value
from run_context
inner join run_dimension on run_dimension.dimension = 'kind'
cross join def_clinic_kind

union

select
    run_context.report_month,
    run_dimension.dimension,
    def_plan_type.plan_type as value
from run_context
inner join run_dimension on run_dimension.dimension = 'plan-type'
inner join stg_known_month on stg_known_month.month <= run_context.report_month
inner join def_plan_type
    on def_plan_type.valid_from <= stg_known_month.month
    and (def_plan_type.valid_to is null or def_plan_type.valid_to >= stg_known_month.month)
