import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { damageOf } from "./damaged-text.js";

/** UTF-8 read as Windows-1252, as a program does that was told the wrong encoding. */
const misread = (text: string): string =>
  new TextDecoder("windows-1252").decode(new TextEncoder().encode(text));

const names = [
  ...["Lægehuset Åen", "Søborg", "Ærøskøbing", "Årslev", "Østerbro", "Rødekro Lægecenter", "André Müller"],
  ...["Brønderslev", "Læsø", "Kærby", "Ålestrup", "Højbjerg", "Nørregade 5, st. tv.", "Lægerne (Ø-gade)"],
];

describe("a text that looks whole", () => {
  test.each([
    ...names,
    ...[
      "",
      "Nord",
      "Praksis & Co",
      "Lægehuset?",
      "Hvad? Ja",
      "5 % flere",
      "Læge A/S",
      "R&D; Nord",
      "50 €",
      "“Åen”",
    ],
    ...["Lægehuset – Åen", "Lægen’s", "C++", "a | b", "[ny]", "{tom}", "Ølby [2]", "Læge 100%", "æ=3"],
  ])("%s is not damaged", (text) => {
    expect(damageOf(text)).toBeNull();
  });
});

describe("UTF-8 read as Windows-1252", () => {
  test.each(names.filter((name) => /[^\0-\x7f]/.test(name)))("%s is told and repaired", (name) => {
    expect(damageOf(misread(name))).toEqual({ damage: "double-encoding", repaired: name });
  });

  test("twice is repaired as well", () => {
    expect(damageOf(misread(misread("Søborg")))).toEqual({ damage: "double-encoding", repaired: "Søborg" });
  });

  test("any text of Danish letters that is misread is repaired to itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zæøåÆØÅ ]{1,12}$/), (text) => {
        fc.pre(/[æøåÆØÅ]/.test(text));
        expect(damageOf(misread(text))).toEqual({ damage: "double-encoding", repaired: text });
      }),
    );
  });

  test("a run of letters that is no UTF-8 stays what it is, and one letter alone is no run", () => {
    expect(damageOf("Ææ")).toBeNull();
    expect(damageOf("ßÄ")).toBeNull();
    expect(damageOf("Ã")).toBeNull();
    expect(damageOf("Ł¸")).toBeNull();
  });
});

describe("letters that are lost", () => {
  test.each([
    ["S\ufffdborg", "replacement-mark"],
    ["L\ufffd\ufffdgehuset Søborg", "replacement-mark"],
    ["S?borg", "question-mark"],
    ["?rø", "question-mark"],
    ["Lægehuset ?en", "question-mark"],
  ])("%s is told, and not repaired", (text, damage) => {
    expect(damageOf(text)).toEqual({ damage, repaired: null });
  });

  test("a question mark at the end of a word, or before figures, is one", () => {
    expect(damageOf("Læge?")).toBeNull();
    expect(damageOf("Læge? 2")).toBeNull();
    expect(damageOf("Læge?2")).toBeNull();
  });
});

describe("HTML entities", () => {
  test.each([
    ["S&oslash;borg", "Søborg"],
    ["L&aelig;gehuset &Aring;en", "Lægehuset Åen"],
    ["S&#248;borg", "Søborg"],
    ["S&#xf8;borg", "Søborg"],
    ["S&#XF8;borg", "Søborg"],
    ["Praksis &amp; Co", "Praksis & Co"],
    ["&lt;ny&gt; &quot;a&quot; &apos;b&apos;", "<ny> \"a\" 'b'"],
    ["a&nbsp;b", "a\u00a0b"],
    ["&AElig;r&oslash; &Oslash;st &aring;", "Ærø Øst å"],
    ["Andr&eacute; M&uuml;ller &Eacute; &ouml;&Ouml;&auml;&Auml;&Uuml;", "André Müller É öÖäÄÜ"],
  ])("%s is told and repaired", (text, repaired) => {
    expect(damageOf(text)).toEqual({ damage: "entity", repaired });
  });

  test("one that nobody knows is told, and the text is not half repaired", () => {
    expect(damageOf("S&oslash;borg &hellip;")).toEqual({ damage: "entity", repaired: null });
  });

  test.each(["a & b;", "R&D", "AT&T; Nord & Syd", "&;", "&#;", "&#1;", "&toolongname;", "a&b c;"])(
    "%s holds none",
    (text) => {
      expect(damageOf(text)).toBeNull();
    },
  );
});

