-- Plans that count for a rule, by the clinic that made them, from the first month of the earliest window on.
-- grain: rule x snapshot_month x month x ydernummer x opened
-- columns: new_plans (of the rule's plan types)
-- source: def_rule, def_rule_plan_type, int_clinic_type_month
-- built as: table
-- key: rule, snapshot_month, ydernummer, opened, month
with rule as (
    select
        def_rule.rule,
        min(def_rule.window_first_month) as first_month
    from def_rule
    group by def_rule.rule
)

select
    rule.rule,
    int_clinic_type_month.snapshot_month,
    int_clinic_type_month.month,
    int_clinic_type_month.ydernummer,
    int_clinic_type_month.opened,
    sum(int_clinic_type_month.new_plans) as new_plans
from rule
cross join int_clinic_type_month
inner join def_rule_plan_type
    on def_rule_plan_type.rule = rule.rule
    and def_rule_plan_type.plan_type = int_clinic_type_month.plan_type
where int_clinic_type_month.month >= rule.first_month
group by
    rule.rule,
    int_clinic_type_month.snapshot_month,
    int_clinic_type_month.month,
    int_clinic_type_month.ydernummer,
    int_clinic_type_month.opened
