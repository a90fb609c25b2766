-- Sustained use: of the clinics open on the last day of a month and of the same month a year before that were active a
-- year before, how many are active still. Active means at least one plan in the three months that end with the month
-- (or with the same month a year before), because single months of small clinics are empty by chance.
-- grain: report_month x dimension x value x month (known months up to the report month whose six months are known and looked at)
-- columns: before_clinics (active a year before), still_clinics (of them, active still); by plan type, active means a
--     plan of that type
-- source: run_context, int_clinic_dimension, int_clinic_month, int_clinic_type_month, int_dimension_value, stg_known_month, run_dimension
-- built as: table
with whole as materialized (
    -- Known months whose six months are known and looked at, with the same month a year before.
    select
        stg_known_month.month,
        stg_known_month.month_number,
        strftime('%Y-%m', stg_known_month.first_day, '-12 months') as month_before
    from stg_known_month
    cross join (
        select 0 as months union all select 1 union all select 2 union all select 12 union all select 13 union all select 14
    ) as back
    inner join stg_known_month as other
        on other.month_number = stg_known_month.month_number - back.months
        and other.month >= (select min(run_context.first_month) from run_context)
    group by
        stg_known_month.month,
        stg_known_month.month_number,
        stg_known_month.first_day
    having count(*) = 6
),

activity as (
    select
        int_clinic_month.clinic,
        null as plan_type,
        int_clinic_month.month_number
    from int_clinic_month
    where int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1

    union all

    select
        int_clinic_type_month.clinic,
        int_clinic_type_month.plan_type,
        int_clinic_type_month.month_number
    from int_clinic_type_month
    -- asked once for the whole select: without the split, nothing is read
    where exists (select 1 from run_dimension where run_dimension.dimension = 'plan-type')
        and int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1
),

in_turn as (
    select
        activity.clinic,
        activity.plan_type,
        activity.month_number,
        lead(activity.month_number) over clinic as next_month_number
    from activity
    window clinic as (
        partition by activity.clinic, activity.plan_type
        order by activity.month_number
    )
),

-- A month with a plan makes a clinic active in itself and in the two after it, until its next month with a plan does: so
-- no month of a clinic stands here twice, and few rows are made. Materialized: each is looked up a year later.
active as materialized (
    select
        in_turn.clinic,
        in_turn.plan_type,
        in_turn.month_number + later.months as month_number
    from in_turn
    inner join (select 0 as months union all select 1 union all select 2) as later
        on in_turn.next_month_number is null
        or in_turn.month_number + later.months < in_turn.next_month_number
),

-- One row a clinic and month, of those that were active a year before.
used as (
    select
        before.clinic,
        before.plan_type,
        before.month_number + 12 as month_number,
        still.month_number is not null as is_active_still
    from active as before
    left join active as still
        on still.clinic = before.clinic
        and still.month_number = before.month_number + 12
        and still.plan_type is before.plan_type
    where before.month_number + 12 in (select whole.month_number from whole)
),

counted as (
    select
        int_clinic_dimension.report_month,
        case when used.plan_type is null then int_clinic_dimension.dimension else 'plan-type' end as dimension,
        coalesce(used.plan_type, int_clinic_dimension.value) as value,
        whole.month,
        count(*) as before_clinics,
        sum(used.is_active_still) as still_clinics
    from used
    inner join whole on whole.month_number = used.month_number
    cross join int_clinic_dimension
        on int_clinic_dimension.clinic = used.clinic
        and int_clinic_dimension.first_open_month <= whole.month_before
        and int_clinic_dimension.last_open_month >= whole.month
    where used.plan_type is null
        or int_clinic_dimension.dimension = 'all'
    -- the numbers first: they are quick to tell apart
    group by
        whole.month_number,
        int_clinic_dimension.value_number,
        used.plan_type,
        int_clinic_dimension.report_month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    whole.month,
    coalesce(sum(counted.before_clinics), 0) as before_clinics,
    coalesce(sum(counted.still_clinics), 0) as still_clinics
from int_dimension_value
inner join whole on whole.month <= int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.month = whole.month
group by
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    whole.month
