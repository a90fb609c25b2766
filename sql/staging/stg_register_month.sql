-- Months for which a register snapshot was known.
-- grain: snapshot_month
-- columns: snapshot_month
-- source: load, load_month, run_context
-- built as: table
select distinct load_month.month as snapshot_month
from load
inner join load_month on load_month.load = load.load
where load.kind = 'clinic-register'
    and load.undone_at is null
    and load.load <= (select max(run_context.as_of_load) from run_context)
