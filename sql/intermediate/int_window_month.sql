-- The known months of a report month's window: the twelve months that end with it. A month that is not known has no row.
-- What a rule looks at has its own length, and stands in int_rule_population.
-- grain: report_month x month
-- columns: month
-- source: run_context, stg_known_month
-- built as: view
select
    run_context.report_month,
    stg_known_month.month
from run_context
inner join stg_known_month on stg_known_month.month between run_context.window_first_month and run_context.report_month
