-- Plans of a clinic in a month, all plan types together.
-- grain: snapshot_month x month x ydernummer x opened
-- columns: new_plans, maintained_plans (plans)
-- source: int_clinic_type_month
-- built as: table
-- key: snapshot_month, ydernummer, opened, month
select
    int_clinic_type_month.snapshot_month,
    int_clinic_type_month.month,
    int_clinic_type_month.ydernummer,
    int_clinic_type_month.opened,
    sum(int_clinic_type_month.new_plans) as new_plans,
    sum(int_clinic_type_month.maintained_plans) as maintained_plans
from int_clinic_type_month
group by
    int_clinic_type_month.snapshot_month,
    int_clinic_type_month.month,
    int_clinic_type_month.ydernummer,
    int_clinic_type_month.opened
