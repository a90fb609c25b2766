import { describe, expect, test } from "vitest";
import JSZip from "jszip";
import type { PackageParts } from "./package.js";
import {
  addDefaultType,
  addPart,
  addRelation,
  contentTypesPart,
  openPackage,
  partText,
  readRelations,
  relationsOf,
  removePart,
  sealParts,
} from "./package.js";

const emptyTypes = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>';
const empty = (): PackageParts => new Map([[contentTypesPart, emptyTypes]]);
const slide = "ppt/slides/slide1.xml";

describe("parts of a package", () => {
  test("are read as text, whether they came as text or as bytes", () => {
    const parts: PackageParts = new Map<string, string | Uint8Array>([
      ["a.xml", "Åen"],
      ["b.xml", new TextEncoder().encode("Søborg")],
    ]);
    expect([partText(parts, "a.xml"), partText(parts, "b.xml")]).toEqual(["Åen", "Søborg"]);
    expect(() => partText(parts, "c.xml")).toThrow("the package has no part c.xml");
  });

  test("are added with their kind and removed with it and with their references", () => {
    const parts = empty();
    addPart(parts, { name: slide, content: "<p/>", contentType: "slide+xml" });
    addPart(parts, { name: "ppt/slides/slide10.xml", content: "<q/>", contentType: "slide+xml" });
    addRelation(parts, slide, { type: "chart", target: "ppt/charts/chart1.xml" });
    const types = (): string[] =>
      [...partText(parts, contentTypesPart).matchAll(/PartName="([^"]*)"/g)].map(([, name]) => name!);
    expect(types()).toEqual([`/${slide}`, "/ppt/slides/slide10.xml"]);
    removePart(parts, slide);
    expect(types()).toEqual(["/ppt/slides/slide10.xml"]);
    expect([...parts.keys()]).toEqual([contentTypesPart, "ppt/slides/slide10.xml"]);
  });

  test("of an ending have one kind, said once however it is written", () => {
    const parts = empty();
    addDefaultType(parts, "png", "image/png");
    addDefaultType(parts, "png", "image/other");
    expect(partText(parts, contentTypesPart).match(/<Default /g)).toHaveLength(1);
    expect(partText(parts, contentTypesPart)).toContain('<Default Extension="png" ContentType="image/png"/>');
    const shouting: PackageParts = new Map([
      [contentTypesPart, emptyTypes.replace("></", '><Default Extension="PNG" ContentType="image/png"/></')],
    ]);
    addDefaultType(shouting, "png", "image/png");
    expect(partText(shouting, contentTypesPart).match(/<Default /g)).toHaveLength(1);
  });

  test("stand in names that hold a dollar sign as they are", () => {
    const parts = empty();
    addPart(parts, { name: "ppt/$&.xml", content: "<p/>", contentType: "$1+xml" });
    addRelation(parts, slide, { type: "image", target: "ppt/media/$`.png" });
    expect(partText(parts, contentTypesPart)).toContain('PartName="/ppt/$&amp;.xml" ContentType="$1+xml"');
    expect(readRelations(parts, slide)[0]?.target).toBe("ppt/media/$`.png");
  });
});

