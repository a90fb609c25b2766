import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readTheme } from "../theme.js";
import { renderPage } from "./page.js";
import type { PageContent, Svg, TableBlock } from "./page-content.js";

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

  it("holds a scripted part's data so that nothing in them ends their element, and lets its script run by its hash alone", () => {
    const data = { name: '</script><!--<script>alert("1")', line: "\u2028", ampersand: "&" };
    const script = "document.title;";
    const scripted = renderPage(
      {
        ...page,
        title: "Titel",
        sections: [
          ...page.sections,
          {
            id: "three",
            heading: "Tredje",
            startsSheet: false,
            needsScript: true,
            blocks: [{ kind: "scripted", id: "part", data, script, style: ".part{color:var(--text)}" }],
          },
        ],
      },
      style,
    );
    const [, json = ""] =
      /<script type="application\/json" id="part-data">([^<]*)<\/script>/.exec(scripted) ?? [];
    expect(JSON.parse(json)).toEqual(data);
    expect(scripted.match(/<script/g)).toHaveLength(2);
    const hash = createHash("sha256").update(script).digest("base64");
    expect(scripted).toContain(`; script-src 'sha256-${hash}'">`);
    // Hidden until the script shows it: the section, and the way to it.
    expect(scripted).toContain('<section id="three" class="needs-script" hidden>');
    expect(scripted).toContain('<li class="needs-script" hidden><a href="#three">');
    expect(scripted).toContain(".part{color:var(--text)}");
  });

  it("has its pictures slim", () => {
    const picture =
      '<svg><path d="M1.23456,7e1L0.005,12.1"/><text x="3.14159">0.12345 og 1.23456</text></svg>' as Svg;
    const figure = { kind: "figure", wide: picture, narrow: null, caption: null } as const;
    const drawn = renderPage(
      { ...page, sections: [{ id: "one", heading: "En", startsSheet: false, blocks: [figure] }] },
      style,
    );
    expect(drawn).toContain('<path d="M1.23,7e1L0.01,12.1"/><text x="3.14">0.12345 og 1.23456</text>');
  });

  it("is the same bytes for the same content", () => {
    expect(renderPage(page, style)).toBe(html);
  });
});
