import { describe, expect, test } from "vitest";
import type { PackageParts } from "../package.js";
import { addRelation } from "../package.js";
import { readLayouts } from "./layouts.js";

const presentation = "ppt/presentation.xml";
const master = "ppt/slideMasters/slideMaster1.xml";
const namespaces = 'xmlns:p="p" xmlns:a="a"';

const shape = (
  type: string | null,
  idx: string | null,
  box?: [number, number, number, number],
  inner = "",
): string =>
  [
    "<p:sp><p:nvSpPr><p:nvPr>",
    `<p:ph${type === null ? "" : ` type="${type}"`}${idx === null ? "" : ` idx="${idx}"`}/></p:nvPr></p:nvSpPr>`,
    box === undefined
      ? "<p:spPr/>"
      : `<p:spPr><a:xfrm><a:off x="${box[0]}" y="${box[1]}"/><a:ext cx="${box[2]}" cy="${box[3]}"/></a:xfrm></p:spPr>`,
    `${inner}</p:sp>`,
  ].join("");

const size = (points: number): string =>
  `<p:txBody><a:lstStyle><a:lvl1pPr><a:defRPr sz="${points * 100}"/></a:lvl1pPr><a:lvl2pPr><a:defRPr sz="700"/></a:lvl2pPr></a:lstStyle></p:txBody>`;

/** A presentation of one master with these shapes, and of layouts by their names. */
function packageOf(
  masterXml: string,
  layouts: Record<string, { type?: string; shapes: string }>,
): PackageParts {
  const parts: PackageParts = new Map();
  parts.set(master, `<p:sldMaster ${namespaces}><p:cSld>${masterXml}</p:cSld></p:sldMaster>`);
  addRelation(parts, presentation, { type: "slideMaster", target: master });
  for (const [index, [name, { type, shapes }]] of Object.entries(layouts).entries()) {
    const part = `ppt/slideLayouts/slideLayout${index + 1}.xml`;
    const kind = type === undefined ? "" : ` type="${type}"`;
    parts.set(
      part,
      `<p:sldLayout ${namespaces}${kind}><p:cSld name="${name}">${shapes}</p:cSld></p:sldLayout>`,
    );
    addRelation(parts, master, { type: "slideLayout", target: part });
  }
  return parts;
}

const read = (parts: PackageParts) => readLayouts(parts, presentation);

describe("the layouts of a presentation", () => {
  test("are told in their order, by name and type, with the places that they fill", () => {
    const parts = packageOf("", {
      Forside: { type: "title", shapes: shape("ctrTitle", null, [1, 2, 3, 4]) },
      Indhold: { shapes: shape(null, "1", [5, 6, 7, 8]) },
    });
    expect(read(parts)).toEqual([
      {
        ...{ part: "ppt/slideLayouts/slideLayout1.xml", name: "Forside", type: "title", titleSize: null },
        placeholders: [{ key: { type: "ctrTitle", idx: null }, box: { x: 1, y: 2, width: 3, height: 4 } }],
      },
      {
        ...{ part: "ppt/slideLayouts/slideLayout2.xml", name: "Indhold", type: null, titleSize: null },
        placeholders: [{ key: { type: null, idx: "1" }, box: { x: 5, y: 6, width: 7, height: 8 } }],
      },
    ]);
  });

  test("of several masters are told master by master, each by its own places", () => {
    const parts = packageOf(shape("title", null, [1, 1, 1, 1]), { A: { shapes: shape("title", null) } });
    const other = "ppt/slideMasters/slideMaster2.xml";
    parts.set(
      other,
      `<p:sldMaster ${namespaces}><p:cSld>${shape("title", null, [9, 9, 9, 9])}</p:cSld></p:sldMaster>`,
    );
    parts.set(
      "ppt/slideLayouts/slideLayout9.xml",
      `<p:sldLayout ${namespaces}><p:cSld name="B">${shape("title", null)}</p:cSld></p:sldLayout>`,
    );
    addRelation(parts, presentation, { type: "slideMaster", target: other });
    addRelation(parts, presentation, { type: "theme", target: "ppt/theme/theme1.xml" });
    addRelation(parts, other, { type: "theme", target: "ppt/theme/theme2.xml" });
    addRelation(parts, other, { type: "slideLayout", target: "ppt/slideLayouts/slideLayout9.xml" });
    expect(read(parts).map(({ name, placeholders }) => [name, placeholders[0]?.box?.x])).toEqual([
      ["A", 1],
      ["B", 9],
    ]);
  });

  test("of a presentation without masters are none", () => {
    expect(readLayouts(new Map(), presentation)).toEqual([]);
  });
});

