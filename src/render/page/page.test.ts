import { describe, expect, it } from "vitest";
import { readTheme } from "../theme.js";
import { renderPage } from "./page.js";
import type { PageContent, TableBlock } from "./page-content.js";

const { style } = await readTheme("reports");

const table: TableBlock = {
  kind: "table",
  caption: "Planer",
  folded: false,
  columns: [
    { heading: "Måned", align: "text" },
    { heading: "Nye", align: "number" },
  ],
  rows: [
    { cells: ["Marts 2024", "7.723"], stressed: false },
    { cells: ["April 2024", "0"], stressed: true },
  ],
};

const page: PageContent = {
  title: "Titel <script>alert(1)</script>",
  subtitle: null,
  facts: [{ label: "Afsender", text: "A & B" }],
  marks: [{ label: "Syntetiske data", text: "Konstrueret.", tone: "caution" }],
  labels: { language: "da-DK", skipToContent: "Gå til indhold", contents: "Indhold" },
  sections: [
    { id: "one", heading: "Første", startsSheet: true, blocks: [{ kind: "finding", text: "1 < 2" }, table] },
    {
      id: "two",
      heading: "Anden",
      startsSheet: false,
      blocks: [
        { kind: "note", lines: ['"Kilde"'] },
        { kind: "definitions", items: [{ term: "Ny plan", text: "En plan." }] },
        { kind: "key-figures", figures: [{ value: "80,0 %", label: "opfylder" }] },
        { ...table, folded: true },
      ],
    },
  ],
  footer: ["Slut"],
};

const html = renderPage(page, style);

describe("a page", () => {
  it("shows markup from a text and never runs it", () => {
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("1 &lt; 2");
    expect(html).toContain("A &amp; B");
  });

  it("names its language and has one first heading, one heading a section and a way to skip to the content", () => {
    expect(html).toContain('<html lang="da-DK">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<h2>/g)).toHaveLength(2);
    expect(html).toContain('<a class="skip" href="#content">Gå til indhold</a>');
    expect(html).toContain('<main id="content"');
  });

  it("asks nothing of the network", () => {
    expect(html).not.toMatch(/(src|href)="(?!#)/);
    expect(html).not.toMatch(/url\((?!data:)/);
    expect(html).not.toContain("@import");
    expect(html).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
  });

  it("gives a table a caption, column headers and row headers; zero stays zero", () => {
    expect(html).toContain('<th scope="col">Måned</th><th scope="col" class="number">Nye</th>');
    expect(html).toContain('<th scope="row">Marts 2024</th><td class="number">7.723</td>');
    expect(html).toContain(
      '<tr class="stressed"><th scope="row">April 2024</th><td class="number">0</td></tr>',
    );
    expect(html.match(/<caption/g)).toHaveLength(2);
  });

  it("is the same bytes for the same content", () => {
    expect(renderPage(page, style)).toBe(html);
  });
});
