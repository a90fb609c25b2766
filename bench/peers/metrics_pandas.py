"""The metrics of a month from CSV files, with pandas. Usage: metrics_pandas.py REGISTER COUNTS... --month YYYY-MM"""

import numpy as np
import pandas as pd

import shared

NO_END = 12 * 10_000


def read_register(path):
    """One row a clinic period; first_open, last_open: between them the clinic is open on a month's last day."""
    register = pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig", dtype={"Efterfølger": "Int64"})
    register.columns = [
        "ydernummer",
        "name",
        "region",
        "municipality",
        "kind",
        "doctors",
        "opened",
        "closed",
        "system",
        "successor",
    ]
    for column in ("opened", "closed"):
        register[column] = pd.to_datetime(register[column], format="%d-%m-%Y")
    register = register.sort_values(["opened", "ydernummer"], ignore_index=True)
    after_closing = register["closed"] + pd.Timedelta(days=1)
    register["first_open"] = months_of(register["opened"]).astype("int64")
    register["last_open"] = (months_of(after_closing) - 1).fillna(NO_END).astype("int64")
    register["doctors_millionths"] = (register["doctors"] * shared.MILLION).round().fillna(0).astype("int64")
    register["is_compared"] = ~register["kind"].isin(shared.EXCLUDED_KINDS)
    return register


def months_of(dates):
    return 12 * dates.dt.year + dates.dt.month - 1


def read_counts(paths, last_month):
    """One row a number, plan type and month, up to the report month."""
    parts = []
    for path in paths:
        part = pd.read_csv(
            path, sep=";", encoding="utf-8-sig", dtype={"Periode": "category", "Plantype": "category"}
        )
        part.columns = ["month", "ydernummer", "plan_type", "new", "maintained"]
        part["month"] = part["month"].cat.rename_categories(shared.month_number).astype("int64")
        parts.append(part)
    counts = pd.concat(parts, ignore_index=True)
    return counts[counts["month"] <= last_month]


def by_clinic(counts, register):
    """New and maintained plans as two tables of clinic periods by months.

    A count belongs to the latest period of its number that opened in its month or earlier; without one to no clinic.
    """
    of_numbers = counts.groupby(["month", "ydernummer"], as_index=False)[["new", "maintained"]].sum()
    periods = register[["ydernummer", "first_open"]].assign(clinic=register.index)
    attached = pd.merge_asof(of_numbers, periods, left_on="month", right_on="first_open", by="ydernummer")
    wide = attached.dropna(subset=["clinic"]).set_index(["clinic", "month"])[["new", "maintained"]]
    wide = wide.unstack(fill_value=0).reindex(register.index, fill_value=0)
    known = np.sort(counts["month"].unique())
    return tuple(wide[measure].reindex(columns=known, fill_value=0) for measure in ("new", "maintained"))


def is_open(register, month):
    return (register["first_open"] <= month) & (register["last_open"] >= month)


def predecessors(register):
    """Pairs of clinics: predecessor, and the first period of its successor's number that opened after it closed."""
    closed = (
        register.loc[register["successor"].notna(), ["closed", "successor"]]
        .rename_axis("predecessor")
        .reset_index()
    )
    pairs = closed.merge(
        register[["ydernummer", "opened"]].rename_axis("clinic").reset_index(),
        left_on="successor",
        right_on="ydernummer",
    )
    return pairs[pairs["opened"] > pairs["closed"]].drop_duplicates("predecessor")


def compliance(register, new, month, pairs):
    """The clinics that are held against the rule in a month, with own and counted plans of the window and the outcome."""
    in_window = new.columns[(new.columns > month - shared.WINDOW_MONTHS) & (new.columns <= month)]
    own = new[in_window].sum(axis=1)
    taken_over = own[pairs["predecessor"]].groupby(pairs["clinic"].to_numpy()).sum()
    clinics = register[register["is_compared"] & is_open(register, month)].copy()
    clinics["own"] = own
    clinics["new_plans"] = own.add(taken_over, fill_value=0).astype("int64")
    doctors = clinics["doctors_millionths"]
    reaches = clinics["new_plans"] * shared.MILLION >= shared.NEW_PLANS_A_DOCTOR * doctors
    clinics["outcome"] = np.select([doctors == 0, reaches], ["unknown", "pass"], "fail")
    return clinics


def count_outcomes(clinics):
    counted = clinics["outcome"].value_counts()
    return {outcome: int(counted.get(outcome, 0)) for outcome in ("pass", "fail", "unknown")}


def count_bins(clinics):
    """Clinics of each bin of own new plans per doctor; those whose doctors are unknown are in none."""
    known = clinics[clinics["doctors_millionths"] > 0]
    plans = known["own"].to_numpy() * shared.MILLION
    doctors = known["doctors_millionths"].to_numpy()
    position = (plans > 0).astype(int) + sum(plans >= bound * doctors for bound in shared.BIN_LOWER_BOUNDS)
    return np.bincount(position, minlength=len(shared.BIN_LABELS)).tolist()


def plans_per_month(counts):
    return counts.groupby("month")[["new", "maintained"]].sum()


def accumulate(plans, month):
    return plans[plans.index > month - shared.WINDOW_MONTHS].cumsum()


def count_active(register, is_active):
    """Rows of month, active clinics and clinics, of those open on the month's last day."""
    rows = []
    for month in is_active.columns:
        clinics = is_open(register, month)
        rows.append((month, int((clinics & is_active[month]).sum()), int(clinics.sum())))
    return rows


def count_sustained(register, is_active):
    """Rows of month, clinics active a year before, and those of them that are still."""
    known = set(is_active.columns)
    rows = []
    for month in is_active.columns:
        if not known.issuperset(month - back for back in shared.SUSTAINED_MONTHS_BACK):
            continue
        was_open = (register["first_open"] <= month - 12) & (register["last_open"] >= month)
        before = was_open & is_active[[month - back for back in (12, 13, 14)]].any(axis=1)
        still = before & is_active[[month - back for back in (0, 1, 2)]].any(axis=1)
        rows.append((month, int(before.sum()), int(still.sum())))
    return rows


def main():
    asked = shared.options()
    month = shared.month_number(asked.month)
    register = read_register(asked.register)
    counts = read_counts(asked.counts, month)
    new, maintained = by_clinic(counts, register)
    is_active = new + maintained > 0
    plans = plans_per_month(counts)
    clinics = compliance(register, new, month, predecessors(register))
    outcomes = count_outcomes(clinics)
    shared.print_answers(
        asked.month,
        plans=plans.reset_index().to_numpy().tolist(),
        accumulated=accumulate(plans, month).reset_index().to_numpy().tolist(),
        active=count_active(register, is_active),
        bins=count_bins(clinics),
        unknown=outcomes["unknown"],
        outcomes=outcomes,
        sustained=count_sustained(register, is_active),
    )


if __name__ == "__main__":
    main()