describe("a place that a layout leaves out", () => {
  const places =
    shape("title", null, [1, 1, 1, 1]) + shape("body", "1", [2, 2, 2, 2]) + shape("dt", "2", [3, 3, 3, 3]);

  test.each([
    ["title", 1],
    ["ctrTitle", 1],
    ["body", 2],
    ["subTitle", 2],
    [null, 2],
    ["dt", 3],
    // what the master does not have stands where its text stands
    ["ftr", 2],
    ["pic", 2],
  ])("for %s comes from its master", (type, x) => {
    const [layout] = read(packageOf(places, { A: { shapes: shape(type, "7") } }));
    expect(layout?.placeholders).toEqual([
      { key: { type, idx: "7" }, box: { x, y: x, width: x, height: x } },
    ]);
  });

  test("is not known where the master has none either", () => {
    const [layout] = read(packageOf("", { A: { shapes: shape("title", null) } }));
    expect(layout?.placeholders[0]?.box).toBeNull();
  });
});

describe("what is no placeholder", () => {
  test("is left out: pictures, decoration and groups of them", () => {
    const shapes = [
      "<p:pic><p:nvPicPr><p:nvPr/></p:nvPicPr><p:spPr><a:xfrm><a:off x='1' y='1'/><a:ext cx='1' cy='1'/></a:xfrm></p:spPr></p:pic>",
      "<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr></p:sp>",
      shape("title", null, [4, 4, 4, 4]),
      "<p:graphicFrame><p:nvPr><p:ph type='tbl' idx='3'/></p:nvPr><p:xfrm><a:off x='5' y='5'/><a:ext cx='5' cy='5'/></p:xfrm></p:graphicFrame>",
    ].join("");
    const [layout] = read(packageOf("", { A: { shapes } }));
    expect(layout?.placeholders.map(({ key, box }) => [key.type, box?.x])).toEqual([
      ["title", 4],
      ["tbl", 5],
    ]);
  });

  test("an extension list is no size", () => {
    const inner = "<p:extLst><a:ext uri='{1}'/></p:extLst>";
    const [layout] = read(packageOf("", { A: { shapes: shape("title", null, [4, 4, 4, 4], inner) } }));
    expect(layout?.placeholders[0]?.box).toEqual({ x: 4, y: 4, width: 4, height: 4 });
  });
});

describe("the size of a title", () => {
  const style = `<p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz="4400"/></a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr><a:defRPr sz="2000"/></a:lvl1pPr></p:bodyStyle></p:txStyles>`;

  test("is that of the layout's own title before that of its master's", () => {
    const own = packageOf(shape("title", null, [1, 1, 1, 1], size(36)) + style, {
      A: { shapes: shape("title", null, [1, 1, 1, 1], size(28)) },
      B: { shapes: shape("ctrTitle", null) },
    });
    expect(read(own).map(({ titleSize }) => titleSize)).toEqual([28, 36]);
  });

  test("is that of the master's titles where no title says its own", () => {
    expect(
      read(packageOf(shape("title", null) + style, { A: { shapes: shape("title", null) } }))[0]?.titleSize,
    ).toBe(44);
  });

  test("is never that of another text or another level", () => {
    const shapes = shape("body", "1", [1, 1, 1, 1], size(18)) + shape("title", null);
    expect(read(packageOf("", { A: { shapes } }))[0]?.titleSize).toBeNull();
  });
});