describe("references of a part", () => {
  test.each([
    ["", "_rels/.rels"],
    ["ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"],
    [slide, "ppt/slides/_rels/slide1.xml.rels"],
  ])("of %j stand in %s", (owner, name) => {
    expect(relationsOf(owner)).toBe(name);
  });

  test("are numbered one after the other, and are read as they were added", () => {
    const parts = empty();
    expect(
      addRelation(parts, slide, { type: "slideLayout", target: "ppt/slideLayouts/slideLayout2.xml" }),
    ).toBe("rId1");
    expect(addRelation(parts, slide, { type: "chart", target: "ppt/charts/chart1.xml" })).toBe("rId2");
    expect(readRelations(parts, slide)).toEqual([
      { id: "rId1", type: "slideLayout", target: "ppt/slideLayouts/slideLayout2.xml" },
      { id: "rId2", type: "chart", target: "ppt/charts/chart1.xml" },
    ]);
    expect(partText(parts, relationsOf(slide))).toContain('Target="../charts/chart1.xml"');
  });

  test("of the package itself lead from its top, and its properties have a type of their own", () => {
    const parts = empty();
    addRelation(parts, "", { type: "officeDocument", target: "ppt/presentation.xml" });
    addRelation(parts, "", { type: "core-properties", target: "docProps/core.xml" });
    const written = partText(parts, "_rels/.rels");
    expect(written).toContain('Target="ppt/presentation.xml"');
    expect(written).toContain('/officeDocument/2006/relationships/officeDocument"');
    expect(written).toContain('/package/2006/relationships/metadata/core-properties"');
    expect(readRelations(parts, "").map(({ type }) => type)).toEqual(["officeDocument", "core-properties"]);
  });

  test("get the next number above the highest that another program gave, whatever lacks below", () => {
    const parts = empty();
    parts.set(
      relationsOf(slide),
      '<Relationships xmlns="x"><Relationship Id="rId7" Type="a/chart" Target="../charts/c.xml"/><Relationship Id="tag" Type="a/tags" Target="../tags/t.xml"/></Relationships>',
    );
    expect(addRelation(parts, slide, { type: "chart", target: "ppt/charts/chart2.xml" })).toBe("rId8");
    expect(readRelations(parts, slide).map(({ id }) => id)).toEqual(["rId7", "tag", "rId8"]);
  });

  test("are read as other programs write them: with a prefix, from the top, in any order; addresses outside are left out", () => {
    const parts = empty();
    parts.set(
      relationsOf(slide),
      [
        '<r:Relationships xmlns:r="x">',
        '<r:Relationship Target="/ppt/charts/c.xml" Id="a" Type="t/chart"></r:Relationship>',
        '<r:Relationship Id="b" Type="t/hyperlink" TargetMode="External" Target="https://example.org"/>',
        '<r:Relationship Type="t/image" Id="c"\n Target="../media/i.png" />',
        '<r:Relationship Id="d" Type="t/notesSlide" TargetMode="Internal" Target="../notesSlides/n.xml"/>',
        "</r:Relationships>",
      ].join(""),
    );
    expect(readRelations(parts, slide)).toEqual([
      { id: "a", type: "chart", target: "ppt/charts/c.xml" },
      { id: "c", type: "image", target: "ppt/media/i.png" },
      { id: "d", type: "notesSlide", target: "ppt/notesSlides/n.xml" },
    ]);
  });

  test("are none of a part that has none, and a half written one names nothing", () => {
    const parts = empty();
    expect(readRelations(parts, slide)).toEqual([]);
    parts.set(relationsOf(slide), "<Relationships><Relationship /></Relationships>");
    expect(readRelations(parts, slide)).toEqual([{ id: "", type: "", target: "ppt/slides" }]);
  });
});

describe("a packed package", () => {
  const parts = (): PackageParts => {
    const all = empty();
    addRelation(all, "", { type: "officeDocument", target: "ppt/presentation.xml" });
    for (const name of ["ppt/z.xml", "ppt/a.xml", "docProps/core.xml"])
      all.set(name, `<${name.length} `.repeat(40));
    all.set("ppt/media/logo.png", new Uint8Array(200).fill(7));
    all.set("ppt/embeddings/chart1.xlsx", new Uint8Array(200).fill(8));
    return all;
  };

  test("begins with kinds and references, the others by name, whatever the order in which they were added", async () => {
    const names = Object.keys((await JSZip.loadAsync(await sealParts(parts()))).files);
    expect(names.slice(0, 2)).toEqual(["[Content_Types].xml", "_rels/.rels"]);
    expect(names.slice(2)).toEqual([...names.slice(2)].sort());
    const backwards = new Map([...parts()].reverse());
    expect(await sealParts(backwards)).toEqual(await sealParts(parts()));
  });

  test("is read back as it was, texts as text and pictures as bytes", async () => {
    const read = await openPackage(await sealParts(parts()));
    expect([...read.keys()].sort()).toEqual([...parts().keys()].sort());
    for (const [name, content] of parts()) expect([name, read.get(name)]).toEqual([name, content]);
    expect(typeof read.get("ppt/a.xml")).toBe("string");
    expect(read.get("ppt/media/logo.png")).toBeInstanceOf(Uint8Array);
  });

  test("packs texts and leaves what is packed already", async () => {
    const bytes = await sealParts(parts());
    // a part of 200 equal bytes that was packed again would not stand in the file as it is
    expect(Buffer.from(bytes).includes(Buffer.alloc(200, 7))).toBe(true);
    expect(Buffer.from(bytes).includes(Buffer.alloc(200, 8))).toBe(true);
    expect(Buffer.from(bytes).includes("<9 <9 <9 ")).toBe(false);
  });

  test("of another program may hold folders, which are no parts", async () => {
    const zip = new JSZip();
    zip.folder("ppt");
    zip.file("ppt/a.xml", "<a/>");
    expect([...(await openPackage(await zip.generateAsync({ type: "uint8array" }))).keys()]).toEqual([
      "ppt/a.xml",
    ]);
  });
});
