-- Every clinic of the population held against the rule in force, in whole numbers so that no edge is rounded:
-- plans x 1 000 000 000 against threshold (thousandths) x doctors (millionths).
-- grain: report_month x ydernummer x opened
-- columns: clinic, place (as int_snapshot_clinic); own_new_plans, predecessor_new_plans (plans in the window);
--     required_billionths (null = doctors unknown); outcome (pass, fail, unknown)
-- source: int_rule_population, int_rule_predecessor, int_rule_clinic_month
-- built as: table
-- key: report_month, clinic
with taken_over as materialized (
    select
        int_rule_predecessor.report_month,
        int_rule_predecessor.clinic,
        sum(int_rule_clinic_month.new_plans) as new_plans
    from int_rule_predecessor
    inner join int_rule_clinic_month
        on int_rule_clinic_month.rule = int_rule_predecessor.rule
        and int_rule_clinic_month.clinic = int_rule_predecessor.predecessor_clinic
        and int_rule_clinic_month.month between int_rule_predecessor.window_first_month
        and int_rule_predecessor.report_month
    group by
        int_rule_predecessor.report_month,
        int_rule_predecessor.clinic
),

counted as materialized (
    select
        int_rule_population.report_month,
        int_rule_population.clinic,
        int_rule_population.place,
        int_rule_population.ydernummer,
        int_rule_population.opened,
        int_rule_population.doctors_millionths,
        coalesce(
            (
                select sum(int_rule_clinic_month.new_plans)
                from int_rule_clinic_month
                where int_rule_clinic_month.rule = int_rule_population.rule
                    and int_rule_clinic_month.clinic = int_rule_population.clinic
                    and int_rule_clinic_month.month between int_rule_population.window_first_month
                    and int_rule_population.report_month
            ),
            0
        ) as own_new_plans,
        coalesce(taken_over.new_plans, 0) as predecessor_new_plans,
        int_rule_population.doctors_millionths * int_rule_population.threshold_thousandths as required_billionths
    from int_rule_population
    left join taken_over
        on taken_over.report_month = int_rule_population.report_month
        and taken_over.clinic = int_rule_population.clinic
)

select
    counted.report_month,
    counted.clinic,
    counted.place,
    counted.ydernummer,
    counted.opened,
    counted.own_new_plans,
    counted.predecessor_new_plans,
    counted.required_billionths,
    case
        when coalesce(counted.doctors_millionths, 0) = 0 then 'unknown'
        when (counted.own_new_plans + counted.predecessor_new_plans) * 1000000000 >= counted.required_billionths then 'pass'
        else 'fail'
    end as outcome
from counted
