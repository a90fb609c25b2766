-- Plans per month. The total counts every row, those of closed and unknown clinics too; a split by something that
-- a clinic has counts only what the register can place.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: new_plans, maintained_plans, total_plans (plans)
-- source: run_context, run_dimension, stg_known_month, stg_plan_count, int_value_month, int_dimension_value
-- built as: table
with type_month as (
    select
        stg_plan_count.month,
        stg_plan_count.plan_type,
        sum(stg_plan_count.new_plans) as new_plans,
        sum(stg_plan_count.maintained_plans) as maintained_plans
    from run_dimension
    -- cross join: where nobody asks for the split, nothing is read.
    cross join stg_plan_count
    where run_dimension.dimension = 'plan-type'
        and stg_plan_count.month >= (select min(run_context.first_month) from run_context)
        and stg_plan_count.month <= (select max(run_context.report_month) from run_context)
    group by
        stg_plan_count.month,
        stg_plan_count.plan_type
),

counted as (
    select
        run_context.report_month,
        'plan-type' as dimension,
        type_month.plan_type as value,
        type_month.month,
        type_month.new_plans,
        type_month.maintained_plans
    from run_context
    inner join type_month on type_month.month between run_context.first_month and run_context.report_month

    union all

    select
        int_value_month.report_month,
        int_value_month.dimension,
        int_value_month.value,
        int_value_month.month,
        int_value_month.new_plans,
        int_value_month.maintained_plans
    from int_value_month
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
