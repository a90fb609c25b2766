-- The known months of counts that a report month looks at, by the register snapshot that places them.
-- grain: snapshot_month x month
-- columns: snapshot_month; month; month_number (as stg_known_month); unplaced (below 0: the place of counts that the snapshot
--     attaches to no clinic period; of one snapshot only, as other places are)
-- source: int_register, stg_known_month
-- built as: table
-- key: month, snapshot_month
select distinct
    int_register.snapshot_month,
    stg_known_month.month,
    stg_known_month.month_number,
    -dense_rank() over (order by int_register.snapshot_month) as unplaced
from int_register
inner join stg_known_month
    on stg_known_month.month between int_register.first_month and int_register.report_month
