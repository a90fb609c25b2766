-- How far the clinics that fail the rule are from its line: by the share of their requirement that they attain.
-- Whole numbers decide the bin, so that no edge is rounded.
-- grain: report_month x bin
-- columns: bin_label; bin_position; clinics (clinics; the bins add up to those that fail)
-- source: run_context, int_rule_outcome, def_attained_bin
-- built as: table
with binned as (
    select
        int_rule_outcome.report_month,
        int_rule_outcome.clinic,
        -- the highest bin whose lower bound is reached, or passed, as in int_clinic_bin
        (
            select max(def_attained_bin.bin_position)
            from def_attained_bin
            where (int_rule_outcome.own_new_plans + int_rule_outcome.predecessor_new_plans) * 1000000000 * 1000
                > def_attained_bin.lower_bound_thousandths * int_rule_outcome.required_billionths
                - def_attained_bin.is_lower_bound_included
        ) as bin_position
    from int_rule_outcome
    where int_rule_outcome.outcome = 'fail'
)

select
    run_context.report_month,
    def_attained_bin.bin_label,
    def_attained_bin.bin_position,
    count(binned.clinic) as clinics
from run_context
cross join def_attained_bin
left join binned
    on binned.report_month = run_context.report_month
    and binned.bin_position = def_attained_bin.bin_position
group by
    run_context.report_month,
    def_attained_bin.bin_label,
    def_attained_bin.bin_position