describe("escapes of programs", () => {
  test.each([
    ["S\\u00f8borg", "Søborg"],
    ["S\\u00F8borg", "Søborg"],
    ["S\\xf8borg", "Søborg"],
    ["S%C3%B8borg", "Søborg"],
    ["S%c3%b8borg", "Søborg"],
    ["S=C3=B8borg", "Søborg"],
    ["L\\u00e6geh\\u00f8j", "Lægehøj"],
  ])("%s is told and repaired", (text, repaired) => {
    expect(damageOf(text)).toEqual({ damage: "escape", repaired });
  });

  test.each(["100%A0", "%C3%28", "a\\x41b", "\\u00g8", "=C3 =B8", "5%C", "=c3=b8", "%41%42"])(
    "%s is none: those are no letters",
    (text) => {
      expect(damageOf(text)).toBeNull();
    },
  );
});

describe("another code page", () => {
  /** A text written by one program and read by another: bytes of each letter, and what they are elsewhere. */
  test.each([
    // CP850: æ 91, ø 9B, å 86, Ø 9D, Å 8F; read as Windows-1252 these are ‘ › † and two control characters
    ["L‘gehuset", "Lægehuset"],
    ["S›borg", "Søborg"],
    ["›sterbro", "østerbro"],
    ["\u009dsterbro", "Østerbro"],
    ["\u008frslev", "Årslev"],
    ["Bl†vand", "Blåvand"],
    ["L‘s› Kommune", "Læsø Kommune"],
    ["L‘s›", "Læsø"],
    ["Fan› Kommune", "Fanø Kommune"],
    ["Bl† Kors", "Blå Kors"],
    // Mac Roman: æ BE, ø BF, å 8C, Æ AE, Ø AF, Å 81; read as Windows-1252 these are ¾ ¿ Œ ® ¯
    ["L¾gehuset", "Lægehuset"],
    ["L¾s¿", "Læsø"],
    ["L¾gehuset® Nord¯", "Lægehuset® Nord¯"],
    ["S¿borg", "Søborg"],
    ["¿sterbro", "østerbro"],
    ["Gr\u0152sten", "Gråsten"],
    ["\u0152rslev", "årslev"],
    ["L®GEHUS", "LÆGEHUS"],
    ["S¯BORG", "SØBORG"],
    ["\u0081rslev", "Årslev"],
    // Windows-1252 read as Mac Roman: æ E6 is Ê, ø F8 is ¯, å E5 is Â, Æ C6 is ∆, Ø D8 is ÿ, Å C5 is ≈
    ["LÊgehuset", "Lægehuset"],
    ["S¯borg", "Søborg"],
    ["GrÂsten", "Gråsten"],
    ["∆r¯", "Ærø"],
    ["Fan¯", "Fanø"],
    ["∆ldre", "Ældre"],
    ["SÿBORG", "SØBORG"],
    ["≈rslev", "Årslev"],
  ])("%j is told and repaired to %s", (text, repaired) => {
    expect(damageOf(text)).toEqual({ damage: "code-page", repaired });
  });

  test.each([
    ...[
      "‘Åen’",
      "‘citat’",
      "a › b",
      "Å †",
      "Søby†",
      "Søby† ",
      "† 2020",
      "½ ¾ dag",
      "Firma® Nord",
      "Œuvre",
      "¿Qué?".slice(0, 1),
    ],
    ...["ÂGE", "FÊTE", "≈ 5", "∆ 3", "Åen’s ›", "ægte ¯"],
  ])("%j holds signs that people write there", (text) => {
    expect(damageOf(text)).toBeNull();
  });
});

describe("seven bits", () => {
  test.each([
    ["L{gehuset", "Lægehuset"],
    ["S|borg", "Søborg"],
    ["Gr}sten", "Gråsten"],
    ["L[GEHUS", "LÆGEHUS"],
    ["S\\BORG", "SØBORG"],
    ["GR]STEN", "GRÅSTEN"],
    ["S|borg |stre", "Søborg østre"],
    ["Gr}sten }en", "Gråsten åen"],
    ["S|borg \\stre", "Søborg Østre"],
    ["S|borg ]en", "Søborg Åen"],
  ])("%s is told and repaired to %s", (text, repaired) => {
    expect(damageOf(text)).toEqual({ damage: "seven-bit", repaired });
  });

  test.each(["|stre", "{ny}", "a | b", "[NY]", "C:\\Nord", "a{B", "A[b", "5|a"])(
    "%s alone is none: no such sign stands within a word",
    (text) => {
      expect(damageOf(text)).toBeNull();
    },
  );
});
