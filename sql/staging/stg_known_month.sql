-- Months for which plan counts were known: a month that a file names is known, even when all its rows are zero.
-- grain: month
-- columns: month; month_number (months since the year 0, so that numbers tell how far apart two are); first_day (date)
-- source: load, load_month, run_context
-- built as: table
-- key: month
select distinct
    load_month.month,
    12 * cast(substr(load_month.month, 1, 4) as integer) + cast(substr(load_month.month, 6, 2) as integer) as month_number,
    load_month.month || '-01' as first_day
from load
inner join load_month on load_month.load = load.load
where load.kind = 'plan-counts'
    and load.undone_at is null
    and load.load <= (select max(run_context.as_of_load) from run_context)
