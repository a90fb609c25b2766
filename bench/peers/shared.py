"""What the scripts that flp is timed against have in common: their options, what is fixed by agreement, and the form of their answers.

Each of them reads the register and the counts as CSV in UTF-8, trusts them, and names each month in one file only: nothing
is checked, stored or explained. A month is a number here, twelve times the year plus the month less one, so that months
can be subtracted.
"""

import argparse
import json

EXCLUDED_KINDS = ("Regionsklinik", "Udbudsklinik")
NEW_PLANS_A_DOCTOR = 10
WINDOW_MONTHS = 12
# Bins of new plans per doctor: the first holds clinics without a plan, the second those above 0.
BIN_LABELS = ("0", "<5", "5–9", "10–14", "15–19", "20–29", "30–39", "≥40")
BIN_LOWER_BOUNDS = (5, 10, 15, 20, 30, 40)
# Doctors are compared in millionths: 10 x 0.7 doctors are 7 plans exactly.
MILLION = 1_000_000
# Months back from one that sustained use looks at: three that end with it, and with the same month a year before.
SUSTAINED_MONTHS_BACK = (0, 1, 2, 12, 13, 14)


def month_number(text):
    return 12 * int(text[:4]) + int(text[5:7]) - 1


def month_text(number):
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def options(*more):
    """The register, the files of counts and the report month, and what else a script takes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("register")
    parser.add_argument("counts", nargs="+")
    parser.add_argument("--month", required=True)
    for name in more:
        parser.add_argument(name, required=True)
    return parser.parse_args()


def print_answers(month, *, plans, accumulated, active, bins, unknown, outcomes, sustained):
    """Prints what `flp metrics all --json` prints, its load aside.

    plans, accumulated: rows of month number, new, maintained; active: of month number, active, clinics; bins: clinics of each
    bin; outcomes: clinics that pass, fail and cannot be told; sustained: rows of month number, before, still.
    """
    of_plans = [
        [{"month": month_text(m), "new": n, "maintained": k, "total": n + k} for m, n, k in rows]
        for rows in (plans, accumulated)
    ]
    clinics = sum(outcomes.values())
    distribution = {
        "clinics": clinics,
        "unknown": unknown,
        "rows": [{"label": label, "clinics": count} for label, count in zip(BIN_LABELS, bins)],
    }
    answers = {
        "plans-per-month": {"rows": of_plans[0]},
        "plans-accumulated": {"rows": of_plans[1]},
        "active-clinics": {
            "rows": [{"month": month_text(m), "active": a, "clinics": c} for m, a, c in active]
        },
        "plans-per-doctor": distribution,
        "ok22": {"rows": [{"clinics": clinics, **outcomes, "share": outcomes["pass"] / clinics}]},
        "sustained-use": {
            "rows": [
                {"month": month_text(m), "before": b, "still": s, "share": s / b} for m, b, s in sustained
            ]
        },
    }
    print(json.dumps([{"metric": metric, "month": month, **body} for metric, body in answers.items()]))
