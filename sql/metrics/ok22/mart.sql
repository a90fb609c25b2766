-- How many clinics of the population meet the rule in force in the report month; a month without a rule has no row. The
-- share is pass / clinics and is computed last, where it is shown.
-- grain: report_month x dimension x value
-- columns: clinics = pass_clinics + fail_clinics + unknown_clinics (clinics)
-- source: def_rule, int_rule_outcome, int_place_value, int_value_name, int_dimension_value
-- built as: table
with place_count as materialized (
    select
        int_rule_outcome.report_month,
        int_rule_outcome.place,
        count(*) as clinics,
        sum(int_rule_outcome.outcome = 'pass') as pass_clinics,
        sum(int_rule_outcome.outcome = 'fail') as fail_clinics,
        sum(int_rule_outcome.outcome = 'unknown') as unknown_clinics
    from int_rule_outcome
    group by
        int_rule_outcome.place,
        int_rule_outcome.report_month
),

value_count as materialized (
    select
        place_count.report_month,
        int_place_value.value_number,
        sum(place_count.clinics) as clinics,
        sum(place_count.pass_clinics) as pass_clinics,
        sum(place_count.fail_clinics) as fail_clinics,
        sum(place_count.unknown_clinics) as unknown_clinics
    from place_count
    cross join int_place_value on int_place_value.place = place_count.place
    group by
        int_place_value.value_number,
        place_count.report_month
),

counted as (
    select
        int_value_name.report_month,
        int_value_name.dimension,
        int_value_name.value,
        sum(value_count.clinics) as clinics,
        sum(value_count.pass_clinics) as pass_clinics,
        sum(value_count.fail_clinics) as fail_clinics,
        sum(value_count.unknown_clinics) as unknown_clinics
    from value_count
    inner join int_value_name
        on int_value_name.report_month = value_count.report_month
        and int_value_name.value_number = value_count.value_number
    group by
        int_value_name.report_month,
        int_value_name.dimension,
        int_value_name.value
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    coalesce(counted.clinics, 0) as clinics,
    coalesce(counted.pass_clinics, 0) as pass_clinics,
    coalesce(counted.fail_clinics, 0) as fail_clinics,
    coalesce(counted.unknown_clinics, 0) as unknown_clinics
from int_dimension_value
inner join def_rule on def_rule.report_month = int_dimension_value.report_month
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
