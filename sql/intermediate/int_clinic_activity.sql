-- Plans of the clinics that are held against the rule, all plan types together, month by month. Plans of direct
-- predecessors are the successor's where the rule counts them.
-- grain: report_month x clinic x month (months with a row of counts)
-- columns: clinic (as int_snapshot_clinic); new_plans, maintained_plans (plans)
-- source: int_rule_population, int_rule_predecessor, int_clinic_month
-- built as: table
-- key: clinic, report_month, month
with counted as materialized (
    select
        int_rule_population.report_month,
        int_rule_population.clinic,
        int_rule_population.clinic as maker_clinic
    from int_rule_population

    union all

    select
        int_rule_predecessor.report_month,
        int_rule_predecessor.clinic,
        int_rule_predecessor.predecessor_clinic as maker_clinic
    from int_rule_predecessor
)

select
    counted.report_month,
    counted.clinic,
    int_clinic_month.month,
    sum(int_clinic_month.new_plans) as new_plans,
    sum(int_clinic_month.maintained_plans) as maintained_plans
from int_clinic_month
-- cross join: every month of a clinic looks up whose it is.
cross join counted
    on counted.maker_clinic = int_clinic_month.clinic
    and counted.report_month >= int_clinic_month.month
group by
    counted.clinic,
    counted.report_month,
    int_clinic_month.month
