/** A line to type, and what it does. */
export type Example = readonly [line: string, does: string];

/**
 * Two or three lines for each command, as its help shows them. One list, so that a test can hold it against the commands:
 * none lacks, and each line is one that its command takes.
 */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  ingest: [
    [
      "flp ingest inbox/laegehuse_2025-02.csv inbox/planer_2025-02.csv",
      "load a register and the month's counts",
    ],
    ["flp ingest --dry-run planer_2025-02.csv", "say what it would change and store nothing"],
    ['flp ingest --accept "PLSP confirmed it on 3 March" planer_2025-02.csv', "let in what was held"],
  ],
  run: [
    ["flp run monthly --inbox inbox --out out/2025-02", "load the inbox and make all reports"],
    ["flp run monthly --month 2025-01 --out out/2025-01", "the reports of another month"],
  ],
  demo: [
    ["flp demo", "the whole job on the bundled sample, into out/demo"],
    ["flp demo --out /tmp/flp --timings", "elsewhere, with the time of each step"],
  ],
  metrics: [
    ["flp metrics ok22 --month 2025-02", "how many clinics meet OK22"],
    ["flp metrics plans-per-month --by region --format csv > plans.csv", "a table for a spreadsheet"],
    ["flp metrics ok22 --from 2024-03 --as-of 7", "the trend as it was known when load 7 was the newest"],
  ],
  explain: [
    ["flp explain ok22 --clinic 012345", "what the outcome of one clinic rests on"],
    ["flp explain plans-per-doctor --month 2025-02 --sql", "the definition and the select behind it"],
  ],
  report: [
    ["flp report steering --month 2025-02 --out out/meeting", "charts, page and slides"],
    ["flp report ok22 --audience public", "the edition that may be published"],
    ["flp report paper", "the meeting's paper, to be finished in Word"],
  ],
  "rules list": [
    ["flp rules list", "the rules, and what is not confirmed"],
    ["flp rules list --json", "the same for programs"],
  ],
  "rules what-if": [
    ["flp rules what-if --threshold 8,12,15", "the share under other thresholds"],
    ["flp rules what-if --window 6,12 --by region", "under other windows, for each region"],
  ],
  "release seal": [
    ["flp release seal 2025-04-24 --month 2025-02", "fix what the meeting was shown"],
    ['flp release seal spring --note "sent to the regions" --out out/spring', "and write its files too"],
  ],
  "release list": [
    ["flp release list", "the sealed releases"],
    ["flp release list --json", "the same for programs"],
  ],
  "release reproduce": [
    ["flp release reproduce 2025-04-24", "prove that every file is the same to the byte"],
    ["flp release reproduce 2025-04-24 --out out/again", "and keep the files"],
  ],
  "release diff": [
    ["flp release diff 2025-01-30 2025-04-24", "what changed between two meetings, and why"],
    ["flp release diff 2025-01-30 2025-04-24 --json", "the same for programs"],
  ],
  notes: [
    ["flp notes --region 1081", "what a region wrote, and whether a workbook still carries it"],
    ["flp notes --month 2025-02", "what was written in a month's workbooks"],
    ["flp notes --clinic 012345 --json", "the history of one clinic, for programs"],
  ],
  "profiles list": [
    ["flp profiles list", "the layouts that files are known by"],
    ["flp profiles list --json", "with all columns, for programs"],
  ],
  "profiles try": [
    ["flp profiles try new.csv", "which layout it has, or a draft for it"],
    ["flp profiles try new.csv --out pipelines/monthly/profiles/new.v1.yaml", "write the draft as a profile"],
  ],
  loads: [
    ["flp loads", "every accepted file with its months, rows and plans"],
    ["flp loads --json", "the same for programs"],
  ],
  revisions: [
    ["flp revisions 7", "what load 7 changed, and which published figures moved"],
    ["flp revisions 7 --out load-7.xlsx", "all of it in a workbook"],
  ],
  undo: [
    ["flp undo 7", "take load 7 back, the newest"],
    ["flp undo 7 --json", "the same for programs"],
  ],
  status: [
    ["flp status", "what is loaded and what is missing"],
    ["flp status --db other.sqlite --json", "of another database, for programs"],
  ],
  check: [
    ["flp check", "whether the database is sound"],
    ["flp check --json", "the same for programs"],
  ],
  "check months": [
    ["flp check months --from 2024-03", "which known months would be held if they came today"],
    ["flp check months --strict", "exit 13 where one would be held"],
  ],
  "check artefact": [
    ["flp check artefact out/ok22/ok22_2025-02.xlsx", "whether everybody can read a workbook"],
    ["flp check artefact theirs.xlsx --json", "another's workbook, for programs"],
  ],
  backup: [
    ["flp backup copies/flp_2025-02.sqlite", "a checked copy while others work on"],
    ["flp backup --force copies/newest.sqlite", "in place of the one before"],
  ],
  build: [
    ["flp build ok22.sqlite --month 2025-02", "every model as a table, for a SQLite shell"],
    ["flp build before.sqlite --as-of 7 --force", "as it was known then"],
    [
      "flp build tal-2025-02 --month 2025-02 --package",
      "CSV with its description, for R, Python or Power BI",
    ],
  ],
  doctor: [
    ["flp doctor", "whether everything that flp needs is there, and what to do where it is not"],
    ["flp doctor --db other.sqlite --json", "for programs"],
  ],
  completion: [
    ["source <(flp completion bash)", "for this bash; put the line into ~/.bashrc to keep it"],
    ["flp completion fish > ~/.config/fish/completions/flp.fish", "for every fish from now on"],
    ["flp completion powershell >> $PROFILE", "for every PowerShell from now on"],
  ],
  help: [
    ["flp help monthly", "how a month goes"],
    ["flp help held", "what to do with a file that is held"],
    ["flp help release seal", "the help of a command"],
  ],
};
