-- Plans per month. The total counts every row, those of closed and unknown clinics too; a split by something that
-- a clinic has counts only what the register can place.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: new_plans, maintained_plans, total_plans (plans)
-- source: run_context, run_dimension, stg_known_month, stg_plan_count, int_place_month, int_place_value,
--     int_dimension_value
-- built as: table
with type_month as materialized (
    select
        run_context.report_month,
        stg_plan_count.month,
        stg_plan_count.plan_type,
        sum(stg_plan_count.new_plans) as new_plans,
        sum(stg_plan_count.maintained_plans) as maintained_plans
    from run_context
    inner join stg_plan_count on stg_plan_count.month between run_context.first_month and run_context.report_month
    -- asked once for the whole select, as below
    where exists (select 1 from run_dimension where run_dimension.dimension in ('all', 'plan-type'))
    -- the month first, as below
    group by stg_plan_count.month, stg_plan_count.plan_type, run_context.report_month
),

counted as (
    select
        type_month.report_month,
        'all' as dimension,
        'all' as value,
        type_month.month,
        sum(type_month.new_plans) as new_plans,
        sum(type_month.maintained_plans) as maintained_plans
    from type_month
    inner join run_dimension on run_dimension.dimension = 'all'
    group by type_month.report_month, type_month.month

    union all

    select
        type_month.report_month,
        'plan-type' as dimension,
        type_month.plan_type as value,
        type_month.month,
        type_month.new_plans,
        type_month.maintained_plans
    from type_month
    inner join run_dimension on run_dimension.dimension = 'plan-type'

    union all

    select
        int_place_value.report_month,
        int_place_value.dimension,
        int_place_value.value,
        int_place_month.month,
        sum(int_place_month.new_plans) as new_plans,
        sum(int_place_month.maintained_plans) as maintained_plans
    from int_place_month
    cross join int_place_value on int_place_value.place = int_place_month.place
    -- asked once for the whole select: without such a split, nothing is read
    where exists (select 1 from run_dimension where run_dimension.dimension not in ('all', 'plan-type'))
        and int_place_value.dimension <> 'all'
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
    coalesce(counted.new_plans, 0) as new_plans,
    coalesce(counted.maintained_plans, 0) as maintained_plans,
    coalesce(counted.new_plans, 0) + coalesce(counted.maintained_plans, 0) as total_plans
from int_dimension_value
inner join stg_known_month on stg_known_month.month <= int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.month = stg_known_month.month
