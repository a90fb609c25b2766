-- What regions and data consultants wrote about clinic periods, as it was known when the as-of load was the newest.
-- grain: month x region x ydernummer x opened x field
-- columns: month (of the workbook it was written in); region (id, or consultants); value (null = the cell was emptied); load, line (where it came from)
-- source: follow_up, run_context
-- built as: view
select
    follow_up.month,
    follow_up.region,
    follow_up.ydernummer,
    follow_up.opened,
    follow_up.field,
    follow_up.value,
    follow_up.load_from as load,
    follow_up.line
from follow_up
where follow_up.load_from <= (select max(run_context.as_of_load) from run_context)
    and (
        follow_up.load_to is null
        or follow_up.load_to > (select max(run_context.as_of_load) from run_context)
    )
