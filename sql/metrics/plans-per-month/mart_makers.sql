-- How many clinics stand behind the plans of a month: a sum of plans that few clinics made tells of those few. Counted as
-- mart_plans_per_month counts plans: the total by number, closed and unknown ones too, a region by its clinics.
-- grain: report_month x dimension x value x month (only those with a plan)
-- columns: dimension ('all', 'plan-type', 'region'); new_makers, maintained_makers, makers (clinics or, in 'all' and
--     'plan-type', numbers with a new plan, with a maintained one, with either)
-- source: run_context, run_dimension, stg_plan_count, int_register, int_clinic_month, int_clinic_dimension
-- built as: table
with made as (
    select
        run_context.report_month,
        'plan-type' as dimension,
        stg_plan_count.plan_type as value,
        stg_plan_count.month,
        stg_plan_count.new_plans,
        stg_plan_count.maintained_plans
    from run_context
    inner join run_dimension on run_dimension.dimension = 'plan-type'
    inner join stg_plan_count on stg_plan_count.month between run_context.first_month and run_context.report_month

    union all

    select
        run_context.report_month,
        'all' as dimension,
        'all' as value,
        stg_plan_count.month,
        sum(stg_plan_count.new_plans) as new_plans,
        sum(stg_plan_count.maintained_plans) as maintained_plans
    from run_context
    inner join run_dimension on run_dimension.dimension = 'all'
    inner join stg_plan_count on stg_plan_count.month between run_context.first_month and run_context.report_month
    -- all plan types of a number are one maker
    group by
        run_context.report_month,
        stg_plan_count.month,
        stg_plan_count.ydernummer

    union all

    select
        int_register.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        int_clinic_month.month,
        int_clinic_month.new_plans,
        int_clinic_month.maintained_plans
    from int_register
    -- cross join: every month of a clinic looks up its region.
    cross join int_clinic_month on int_clinic_month.snapshot_month = int_register.snapshot_month
    cross join int_clinic_dimension
        on int_clinic_dimension.report_month = int_register.report_month
        and int_clinic_dimension.ydernummer = int_clinic_month.ydernummer
        and int_clinic_dimension.opened = int_clinic_month.opened
    where int_clinic_dimension.dimension = 'region'
        and int_clinic_month.month between int_register.first_month and int_register.report_month
)

select
    made.report_month,
    made.dimension,
    made.value,
    made.month,
    sum(made.new_plans > 0) as new_makers,
    sum(made.maintained_plans > 0) as maintained_makers,
    sum(made.new_plans + made.maintained_plans > 0) as makers
from made
where made.new_plans + made.maintained_plans > 0
group by
    made.report_month,
    made.dimension,
    made.value,
    made.month
