-- Each clinic of the population with its outcome and what the register says of it; lighter than mart_ok22_clinic.
-- grain: report_month x ydernummer x opened
-- columns: doctors_millionths (null = unknown); own_new_plans, predecessor_new_plans, required_billionths, outcome
--     (as int_compliance)
-- source: int_compliance, int_clinic
-- built as: view
select
    int_compliance.report_month,
    int_compliance.clinic,
    int_compliance.ydernummer,
    int_compliance.opened,
    int_clinic.name,
    int_clinic.region,
    int_clinic.municipality,
    int_clinic.kind,
    int_clinic.system,
    int_clinic.doctors_millionths,
    int_compliance.own_new_plans,
    int_compliance.predecessor_new_plans,
    int_compliance.required_billionths,
    int_compliance.outcome
from int_compliance
inner join int_clinic
    on int_clinic.report_month = int_compliance.report_month
    and int_clinic.ydernummer = int_compliance.ydernummer
    and int_clinic.opened = int_compliance.opened
