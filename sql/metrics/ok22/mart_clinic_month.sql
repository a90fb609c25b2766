-- What each clinic of the population made in each known month of the report month's window, zeros included, with direct
-- predecessors' plans where the rule counts them. A month that is not known has no row.
-- grain: report_month x ydernummer x opened x month
-- columns: new_plans, maintained_plans (plans, all plan types)
-- source: int_compliance, int_clinic_activity, int_window_month
-- built as: view
select
    int_compliance.report_month,
    int_compliance.ydernummer,
    int_compliance.opened,
    int_window_month.month,
    coalesce(int_clinic_activity.new_plans, 0) as new_plans,
    coalesce(int_clinic_activity.maintained_plans, 0) as maintained_plans
from int_compliance
inner join int_window_month on int_window_month.report_month = int_compliance.report_month
left join int_clinic_activity
    on int_clinic_activity.report_month = int_compliance.report_month
    and int_clinic_activity.clinic = int_compliance.clinic
    and int_clinic_activity.month = int_window_month.month
