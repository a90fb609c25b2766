-- How many clinics stand behind the plans of a month: a sum of plans that few clinics made tells of those few. Counted as
-- mart_plans_per_month counts plans: the total by number, closed and unknown ones too, a region by its clinics.
-- grain: report_month x dimension x value x month (only those with a plan)
-- columns: dimension ('all', 'plan-type', 'region'); new_makers, maintained_makers, makers (clinics or, in 'all' and
--     'plan-type', numbers with a new plan, with a maintained one, with either)
-- source: run_context, run_dimension, stg_plan_count, int_clinic_month, int_clinic
-- built as: table
with type_makers as materialized (
    select
        stg_plan_count.month,
        stg_plan_count.plan_type,
        sum(stg_plan_count.new_plans > 0) as new_makers,
        sum(stg_plan_count.maintained_plans > 0) as maintained_makers,
        sum(stg_plan_count.new_plans + stg_plan_count.maintained_plans > 0) as makers
    from run_dimension
    -- cross join: where nobody asks for the split, nothing is read; so below.
    cross join stg_plan_count
    where run_dimension.dimension = 'plan-type'
        and stg_plan_count.month >= (select min(run_context.first_month) from run_context)
        and stg_plan_count.month <= (select max(run_context.report_month) from run_context)
    group by
        stg_plan_count.month,
        stg_plan_count.plan_type
),

number_month as (
    -- all plan types of a number are one maker
    select
        stg_plan_count.month,
        sum(stg_plan_count.new_plans) as new_plans,
        sum(stg_plan_count.maintained_plans) as maintained_plans
    from stg_plan_count
    -- without the total there is no first month, and nothing is read
    where stg_plan_count.month >= (
            select min(run_context.first_month)
            from run_context
            where exists (select 1 from run_dimension where run_dimension.dimension = 'all')
        )
        and stg_plan_count.month <= (select max(run_context.report_month) from run_context)
    group by
        stg_plan_count.month,
        stg_plan_count.ydernummer
),

all_makers as materialized (
    select
        number_month.month,
        sum(number_month.new_plans > 0) as new_makers,
        sum(number_month.maintained_plans > 0) as maintained_makers,
        sum(number_month.new_plans + number_month.maintained_plans > 0) as makers
    from number_month
    group by number_month.month
),

region_makers as (
    select
        int_clinic.report_month,
        int_clinic.region,
        int_clinic_month.month,
        sum(int_clinic_month.new_plans > 0) as new_makers,
        sum(int_clinic_month.maintained_plans > 0) as maintained_makers,
        sum(int_clinic_month.new_plans + int_clinic_month.maintained_plans > 0) as makers
    from run_dimension
    cross join int_clinic_month
    -- cross join: every month of a clinic looks up its region.
    cross join int_clinic
        on int_clinic.clinic = int_clinic_month.clinic
        and int_clinic.report_month >= int_clinic_month.month
    where run_dimension.dimension = 'region'
    -- the month's number first: the counts come in its order
    group by
        int_clinic_month.month_number,
        int_clinic.region,
        int_clinic.report_month
),

made as (
    select
        run_context.report_month,
        'plan-type' as dimension,
        type_makers.plan_type as value,
        type_makers.month,
        type_makers.new_makers,
        type_makers.maintained_makers,
        type_makers.makers
    from run_context
    inner join type_makers on type_makers.month between run_context.first_month and run_context.report_month

    union all

    select
        run_context.report_month,
        'all' as dimension,
        'all' as value,
        all_makers.month,
        all_makers.new_makers,
        all_makers.maintained_makers,
        all_makers.makers
    from run_context
    inner join all_makers on all_makers.month between run_context.first_month and run_context.report_month

    union all

    select
        run_context.report_month,
        'region' as dimension,
        region_makers.region as value,
        region_makers.month,
        region_makers.new_makers,
        region_makers.maintained_makers,
        region_makers.makers
    from run_context
    inner join region_makers
        on region_makers.report_month = run_context.report_month
        and region_makers.month >= run_context.first_month
)

select
    made.report_month,
    made.dimension,
    made.value,
    made.month,
    made.new_makers,
    made.maintained_makers,
    made.makers
from made
where made.makers > 0
