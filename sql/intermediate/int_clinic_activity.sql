-- Plans of the clinics that are held against the rule, all plan types together, month by month. Plans of direct
-- predecessors are the successor's where the rule counts them.
-- grain: report_month x ydernummer x opened x month (months with a row of counts)
-- columns: new_plans, maintained_plans (plans)
-- source: int_rule_population, int_rule_predecessor, int_clinic_month
-- built as: table
-- key: report_month, ydernummer, opened, month
with counted as (
    select
        int_rule_population.report_month,
        int_rule_population.snapshot_month,
        int_rule_population.ydernummer,
        int_rule_population.opened,
        int_rule_population.ydernummer as maker_ydernummer,
        int_rule_population.opened as maker_opened
    from int_rule_population

    union all

    select
        int_rule_predecessor.report_month,
        int_rule_predecessor.snapshot_month,
        int_rule_predecessor.ydernummer,
        int_rule_predecessor.opened,
        int_rule_predecessor.predecessor_ydernummer as maker_ydernummer,
        int_rule_predecessor.predecessor_opened as maker_opened
    from int_rule_predecessor
)

select
    counted.report_month,
    counted.ydernummer,
    counted.opened,
    int_clinic_month.month,
    sum(int_clinic_month.new_plans) as new_plans,
    sum(int_clinic_month.maintained_plans) as maintained_plans
from counted
inner join int_clinic_month
    on int_clinic_month.snapshot_month = counted.snapshot_month
    and int_clinic_month.ydernummer = counted.maker_ydernummer
    and int_clinic_month.opened = counted.maker_opened
    and int_clinic_month.month <= counted.report_month
group by
    counted.report_month,
    counted.ydernummer,
    counted.opened,
    int_clinic_month.month
