-- Sustained use: of the clinics open on the last day of a month and of the same month a year before that were active a
-- year before, how many are active still. Active means at least one plan in the three months that end with the month
-- (or with the same month a year before), because single months of small clinics are empty by chance.
-- grain: report_month x dimension x value x month (known months up to the report month whose six months are known and looked at)
-- columns: before_clinics (active a year before), still_clinics (of them, active still); by plan type, active means a
--     plan of that type
-- source: run_context, run_dimension, stg_known_month, int_register, int_snapshot_clinic, int_place_value, int_value_name,
--     int_clinic_month, int_clinic_type_month, int_dimension_value
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

-- The clinics of a place together; with a plan type, those of all places.
place_used as (
    select
        whole.month,
        used.plan_type,
        case when used.plan_type is null then int_snapshot_clinic.place end as place,
        int_snapshot_clinic.snapshot_month,
        count(*) as before_clinics,
        sum(used.is_active_still) as still_clinics
    from used
    inner join whole on whole.month_number = used.month_number
    cross join int_snapshot_clinic
        on int_snapshot_clinic.clinic = used.clinic
        and int_snapshot_clinic.first_open_month <= whole.month_before
        and int_snapshot_clinic.last_open_month >= whole.month
    -- the numbers first: they are quick to tell apart
    group by
        whole.month_number,
        case when used.plan_type is null then int_snapshot_clinic.place end,
        used.plan_type,
        int_snapshot_clinic.snapshot_month
),

counted as (
    select
        int_value_name.report_month,
        int_value_name.dimension,
        int_value_name.value,
        place_used.month,
        sum(place_used.before_clinics) as before_clinics,
        sum(place_used.still_clinics) as still_clinics
    from place_used
    cross join int_place_value on int_place_value.place = place_used.place
    inner join int_value_name on int_value_name.value_number = int_place_value.value_number
    group by
        place_used.month,
        int_value_name.value,
        int_value_name.dimension,
        int_value_name.report_month

    union all

    select
        int_register.report_month,
        'plan-type' as dimension,
        place_used.plan_type as value,
        place_used.month,
        place_used.before_clinics,
        place_used.still_clinics
    from place_used
    inner join int_register on int_register.snapshot_month = place_used.snapshot_month
    where place_used.plan_type is not null
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    whole.month,
    coalesce(counted.before_clinics, 0) as before_clinics,
    coalesce(counted.still_clinics, 0) as still_clinics
from int_dimension_value
inner join whole on whole.month <= int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.month = whole.month
