-- Each clinic of the population with its outcome, the figures behind it, its segment and its flags.
-- grain: report_month x ydernummer x opened
-- columns: doctors_millionths (null = unknown); new_plans (own and direct predecessors' in the window);
--     required_billionths, missing_billionths (plans; null = doctors unknown); outcome;
--     segment (null: in use, doctors unknown); last_plan_month (null: never a plan);
--     is_new, is_taken_over, is_two_month_fall (1: the flag is set)
-- source: mart_ok22_outcome, int_segment
-- built as: view
select
    mart_ok22_outcome.report_month,
    mart_ok22_outcome.ydernummer,
    mart_ok22_outcome.opened,
    mart_ok22_outcome.name,
    mart_ok22_outcome.region,
    mart_ok22_outcome.municipality,
    mart_ok22_outcome.kind,
    mart_ok22_outcome.system,
    mart_ok22_outcome.doctors_millionths,
    mart_ok22_outcome.own_new_plans + mart_ok22_outcome.predecessor_new_plans as new_plans,
    mart_ok22_outcome.required_billionths,
    max(
        0,
        mart_ok22_outcome.required_billionths
        - (mart_ok22_outcome.own_new_plans + mart_ok22_outcome.predecessor_new_plans) * 1000000000
    ) as missing_billionths,
    mart_ok22_outcome.outcome,
    int_segment.segment,
    int_segment.last_plan_month,
    int_segment.is_new,
    int_segment.is_taken_over,
    int_segment.is_two_month_fall
from mart_ok22_outcome
inner join int_segment
    on int_segment.report_month = mart_ok22_outcome.report_month
    and int_segment.clinic = mart_ok22_outcome.clinic
