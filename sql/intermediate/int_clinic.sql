-- The clinics of a report month's register, with the region that is in force in that month.
-- grain: report_month x ydernummer x opened
-- columns: snapshot_month; clinic, place (as int_snapshot_clinic); region (full name); first_open_month, last_open_month,
--     closed_month (as stg_clinic_period); is_open (1: open on the report month's last day);
--     is_excluded (1: of a kind that clinic-kinds.yaml leaves out of comparisons per doctor);
--     doctors_millionths (null = unknown); load, line (the register row)
-- source: int_register, int_snapshot_clinic, def_region, def_clinic_kind
-- built as: view
select
    int_register.report_month,
    int_register.snapshot_month,
    int_snapshot_clinic.clinic,
    int_snapshot_clinic.place,
    int_snapshot_clinic.ydernummer,
    int_snapshot_clinic.opened,
    int_snapshot_clinic.closed,
    int_snapshot_clinic.name,
    def_region.region_name as region,
    int_snapshot_clinic.municipality,
    int_snapshot_clinic.kind,
    int_snapshot_clinic.system,
    int_snapshot_clinic.doctors_millionths,
    int_snapshot_clinic.successor,
    int_snapshot_clinic.first_open_month,
    int_snapshot_clinic.last_open_month,
    int_snapshot_clinic.closed_month,
    int_register.report_month between int_snapshot_clinic.first_open_month and int_snapshot_clinic.last_open_month as is_open,
    def_clinic_kind.is_excluded,
    int_snapshot_clinic.load,
    int_snapshot_clinic.line
from int_register
inner join int_snapshot_clinic on int_snapshot_clinic.snapshot_month = int_register.snapshot_month
inner join def_region
    on def_region.report_month = int_register.report_month
    and def_region.region = int_snapshot_clinic.region
inner join def_clinic_kind on def_clinic_kind.kind = int_snapshot_clinic.kind
