/** A file that must be refused: the situation that it stands for, what is in it, the exit code, and words of its message. */
export interface HostileFile {
  situation: string;
  name: string;
  content: () => string | Uint8Array | Promise<string | Uint8Array>;
  code: number;
  words: RegExp;
}

/** Header of the shipped layout of plan counts, and a good row of it. */
export const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer";
export const goodRow = "2025-02;001040;KOL;1;2";

const registerHeader =
  "Ydernummer;Lægehus;Region;Kommune;Kliniktype;Antal læger;Åbnet;Lukket;Lægesystem;Efterfølger";

const file =
  (name: string, code: number) =>
  (situation: string, content: string | Uint8Array, words: RegExp): HostileFile => ({
    situation,
    name,
    content: () => content,
    code,
    words,
  });

const whole = file("planer.csv", 12);
const layout = file("planer.csv", 11);
const row = (situation: string, bad: string, words: RegExp): HostileFile =>
  whole(situation, `${header}\r\n${goodRow}\r\n${bad}\r\n`, words);
const clinic = (situation: string, bad: string, words: RegExp): HostileFile =>
  file("laegehuse_2025-02.csv", 12)(situation, `${registerHeader}\r\n${bad}\r\n`, words);

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
const cpr = "010190-1234";

const layouts: HostileFile[] = [
  layout("an empty file", "", /empty/),
  layout("a byte order mark alone", "\ufeff", /empty/),
  layout("blank lines alone", "\r\n \r\n\t\r\n", /empty/),
  layout("delimiters alone", ";;;;\r\n;;;;\r\n", /empty/),
  whole(
    "a header alone, which names no month",
    `${header}\r\n`,
    /ends with its header.*a row for each count.*ask/,
  ),
  file("laegehuse_2025-02.csv", 12)(
    "a register without clinics, which would close them all",
    `${registerHeader}\r\n\r\n`,
    /ends with its header in line 1.*a row for each clinic.*ask/,
  ),
  layout("no header", `${goodRow}\r\n`, /columns missing: “Ydernummer”/),
  layout(
    "a column missing",
    "Periode;Ydernummer;Plantype;Nye planer\n2025-02;1;KOL;1\n",
    /columns missing: “Vedligeholdte planer”/,
  ),
  layout(
    "a column misspelt",
    `${header.replace("Plantype", "Plan type x")}\n`,
    /columns not known: “Plan type x”/,
  ),
  layout(
    "two columns of one name",
    `${header};Plantype\n${goodRow};KOL\n`,
    /two columns have the heading “Plantype”/,
  ),
  layout("an HTML page", "<!doctype html><html><body><table></table></body></html>", /fits no profile/),
  layout("JSON", '{"Periode": "2025-02"}', /fits no profile/),
  layout(
    "XML with an entity",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    /fits no profile/,
  ),
  layout("prose", "Hej\nHer er tallene for februar.\n", /closest profile/),
  layout(
    "an error message of the supplier's system",
    "ORA-00942: table or view does not exist\n",
    /closest profile/,
  ),
  layout("the wrong delimiter", `${header.replaceAll(";", "^")}\n`, /fits no profile/),
  layout("a header of another language", "Month;Provider;Type;New;Kept\n", /columns missing/),
];

