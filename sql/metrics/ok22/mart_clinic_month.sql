-- What each clinic of the population made in each known month of the report month's window, zeros included, with direct
-- predecessors' plans where the rule counts them. A month that is not known has no row.
-- grain: report_month x ydernummer x opened x month
-- columns: new_plans, maintained_plans (plans, all plan types)
-- source: int_rule_outcome, int_clinic_activity, int_window_month
-- built as: view
select
    int_rule_outcome.report_month,
    int_rule_outcome.ydernummer,
    int_rule_outcome.opened,
    int_window_month.month,
    coalesce(int_clinic_activity.new_plans, 0) as new_plans,
    coalesce(int_clinic_activity.maintained_plans, 0) as maintained_plans
from int_rule_outcome
inner join int_window_month on int_window_month.report_month = int_rule_outcome.report_month
left join int_clinic_activity
    on int_clinic_activity.report_month = int_rule_outcome.report_month
    and int_clinic_activity.clinic = int_rule_outcome.clinic
    and int_clinic_activity.month = int_window_month.month
