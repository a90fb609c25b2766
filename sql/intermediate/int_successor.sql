-- Which clinic took over from which: the first period of the successor's number that opened after the closure.
-- One step only: what a predecessor itself had taken over is not passed on.
-- grain: snapshot_month x ydernummer x opened (of the predecessor)
-- columns: successor_ydernummer, successor_opened
-- source: int_register, stg_clinic_period
-- built as: table
-- index: snapshot_month, successor_ydernummer, successor_opened
with snapshot as (
    select distinct int_register.snapshot_month
    from int_register
)

select
    predecessor.snapshot_month,
    predecessor.ydernummer,
    predecessor.opened,
    successor.ydernummer as successor_ydernummer,
    min(successor.opened) as successor_opened
from snapshot
inner join stg_clinic_period as predecessor on predecessor.snapshot_month = snapshot.snapshot_month
inner join stg_clinic_period as successor
    on successor.snapshot_month = predecessor.snapshot_month
    and successor.ydernummer = predecessor.successor
    and successor.opened > predecessor.closed
group by
    predecessor.snapshot_month,
    predecessor.ydernummer,
    predecessor.opened,
    successor.ydernummer
