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

-- The months with a plan are the bits of a number, for 48 months from the first one on and the 14 before them: a month m is
-- the bit m - first month + 14. Of a month M, three bits from M - first month on are M-14 to M-12, and three from 12 further
-- on are M-2 to M. A month of a clinic stands once, so that a sum sets each bit once.
span as materialized (
    select distinct
        earliest.month_number + (whole.month_number - earliest.month_number) / 48 * 48 as first_month_number
    from whole
    cross join (select min(whole.month_number) as month_number from whole) as earliest
),

in_use as (
    select
        int_clinic_month.clinic,
        null as plan_type,
        span.first_month_number,
        sum(1 << (int_clinic_month.month_number - span.first_month_number + 14)) as months
    from int_clinic_month
    cross join span
        on int_clinic_month.month_number between span.first_month_number - 14 and span.first_month_number + 47
    where int_clinic_month.clinic is not null
        and int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1
    group by
        int_clinic_month.clinic,
        span.first_month_number

    union all

    select
        int_clinic_type_month.clinic,
        int_clinic_type_month.plan_type,
        span.first_month_number,
        sum(1 << (int_clinic_type_month.month_number - span.first_month_number + 14)) as months
    from run_dimension
    -- cross join: where nobody asks for the split, nothing is read.
    cross join int_clinic_type_month
    cross join span
        on int_clinic_type_month.month_number between span.first_month_number - 14 and span.first_month_number + 47
    where run_dimension.dimension = 'plan-type'
        and int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1
    group by
        int_clinic_type_month.clinic,
        int_clinic_type_month.plan_type,
        span.first_month_number
),

-- The clinics of a place with the same months together, open in the same of the months that are looked at: most clinics are
-- one of a few hundred such patterns. With a plan type, those of all places.
pattern as (
    select
        in_use.plan_type,
        case when in_use.plan_type is null then int_snapshot_clinic.place end as place,
        int_snapshot_clinic.snapshot_month,
        in_use.first_month_number,
        in_use.months,
        max(int_snapshot_clinic.first_open_month, looked_at.first_month) as open_from,
        min(int_snapshot_clinic.last_open_month, looked_at.last_month) as open_to,
        count(*) as clinics
    from in_use
    -- cross join: each clinic is looked up once.
    cross join int_snapshot_clinic on int_snapshot_clinic.clinic = in_use.clinic
    cross join (
        select min(whole.month_before) as first_month, max(whole.month) as last_month
        from whole
    ) as looked_at
    -- the numbers first: they are quick to tell apart
    group by
        in_use.months,
        case when in_use.plan_type is null then int_snapshot_clinic.place end,
        in_use.first_month_number,
        in_use.plan_type,
        int_snapshot_clinic.snapshot_month,
        open_from,
        open_to
),

place_used as (
    select
        whole.month,
        pattern.plan_type,
        pattern.place,
        pattern.snapshot_month,
        sum(pattern.clinics) as before_clinics,
        sum(
            pattern.clinics * (((pattern.months >> (whole.month_number - pattern.first_month_number + 12)) & 7) <> 0)
        ) as still_clinics
    from pattern
    cross join whole
        on whole.month_number between pattern.first_month_number and pattern.first_month_number + 47
        and ((pattern.months >> (whole.month_number - pattern.first_month_number)) & 7) <> 0
        and pattern.open_from <= whole.month_before
        and pattern.open_to >= whole.month
    group by
        whole.month_number,
        pattern.place,
        pattern.plan_type,
        pattern.snapshot_month
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
