-- Each clinic of the population with its outcome, the figures behind it, its segment and its flags.
-- grain: report_month x ydernummer x opened
-- columns: doctors_millionths (null = unknown); new_plans (own and direct predecessors' in the window);
--     required_billionths, missing_billionths (plans; null = doctors unknown); outcome;
--     segment (null: in use, doctors unknown); last_plan_month (null: never a plan);
--     is_new, is_taken_over, is_two_month_fall (1: the flag is set)
-- source: int_compliance, int_segment
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
    int_segment.segment,
    int_segment.last_plan_month,
    int_segment.is_new,
    int_segment.is_taken_over,
    int_segment.is_two_month_fall
from int_compliance
inner join int_segment
    on int_segment.report_month = int_compliance.report_month
    and int_segment.ydernummer = int_compliance.ydernummer
    and int_segment.opened = int_compliance.opened
