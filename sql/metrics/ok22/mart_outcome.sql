-- Each clinic of the population with its outcome and what the register says of it; lighter than mart_ok22_clinic.
-- grain: report_month x ydernummer x opened
-- columns: doctors_millionths (null = unknown); own_new_plans, predecessor_new_plans, required_billionths, outcome
--     (as int_rule_outcome)
-- source: int_rule_outcome, int_clinic
-- built as: view
select
    int_rule_outcome.report_month,
    int_rule_outcome.clinic,
    int_rule_outcome.ydernummer,
    int_rule_outcome.opened,
    int_clinic.name,
    int_clinic.region,
    int_clinic.municipality,
    int_clinic.kind,
    int_clinic.system,
    int_clinic.doctors_millionths,
    int_rule_outcome.own_new_plans,
    int_rule_outcome.predecessor_new_plans,
    int_rule_outcome.required_billionths,
    int_rule_outcome.outcome
from int_rule_outcome
inner join int_clinic
    on int_clinic.report_month = int_rule_outcome.report_month
    and int_clinic.ydernummer = int_rule_outcome.ydernummer
    and int_clinic.opened = int_rule_outcome.opened
