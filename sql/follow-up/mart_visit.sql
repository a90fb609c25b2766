-- What the next worklist of the data consultants carries forward about a clinic, whatever region it lies in now. What regions
-- wrote is not among it.
-- grain: report_month x ydernummer x opened x field x source_ydernummer x source_opened
-- columns: field (visited, visited-by, agreed, next-step); source_ydernummer, source_opened (the clinic period that it was
--     written about); month (of the worklist in which it was written); value; load
-- source: int_carried_note
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
    int_carried_note.value,
    int_carried_note.load
from int_carried_note
where int_carried_note.value is not null
    and int_carried_note.region = 'consultants'
