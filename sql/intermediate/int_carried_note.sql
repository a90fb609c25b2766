-- What was written about a clinic, on it and on every clinic that took over from it: for each clinic and cell the newest word
-- on the clinic, or, where there is none, those on the clinics that it took over from, however many steps back. A word on a
-- clinic ends the words on its predecessors: whoever wrote it had them before their eyes.
-- grain: report_month x ydernummer x opened x field x source_ydernummer x source_opened
-- columns: source_ydernummer, source_opened (the clinic period that it was written about); month (in which it was written);
--     region, region_name (as in int_follow_up); value (null = emptied); load
-- source: int_follow_up, int_successor, int_clinic
-- built as: table
-- key: report_month, ydernummer, opened, field, source_ydernummer, source_opened
with recursive carried as (
    select
        int_follow_up.report_month,
        int_follow_up.ydernummer,
        int_follow_up.opened,
        int_follow_up.field,
        int_follow_up.ydernummer as source_ydernummer,
        int_follow_up.opened as source_opened,
        int_follow_up.month,
        int_follow_up.region,
        int_follow_up.region_name,
        int_follow_up.value,
        int_follow_up.load
    from int_follow_up

    union

    select
        carried.report_month,
        int_successor.successor_ydernummer as ydernummer,
        int_successor.successor_opened as opened,
        carried.field,
        carried.source_ydernummer,
        carried.source_opened,
        carried.month,
        carried.region,
        carried.region_name,
        carried.value,
        carried.load
    from carried
    inner join int_clinic
        on int_clinic.report_month = carried.report_month
        and int_clinic.ydernummer = carried.ydernummer
        and int_clinic.opened = carried.opened
    inner join int_successor
        on int_successor.snapshot_month = int_clinic.snapshot_month
        and int_successor.ydernummer = carried.ydernummer
        and int_successor.opened = carried.opened
    where not exists (
        select 1
        from int_follow_up
        where int_follow_up.report_month = carried.report_month
            and int_follow_up.ydernummer = int_successor.successor_ydernummer
            and int_follow_up.opened = int_successor.successor_opened
            and int_follow_up.field = carried.field
    )
)

select
    carried.report_month,
    carried.ydernummer,
    carried.opened,
    carried.field,
    carried.source_ydernummer,
    carried.source_opened,
    carried.month,
    carried.region,
    carried.region_name,
    carried.value,
    carried.load
from carried
