-- Every clinic of the report month's register with the one thing that it is: an outcome, or the reason why it is not
-- held against the rule. The reason is found without looking at the outcome, so that the program can refuse a clinic
-- that has both or neither.
-- grain: report_month x ydernummer x opened
-- columns: outcome (pass, fail, unknown; null: not held against the rule);
--     reason (closed, not-yet-open, excluded-kind; null: held against it); kind; region
-- source: int_clinic, int_rule_outcome, def_rule, def_rule_excluded_kind
-- built as: view
select
    int_clinic.report_month,
    int_clinic.ydernummer,
    int_clinic.opened,
    int_clinic.kind,
    int_clinic.region,
    int_rule_outcome.outcome,
    case
        when int_clinic.first_open_month > int_clinic.report_month then 'not-yet-open'
        when int_clinic.last_open_month < int_clinic.report_month then 'closed'
        when def_rule_excluded_kind.kind is not null then 'excluded-kind'
    end as reason
from int_clinic
inner join def_rule on def_rule.report_month = int_clinic.report_month
left join def_rule_excluded_kind
    on def_rule_excluded_kind.rule = def_rule.rule
    and def_rule_excluded_kind.kind = int_clinic.kind
left join int_rule_outcome
    on int_rule_outcome.report_month = int_clinic.report_month
    and int_rule_outcome.clinic = int_clinic.clinic
