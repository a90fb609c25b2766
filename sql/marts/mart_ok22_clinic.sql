-- Each clinic of the population with its outcome and the figures behind it.
-- grain: report_month x ydernummer x opened
-- columns: doctors_millionths (null = unknown); new_plans (own and direct predecessors' in the window);
--     required_billionths, missing_billionths (plans; null = doctors unknown); outcome; is_new (1: opened within the window)
-- source: int_compliance
-- built as: view
select
    int_compliance.report_month,
    int_compliance.ydernummer,
    int_compliance.opened,
    int_compliance.name,
    int_compliance.region,
    int_compliance.municipality,
    int_compliance.kind,
    int_compliance.system,
    int_compliance.doctors_millionths,
    int_compliance.own_new_plans + int_compliance.predecessor_new_plans as new_plans,
    int_compliance.required_billionths,
    max(
        0,
        int_compliance.required_billionths
        - (int_compliance.own_new_plans + int_compliance.predecessor_new_plans) * 1000000000
    ) as missing_billionths,
    int_compliance.outcome,
    int_compliance.is_new
from int_compliance
