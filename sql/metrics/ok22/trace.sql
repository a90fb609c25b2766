-- The rows of counts behind OK22: the window's rows of the population, and those of their direct predecessors.
-- A row that counts for two clinics (as its own and as a predecessor's) is listed for each.
-- grain: report_month x counts_for_ydernummer x counts_for_opened x month x ydernummer x plan_type
-- columns: counts_for_ydernummer, counts_for_opened (the clinic that is held against the rule);
--     role (own: the clinic's own row; predecessor: of the clinic it took over); the rest as int_count_row
-- source: int_count_row, int_rule_population, int_rule_predecessor, def_rule_plan_type
-- built as: view
select
    int_count_row.report_month,
    int_rule_population.ydernummer as counts_for_ydernummer,
    int_rule_population.opened as counts_for_opened,
    int_count_row.month,
    int_count_row.ydernummer,
    int_count_row.opened,
    int_count_row.plan_type,
    int_count_row.new_plans,
    int_count_row.maintained_plans,
    'own' as role,
    int_count_row.load,
    int_count_row.line
from int_count_row
inner join int_rule_population
    on int_rule_population.report_month = int_count_row.report_month
    and int_rule_population.ydernummer = int_count_row.ydernummer
    and int_rule_population.opened = int_count_row.opened
inner join def_rule_plan_type
    on def_rule_plan_type.rule = int_rule_population.rule
    and def_rule_plan_type.plan_type = int_count_row.plan_type
where int_count_row.month >= int_rule_population.window_first_month

union all

select
    int_count_row.report_month,
    int_rule_predecessor.ydernummer as counts_for_ydernummer,
    int_rule_predecessor.opened as counts_for_opened,
    int_count_row.month,
    int_count_row.ydernummer,
    int_count_row.opened,
    int_count_row.plan_type,
    int_count_row.new_plans,
    int_count_row.maintained_plans,
    'predecessor' as role,
    int_count_row.load,
    int_count_row.line
from int_rule_predecessor
inner join int_count_row
    on int_count_row.report_month = int_rule_predecessor.report_month
    and int_count_row.ydernummer = int_rule_predecessor.predecessor_ydernummer
    and int_count_row.opened = int_rule_predecessor.predecessor_opened
inner join def_rule_plan_type
    on def_rule_plan_type.rule = int_rule_predecessor.rule
    and def_rule_plan_type.plan_type = int_count_row.plan_type
where int_count_row.month >= int_rule_predecessor.window_first_month
