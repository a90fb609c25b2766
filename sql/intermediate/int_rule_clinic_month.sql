-- Plans that count for a rule, by the clinic that made them, from the first month of the earliest window on.
-- grain: rule x month x clinic
-- columns: clinic (as int_snapshot_clinic); new_plans (of the rule's plan types)
-- source: def_rule_set, def_rule_plan_type, int_period_month, stg_plan_count
-- built as: table
-- index: clinic, rule, month, new_plans
with number_month as (
    -- in the order in which the counts are stored, as in int_clinic_month
    select
        def_rule_set.rule,
        stg_plan_count.month,
        stg_plan_count.ydernummer,
        sum(stg_plan_count.new_plans) as new_plans
    from def_rule_set
    cross join stg_plan_count
        on stg_plan_count.month between def_rule_set.first_month and def_rule_set.last_month
    cross join def_rule_plan_type
        on def_rule_plan_type.rule = def_rule_set.rule
        and def_rule_plan_type.plan_type = stg_plan_count.plan_type
    group by
        def_rule_set.rule,
        stg_plan_count.month,
        stg_plan_count.ydernummer
)

select
    number_month.rule,
    int_period_month.clinic,
    number_month.month,
    number_month.new_plans
from number_month
cross join int_period_month
    on int_period_month.month = number_month.month
    and int_period_month.ydernummer = number_month.ydernummer
