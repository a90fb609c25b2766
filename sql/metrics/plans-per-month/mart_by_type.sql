-- Plans per month by plan type within each region, practice system and clinic kind: what the register can place, as in
-- mart_plans_per_month. A municipality has too few plans of one type in a month to say anything, and no rows.
-- grain: report_month x dimension x value x plan_type x month (all known months up to the report month)
-- columns: dimension ('region', 'system', 'kind'); new_plans, maintained_plans, total_plans (plans)
-- source: int_clinic_place, int_place_value, int_clinic_type_month, int_dimension_value, stg_known_month
-- built as: table
with clinic as materialized (
    -- a place of one municipality stands for those of all others that are like it in everything else
    select
        int_clinic_place.report_month,
        int_clinic_place.snapshot_month,
        int_clinic_place.ydernummer,
        int_clinic_place.opened,
        min(int_clinic_place.place) over (
            partition by
                int_clinic_place.system,
                int_clinic_place.region,
                int_clinic_place.kind,
                int_clinic_place.report_month
        ) as place
    from int_clinic_place
),

place_type_month as materialized (
    select
        int_clinic_type_month.month,
        int_clinic_type_month.plan_type,
        clinic.place,
        sum(int_clinic_type_month.new_plans) as new_plans,
        sum(int_clinic_type_month.maintained_plans) as maintained_plans
    from int_clinic_type_month
    -- cross join: every month of a clinic looks up its place.
    cross join clinic
        on clinic.ydernummer = int_clinic_type_month.ydernummer
        and clinic.opened = int_clinic_type_month.opened
        and clinic.snapshot_month = int_clinic_type_month.snapshot_month
        and clinic.report_month >= int_clinic_type_month.month
    -- the month first: the counts come in its order
    group by
        int_clinic_type_month.month,
        clinic.place,
        int_clinic_type_month.plan_type
),

counted as (
    select
        int_place_value.report_month,
        int_place_value.dimension,
        int_place_value.value,
        place_type_month.plan_type,
        place_type_month.month,
        sum(place_type_month.new_plans) as new_plans,
        sum(place_type_month.maintained_plans) as maintained_plans
    from place_type_month
    cross join int_place_value on int_place_value.place = place_type_month.place
    where int_place_value.dimension in ('region', 'system', 'kind')
    group by
        place_type_month.month,
        int_place_value.value,
        place_type_month.plan_type,
        int_place_value.dimension,
        int_place_value.report_month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    plan_type.value as plan_type,
    stg_known_month.month,
    coalesce(counted.new_plans, 0) as new_plans,
    coalesce(counted.maintained_plans, 0) as maintained_plans,
    coalesce(counted.new_plans, 0) + coalesce(counted.maintained_plans, 0) as total_plans
from int_dimension_value
inner join int_dimension_value as plan_type
    on plan_type.report_month = int_dimension_value.report_month
    and plan_type.dimension = 'plan-type'
inner join stg_known_month on stg_known_month.month <= int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.plan_type = plan_type.value
    and counted.month = stg_known_month.month
where int_dimension_value.dimension in ('region', 'system', 'kind')
