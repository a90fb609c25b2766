-- What the next workbook of a region carries forward. A word of a region reaches only clinics that lie in that region in the
-- report month, or in the one that it became a part of. What data consultants wrote is not among it.
-- grain: report_month x ydernummer x opened x field x source_ydernummer x source_opened
-- columns: source_ydernummer, source_opened (the clinic period that it was written about); month (in which it was written);
--     region (id: whose workbook); value; load
-- source: int_carried_note, int_clinic
-- built as: table
-- key: report_month, ydernummer, opened, field, source_ydernummer, source_opened
select
    int_carried_note.report_month,
    int_carried_note.ydernummer,
    int_carried_note.opened,
    int_carried_note.field,
    int_carried_note.source_ydernummer,
    int_carried_note.source_opened,
    int_carried_note.month,
    int_carried_note.region,
    int_carried_note.value,
    int_carried_note.load
from int_carried_note
inner join int_clinic
    on int_clinic.report_month = int_carried_note.report_month
    and int_clinic.ydernummer = int_carried_note.ydernummer
    and int_clinic.opened = int_carried_note.opened
    and int_clinic.region = int_carried_note.region_name
where int_carried_note.value is not null
    and int_carried_note.region <> 'consultants'
