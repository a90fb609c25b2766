-- The clinics whose plans count with those of a clinic that is held against the rule, because it took them over; none where
-- the rule does not count predecessors.
-- grain: report_month x ydernummer x opened x predecessor_ydernummer x predecessor_opened
-- columns: clinic, predecessor_clinic (as int_snapshot_clinic); snapshot_month, rule, window_first_month (as int_rule_population)
-- source: int_rule_population, int_successor
-- built as: view
select
    int_rule_population.report_month,
    int_rule_population.snapshot_month,
    int_rule_population.rule,
    int_rule_population.window_first_month,
    int_rule_population.clinic,
    int_rule_population.ydernummer,
    int_rule_population.opened,
    int_successor.clinic as predecessor_clinic,
    int_successor.ydernummer as predecessor_ydernummer,
    int_successor.opened as predecessor_opened
from int_rule_population
inner join int_successor
    on int_successor.snapshot_month = int_rule_population.snapshot_month
    and int_successor.successor_ydernummer = int_rule_population.ydernummer
    and int_successor.successor_opened = int_rule_population.opened
where int_rule_population.counts_predecessors = 1
