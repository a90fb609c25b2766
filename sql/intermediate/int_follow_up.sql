-- The newest word of a region or of the data consultants on a clinic of the report month's register, for each cell: the one of the latest month.
-- What was written about a period that the register no longer has (its opening date was corrected) goes to the period of
-- the same number that overlaps the month in which it was written.
-- grain: report_month x ydernummer x opened x field
-- columns: month (in which it was written); region (id: whose workbook, or consultants); region_name (of that region in the report
--     month; null for the consultants, whose worklist is one for all regions);
--     value (null = emptied); load
-- source: int_clinic, stg_follow_up, def_region
-- built as: table
-- key: report_month, ydernummer, opened, field
with placed as (
    select
        int_clinic.report_month,
        int_clinic.ydernummer,
        int_clinic.opened,
        stg_follow_up.field,
        stg_follow_up.month,
        stg_follow_up.region,
        stg_follow_up.value,
        stg_follow_up.load
    from stg_follow_up
    inner join int_clinic
        on int_clinic.ydernummer = stg_follow_up.ydernummer
        and int_clinic.opened = stg_follow_up.opened

    union all

    select
        int_clinic.report_month,
        int_clinic.ydernummer,
        int_clinic.opened,
        stg_follow_up.field,
        stg_follow_up.month,
        stg_follow_up.region,
        stg_follow_up.value,
        stg_follow_up.load
    from stg_follow_up
    inner join int_clinic
        on int_clinic.ydernummer = stg_follow_up.ydernummer
        and stg_follow_up.month between int_clinic.first_open_month and int_clinic.closed_month
    where not exists (
        select 1
        from int_clinic as same
        where same.report_month = int_clinic.report_month
            and same.ydernummer = stg_follow_up.ydernummer
            and same.opened = stg_follow_up.opened
    )
),

ranked as (
    select
        placed.report_month,
        placed.ydernummer,
        placed.opened,
        placed.field,
        placed.month,
        placed.region,
        def_region.region_name,
        placed.value,
        placed.load,
        row_number() over (
            partition by placed.report_month, placed.ydernummer, placed.opened, placed.field
            order by placed.month desc, placed.load desc
        ) as position
    from placed
    left join def_region
        on def_region.report_month = placed.report_month
        and def_region.region = placed.region
    where placed.month <= placed.report_month
        and (def_region.region is not null or placed.region = 'consultants')
)

select
    ranked.report_month,
    ranked.ydernummer,
    ranked.opened,
    ranked.field,
    ranked.month,
    ranked.region,
    ranked.region_name,
    ranked.value,
    ranked.load
from ranked
where ranked.position = 1
