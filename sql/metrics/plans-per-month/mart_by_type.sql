-- Plans per month by plan type within each region, practice system and clinic kind: what the register can place, as in
-- mart_plans_per_month. A municipality has too few plans of one type in a month to say anything, and no rows.
-- grain: report_month x dimension x value x plan_type x month (all known months up to the report month)
-- columns: dimension ('region', 'system', 'kind'); new_plans, maintained_plans, total_plans (plans)
-- source: int_register, int_place_value, int_value_name, int_clinic_type_month, int_dimension_value,
--     stg_known_month
-- built as: table
with place_type_month as (
    select
        int_clinic_type_month.month_number,
        int_clinic_type_month.month,
        int_clinic_type_month.plan_type,
        int_clinic_type_month.wide_place as place,
        sum(int_clinic_type_month.new_plans) as new_plans,
        sum(int_clinic_type_month.maintained_plans) as maintained_plans
    from int_clinic_type_month
    -- the month first: the counts come in its order
    group by
        int_clinic_type_month.month_number,
        int_clinic_type_month.wide_place,
        int_clinic_type_month.plan_type,
        int_clinic_type_month.month
),

counted as (
    select
        int_value_name.report_month,
        int_value_name.dimension,
        int_value_name.value,
        place_type_month.plan_type,
        place_type_month.month,
        sum(place_type_month.new_plans) as new_plans,
        sum(place_type_month.maintained_plans) as maintained_plans
    from place_type_month
    cross join int_place_value on int_place_value.place = place_type_month.place
    cross join int_value_name on int_value_name.value_number = int_place_value.value_number
    inner join int_register
        on int_register.report_month = int_value_name.report_month
        and place_type_month.month between int_register.first_month and int_register.report_month
    where int_place_value.dimension in ('region', 'system', 'kind')
    -- the numbers first: they are quick to tell apart
    group by
        place_type_month.month_number,
        int_place_value.value_number,
        place_type_month.plan_type,
        int_value_name.report_month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    plan_type.value as plan_type,
    stg_known_month.month,
    coalesce(sum(counted.new_plans), 0) as new_plans,
    coalesce(sum(counted.maintained_plans), 0) as maintained_plans,
    coalesce(sum(counted.new_plans), 0) + coalesce(sum(counted.maintained_plans), 0) as total_plans
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
group by
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    plan_type.value,
    stg_known_month.month
