-- The clinics of a report month's register, with the region that is in force in that month.
-- grain: report_month x ydernummer x opened
-- columns: snapshot_month; region (full name); first_open_month, last_open_month, closed_month
--     (as stg_clinic_period); is_open (1: open on the report month's last day);
--     is_excluded (1: of a kind that clinic-kinds.yaml leaves out of comparisons per doctor);
--     doctors_millionths (null = unknown); load, line (the register row)
-- source: int_register, stg_clinic_period, def_region, def_clinic_kind
-- built as: table
-- key: report_month, ydernummer, opened
select
    int_register.report_month,
    int_register.snapshot_month,
    stg_clinic_period.ydernummer,
    stg_clinic_period.opened,
    stg_clinic_period.closed,
    stg_clinic_period.name,
    def_region.region_name as region,
    stg_clinic_period.municipality,
    stg_clinic_period.kind,
    stg_clinic_period.system,
    stg_clinic_period.doctors_millionths,
    stg_clinic_period.successor,
    stg_clinic_period.first_open_month,
    stg_clinic_period.last_open_month,
    stg_clinic_period.closed_month,
    int_register.report_month between stg_clinic_period.first_open_month and stg_clinic_period.last_open_month as is_open,
    def_clinic_kind.is_excluded,
    stg_clinic_period.load,
    stg_clinic_period.line
from int_register
inner join stg_clinic_period on stg_clinic_period.snapshot_month = int_register.snapshot_month
inner join def_region
    on def_region.report_month = int_register.report_month
    and def_region.region = stg_clinic_period.region
inner join def_clinic_kind on def_clinic_kind.kind = stg_clinic_period.kind
