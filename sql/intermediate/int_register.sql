-- The register snapshot that a report month uses: the newest that is not later, or else the oldest there is.
-- grain: report_month
-- columns: report_month; snapshot_month ('': no register is known); first_month (earliest month of counts that is looked at)
-- source: run_context, stg_register_month
-- built as: table
-- key: report_month
select
    run_context.report_month,
    coalesce(
        max(case when stg_register_month.snapshot_month <= run_context.report_month then stg_register_month.snapshot_month end),
        min(stg_register_month.snapshot_month),
        ''
    ) as snapshot_month,
    run_context.first_month
from run_context
left join stg_register_month on 1 = 1
group by
    run_context.report_month,
    run_context.first_month
