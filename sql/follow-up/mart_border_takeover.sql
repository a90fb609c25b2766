-- Clinics that took over, in one step, from a clinic that lies in another region in the report month. Their figures hold
-- plans of that clinic; a region's workbook must not show month by month what its neighbour's clinic made.
-- grain: report_month x ydernummer x opened
-- columns: as the grain
-- source: int_clinic, int_successor
-- built as: table
-- key: report_month, ydernummer, opened
select distinct
    successor.report_month,
    successor.ydernummer,
    successor.opened
from int_clinic as successor
inner join int_successor
    on int_successor.snapshot_month = successor.snapshot_month
    and int_successor.successor_ydernummer = successor.ydernummer
    and int_successor.successor_opened = successor.opened
inner join int_clinic as predecessor
    on predecessor.report_month = successor.report_month
    and predecessor.ydernummer = int_successor.ydernummer
    and predecessor.opened = int_successor.opened
where predecessor.region <> successor.region
