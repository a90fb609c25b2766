-- Which clinic took over from which: the first period of the successor's number that opened after the closure.
-- One step only: what a predecessor itself had taken over is not passed on.
-- grain: snapshot_month x ydernummer x opened (of the predecessor)
-- columns: clinic (of the predecessor, as int_snapshot_clinic); successor_ydernummer, successor_opened
-- source: int_snapshot_clinic
-- built as: table
-- index: snapshot_month, successor_ydernummer, successor_opened
select
    predecessor.snapshot_month,
    predecessor.ydernummer,
    predecessor.opened,
    predecessor.clinic,
    successor.ydernummer as successor_ydernummer,
    min(successor.opened) as successor_opened
from int_snapshot_clinic as predecessor
inner join int_snapshot_clinic as successor
    on successor.snapshot_month = predecessor.snapshot_month
    and successor.ydernummer = predecessor.successor
    and successor.opened > predecessor.closed
group by
    predecessor.snapshot_month,
    predecessor.ydernummer,
    predecessor.opened,
    predecessor.clinic,
    successor.ydernummer
