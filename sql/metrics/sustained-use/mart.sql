-- Sustained use: of the clinics open on the last day of a month and of the same month a year before that were active a
-- year before, how many are active still. Active means at least one plan in the three months that end with the month
-- (or with the same month a year before), because single months of small clinics are empty by chance.
-- grain: report_month x dimension x value x month (known months up to the report month whose six months are known and looked at)
-- columns: before_clinics (active a year before), still_clinics (of them, active still); by plan type, active means a
--     plan of that type
-- source: run_context, int_clinic_dimension, int_clinic_month, int_clinic_type_month, int_dimension_value, stg_known_month, run_dimension
-- built as: table
with looked_at as (
    -- The months that a known month looks at, as far as they are known.
    select
        stg_known_month.month,
        strftime('%Y-%m', stg_known_month.first_day, '-12 months') as month_before,
        other.month as month_looked_at,
        back.months >= 12 as is_before,
        count(*) over (partition by stg_known_month.month) as months_known
    from stg_known_month
    cross join (
        select 0 as months union all select 1 union all select 2 union all select 12 union all select 13 union all select 14
    ) as back
    inner join stg_known_month as other
        on other.month = strftime('%Y-%m', stg_known_month.first_day, '-' || back.months || ' months')
        and other.month >= (select min(run_context.first_month) from run_context)
),

-- Those with all six. Materialized: every month of a clinic looks up the few that it tells something of.
whole as materialized (
    select
        looked_at.month,
        looked_at.month_before,
        looked_at.month_looked_at,
        looked_at.is_before
    from looked_at
    where looked_at.months_known = 6
),

activity as (
    select
        int_clinic_month.snapshot_month,
        int_clinic_month.month,
        int_clinic_month.ydernummer,
        int_clinic_month.opened,
        null as plan_type
    from int_clinic_month
    where int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1

    union all

    select
        int_clinic_type_month.snapshot_month,
        int_clinic_type_month.month,
        int_clinic_type_month.ydernummer,
        int_clinic_type_month.opened,
        int_clinic_type_month.plan_type
    from int_clinic_type_month
    -- asked once for the whole select: without the split, nothing is read
    where exists (select 1 from run_dimension where run_dimension.dimension = 'plan-type')
        and int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1
),

-- One row a clinic and month, of those that were active a year before.
used as (
    select
        activity.snapshot_month,
        activity.ydernummer,
        activity.opened,
        activity.plan_type,
        whole.month,
        whole.month_before,
        min(whole.is_before) = 0 as is_active_still
    from activity
    inner join whole on whole.month_looked_at = activity.month
    group by
        activity.snapshot_month,
        activity.ydernummer,
        activity.opened,
        activity.plan_type,
        whole.month
    having max(whole.is_before) = 1
),

counted as (
    select
        int_clinic_dimension.report_month,
        case when used.plan_type is null then int_clinic_dimension.dimension else 'plan-type' end as dimension,
        coalesce(used.plan_type, int_clinic_dimension.value) as value,
        used.month,
        count(*) as before_clinics,
        sum(used.is_active_still) as still_clinics
    from used
    cross join int_clinic_dimension
        on int_clinic_dimension.ydernummer = used.ydernummer
        and int_clinic_dimension.opened = used.opened
        and int_clinic_dimension.snapshot_month = used.snapshot_month
        and int_clinic_dimension.first_open_month <= used.month_before
        and int_clinic_dimension.last_open_month >= used.month
    where used.plan_type is null
        or int_clinic_dimension.dimension = 'all'
    group by
        int_clinic_dimension.report_month,
        case when used.plan_type is null then int_clinic_dimension.dimension else 'plan-type' end,
        coalesce(used.plan_type, int_clinic_dimension.value),
        used.month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    known.month,
    coalesce(counted.before_clinics, 0) as before_clinics,
    coalesce(counted.still_clinics, 0) as still_clinics
from int_dimension_value
inner join (select distinct whole.month from whole) as known on known.month <= int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.month = known.month