const bytes: HostileFile[] = [
  whole("a NUL byte in a cell", `${header}\n2025-02;0010\u000040;KOL;1;2\n`, /NUL bytes/),
  whole(
    "UTF-16 without its mark, and cut",
    Buffer.from(`${header}\n`, "utf16le").subarray(0, -1),
    /half a character/,
  ),
  whole(
    "UTF-16 that loses its step",
    Buffer.concat([Buffer.from(header, "utf16le"), Buffer.from("\0\0\0")]),
    /NUL|half/,
  ),
  whole(
    "CP850, whose Danish letters CP865 has too",
    Buffer.concat([
      Buffer.from(`${header}\n2025-02;1;Isk`),
      Buffer.from([0x91]),
      Buffer.from("misk hjertesygdom;1;2\n"),
    ]),
    /CP850 or CP865: it holds words such as “Iskæmisk”.*encoding: cp850/,
  ),
  whole(
    "Mac Roman",
    Buffer.concat([
      Buffer.from(`${header}\n2025-02;1;Isk`),
      Buffer.from([0xbe]),
      Buffer.from("misk hjertesygdom;1;2\n"),
    ]),
    /Mac Roman: it holds words such as “Iskæmisk”.*encoding: mac-roman/,
  ),
  whole("UTF-16 cut in half a character", utf16(`${header}\n${goodRow}`).subarray(0, -1), /half a character/),
  whole(
    "UTF-16 with half a surrogate pair",
    Buffer.concat([utf16(header), Buffer.from([0x00, 0xd8, 0x41, 0x00])]),
    /half a character/,
  ),
  whole("UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x50, 0, 0, 0]), /NUL bytes/),
  whole(
    "UTF-8 and Windows-1252 mixed",
    Buffer.concat([Buffer.from(`${header}\nMåned;1;KOL;1;1\n`), latin1("Måned;1;KOL;1;1\n")]),
    /mixes UTF-8/,
  ),
  whole(
    "UTF-8 cut within a letter",
    Buffer.from(`${header};Lægehus;æ`).subarray(0, -1),
    /mixes UTF-8|cut within a letter/,
  ),
  whole("a byte that Windows-1252 does not have", latin1(`${header}\n2025-02;1;K\x8dL;1;1\n`), /byte 8D/),
  whole(
    "random bytes",
    Uint8Array.from({ length: 400 }, (_, place) => (place * 197 + 91) % 256),
    /NUL bytes|neither UTF-8|mixes/,
  ),
  whole("a PDF", "%PDF-1.7\n", /a PDF/),
  whole("a gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0]), /packed with gzip/),
  whole("an old Excel file or one with a password", Buffer.from("d0cf11e0a1b11ae10000", "hex"), /password/),
  whole("a SQLite database", "SQLite format 3\0", /SQLite database/),
  whole("a picture", Buffer.from("89504e470d0a1a0a", "hex"), /a picture/),
  whole("a Parquet file", "PAR1....", /Parquet/),
  whole("a 7-Zip archive", Buffer.from("377abcaf271c0004", "hex"), /7-Zip/),
  whole("a RAR archive", Buffer.from("526172211a0700", "hex"), /RAR/),
];

const shapes: HostileFile[] = [
  row(
    "a quotation mark never closed",
    '2025-02;"001041;KOL;1;2\r\n2025-02;001042;KOL;1;2',
    /character 9 is never closed/,
  ),
  row("a quotation mark in a plain cell", '2025-02;0010"40;KOL;1;2', /stands inside a cell/),
  row("a quotation mark closed too early", '2025-02;"0010"40;KOL;1;2', /closed before the end/),
  row("an open quotation mark in the last cell", '2025-02;1;KOL;1;"2', /never closed/),
  whole(
    "an open quotation mark in the header",
    `Periode;"Ydernummer;Plantype;Nye planer;Vedligeholdte planer\n${goodRow}\n`,
    /character 9 is never closed/,
  ),
  row("a row too short", "2025-02;1;KOL;1", /4 cells; expected 5/),
  row("a row too long", "2025-02;1;KOL;1;2;3", /6 cells; expected 5/),
  row("a row cut at the end of the file", "2025-02;1;KO", /3 cells; expected 5/),
  row("a row of another delimiter", "2025-02,1,KOL,1,2", /1 cell; expected 5/),
  row("a line break in a cell", "2025-02;1;KO\r\nL;1;2", /3 cells; expected 5/),
  row("a cell of many characters", `2025-02;${"1".repeat(3000)};KOL;1;2`, /a cell of 3000 characters/),
  whole(
    "more columns than any layout",
    `${header}${";x".repeat(600)}\n`,
    /605 columns; expected at most 500/,
  ),
  whole("one line without end", `${header};${"x".repeat(1_100_000)}`, /columns; expected at most|characters/),
  row("a footer that names a number", "Kilde: PLSP;;;;7", /is no month/),
  row(
    "a sum at the end that is another",
    "I alt;;;10;20",
    /“10” does not agree with the rows above it, which sum up to 1/,
  ),
];

const values: HostileFile[] = [
  row("a month that is none", "2025-13;1;KOL;1;2", /“2025-13” is no month/),
  row(
    "a month that Excel took for a day",
    "2026-02-24;1;KOL;1;2",
    /“feb-24” typed into Excel becomes this day/,
  ),
  row(
    "a month that a time zone shifted",
    "2025-01-31 23:00:00;1;KOL;1;2",
    /“2025-01-31 23:00:00” is shortly before 2025-02: its first midnight, shifted/,
  ),
  row(
    "a month's last day",
    "2025-01-31;1;KOL;1;2",
    /is the last day of 2025-01: its end, or the beginning of 2025-02/,
  ),
  row("a day within a month", "2025-02-05;1;KOL;1;2", /“2025-02-05” is a day within a month/),
  row(
    "a time within a month's first day",
    "2025-02-01 13:00;1;KOL;1;2",
    /“2025-02-01 13:00” is a time within a day/,
  ),
  row(
    "a day that the calendar does not have",
    "2025-02-30;1;KOL;1;2",
    /“2025-02-30” is a day that the calendar/,
  ),
  row(
    "a month as Excel's number",
    "45689;1;KOL;1;2",
    /“45689” is the number by which Excel means 2025-02-01/,
  ),
  row("a blank month", ";1;KOL;1;2", /“” is no month/),
  row("a year alone", "2025;1;KOL;1;2", /is no month/),
  row("a month in English", "Feb 2025 x;1;KOL;1;2", /is no month/),
  row("a ydernummer of seven digits", "2025-02;1234567;KOL;1;2", /is no ydernummer/),
  row("a ydernummer with letters", "2025-02;12A;KOL;1;2", /is no ydernummer/),
  row("a blank ydernummer", "2025-02;;KOL;1;2", /“” is no ydernummer/),
  row("a ydernummer of zeros", "2025-02;000000;KOL;1;2", /is no ydernummer/),
  row("a ydernummer as a float", "2025-02;1040,0;KOL;1;2", /is no ydernummer/),
  row("a ydernummer in Excel's notation", "2025-02;1,04E+03;KOL;1;2", /is no ydernummer/),
  row("a plan type that nobody knows", "2025-02;1;Astma;1;2", /“Astma” is no known plan type/),
  row("a blank plan type", "2025-02;1;;1;2", /is no known plan type/),
  row(
    "a plan type that looks like a formula",
    "2025-02;1;=cmd|' /C calc'!A0;1;2",
    /“=cmd\|' \/C calc'!A0” is no known/,
  ),
  row("a plan type that looks like a page", "2025-02;1;<script>alert(1)</script>;1;2", /“<script>/),
  row("a negative count", "2025-02;1;KOL;-1;2", /“-1” is no whole number/),
  row("a count with decimals", "2025-02;1;KOL;1,5;2", /“1,5” is no whole number/),
  row("a count with a point in the wrong place", "2025-02;1;KOL;1.23;2", /“1.23” is no whole number/),
  row("a blank count", "2025-02;1;KOL;;2", /“” is no whole number/),
  row("a count in words", "2025-02;1;KOL;en;2", /“en” is no whole number/),
  row("a count that is not to be believed", "2025-02;1;KOL;1000001;2", /above 1.000.000/),
  row("a count without end", `2025-02;1;KOL;${"9".repeat(300)};2`, /is no whole number/),
  row("an error of Excel as text", "2025-02;1;KOL;#N/A;2", /shows the error “#N\/A”/),
  row("NaN", "2025-02;1;KOL;NaN;2", /“NaN” is no whole number/),
  row("Arabic digits", "2025-02;1;KOL;٣;2", /is no whole number/),
  row("the same key twice", goodRow, /the same key as line 2/),
  row("the same key under an alias", "202502;1040;kol;5;5", /the same key as line 2/),
  row("control characters", "2025-02;1;K\u001b[31mOL;1;2", /“K�\[31mOL”/),
  row("text that turns its direction", "2025-02;1;\u202eLOK;1;2", /“�LOK”/),
];

const clinics: HostileFile[] = [
  clinic("a clinic without a name", "1;;1081;;PLO-klinik;1;01-01-2000;;;", /has no name/),
  clinic(
    "an error in place of a name",
    "1;#REF!;1081;;PLO-klinik;1;01-01-2000;;;",
    /shows the error “#REF!”/,
  ),
  clinic(
    "a Danish error in an optional column",
    "1;A;1081;#I/T;PLO-klinik;1;01-01-2000;;;",
    /the error “#I\/T”/,
  ),
  clinic("a word for no name", "1;NULL;1081;;PLO-klinik;1;01-01-2000;;;", /“NULL” is a word for no name/),
  clinic(
    "a region in UTF-8 that was read as Windows-1252",
    "1;A;Region SjÃ¦lland;;PLO-klinik;1;01-01-2000;;;",
    /is no region.*UTF-8 that was read as Windows-1252: “Region Sjælland” was meant/,
  ),
  clinic("a region that is none", "1;A;1080;;PLO-klinik;1;01-01-2000;;;", /“1080” is no region/),
  clinic(
    "a region that does not exist yet",
    "1;A;Region Østdanmark;;PLO-klinik;1;01-01-2000;;;",
    /is no region in 2025-02/,
  ),
  clinic("a kind that nobody knows", "1;A;1081;;Hospital;1;01-01-2000;;;", /no known clinic kind/),
  clinic("a negative number of doctors", "1;A;1081;;PLO-klinik;-1;01-01-2000;;;", /no number of doctors/),
  clinic("doctors in words", "1;A;1081;;PLO-klinik;to;01-01-2000;;;", /no number of doctors/),
  clinic(
    "a date that the calendar does not have",
    "1;A;1081;;PLO-klinik;1;31-02-2000;;;",
    /“31-02-2000” is a day that the calendar does not have/,
  ),
  clinic(
    "an opening date that a time zone shifted",
    "1;A;1081;;PLO-klinik;1;1999-12-31 23:00:00;;;",
    /“1999-12-31 23:00:00” has a time of day/,
  ),
  clinic(
    "an opening date as Excel's number",
    "1;A;1081;;PLO-klinik;1;45689;;;",
    /“45689” is the number by which Excel means 2025-02-01/,
  ),
  clinic("an American date", "1;A;1081;;PLO-klinik;1;12/31/2000;;;", /is no date/),
  clinic("no opening date", "1;A;1081;;PLO-klinik;1;;;;", /“” is no date/),
  clinic(
    "closed before it opened",
    "1;A;1081;;PLO-klinik;1;01-01-2000;31-12-1999;;",
    /closed 1999-12-31 before it opened/,
  ),
  clinic("a successor that is no number", "1;A;1081;;PLO-klinik;1;01-01-2000;;;x", /“x” is no ydernummer/),
  clinic(
    "two periods at once",
    "1;A;1081;;PLO-klinik;1;01-01-2000;;;\r\n1;B;1081;;PLO-klinik;1;01-01-2010;;;",
    /open at the same time as in line/,
  ),
  clinic(
    "the same period twice",
    "1;A;1081;;PLO-klinik;1;01-01-2000;;;\r\n1;A;1081;;PLO-klinik;1;01-01-2000;;;",
    /the same key as line/,
  ),
];

const people: HostileFile[] = [
  row("a civil registration number in place of a ydernummer", `2025-02;${cpr};KOL;1;2`, /the cell B3 holds/),
  row("one without hyphen", "2025-02;0101901234;KOL;1;2", /the cell B3 holds/),
  row("one with a space", "2025-02;010190 1234;KOL;1;2", /the cell B3 holds/),
  row("one with a dash of a word processor", "2025-02;010190\u20131234;KOL;1;2", /the cell B3 holds/),
  row("one without its leading zero", "2025-02;101901234;KOL;1;2", /the cell B3 holds/),
  row("one in quotation marks", `2025-02;"${cpr}";KOL;1;2`, /the cell B3 holds/),
  row("one in a row of the wrong width", `2025-02;1;KOL;1;2;${cpr}`, /the cell F3 holds/),
  row("one behind an open quotation mark", `2025-02;"1;KOL;1;${cpr}`, /holds what looks like/),
  row("one of 29 February", "2025-02;290200-1234;KOL;1;2", /the cell B3 holds/),
  whole("one in a heading", `${header};${cpr}\n${goodRow};x\n`, /the (heading of column F|cell F1) holds/),
  whole(
    "one in a column that nobody reads",
    `${header};Note\n${goodRow};ring til ${cpr} i morgen\n`,
    /the cell F2 holds/,
  ),
  whole("one in UTF-16", utf16(`${header};Note\n${goodRow};${cpr}\n`), /the cell F2 holds/),
  clinic("one in a clinic's name", `1;Lægehus ${cpr};1081;;PLO-klinik;1;01-01-2000;;;`, /the cell B2 holds/),
  file(`planer ${cpr}.csv`, 12)("one in the file's name", `${header}\n${goodRow}\n`, /the file's name holds/),
];

/** Text files that must be refused. */
export const hostileTexts: readonly HostileFile[] = [
  ...layouts,
  ...bytes,
  ...shapes,
  ...values,
  ...clinics,
  ...people,
];
