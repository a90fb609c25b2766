-- The clinics that a report month's rule is about: open, and of no kind that the rule leaves out.
-- grain: report_month x ydernummer x opened
-- columns: rule, threshold_thousandths, window_first_month (of the rule in force); clinic, place (as int_snapshot_clinic); the
--     clinic's descriptive columns
-- source: def_rule, def_rule_excluded_kind, int_clinic
-- built as: view
select
    int_clinic.report_month,
    int_clinic.snapshot_month,
    def_rule.rule,
    def_rule.threshold_thousandths,
    def_rule.counts_predecessors,
    def_rule.window_first_month,
    int_clinic.clinic,
    int_clinic.place,
    int_clinic.ydernummer,
    int_clinic.opened,
    int_clinic.name,
    int_clinic.region,
    int_clinic.municipality,
    int_clinic.kind,
    int_clinic.system,
    int_clinic.doctors_millionths,
    int_clinic.load,
    int_clinic.line
from def_rule
inner join int_clinic on int_clinic.report_month = def_rule.report_month
left join def_rule_excluded_kind
    on def_rule_excluded_kind.rule = def_rule.rule
    and def_rule_excluded_kind.kind = int_clinic.kind
where int_clinic.is_open = 1
    and def_rule_excluded_kind.kind is null
