import ExcelJs from "exceljs";
import JSZip from "jszip";

/**
 * What somebody reads in a made file, line by line: rows of a workbook with ` | ` between the cells, below a line with the
 * sheet's name; the lines of a page; the paragraphs of slides and documents. Any other file is its text.
 */
export async function readableLines(name: string, bytes: Uint8Array): Promise<string[]> {
  const lines = await linesOf(name, bytes);
  return lines.map((line) => line.replaceAll(/[\s\u00a0]+/g, " ").trim()).filter((line) => line !== "");
}

async function linesOf(name: string, bytes: Uint8Array): Promise<string[]> {
  if (name.endsWith(".xlsx")) return workbookLines(bytes);
  if (name.endsWith(".pptx")) return partLines(bytes, /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/, "a");
  if (name.endsWith(".docx")) return partLines(bytes, /^word\/document\.xml$/, "w");
  const text = new TextDecoder().decode(bytes);
  return (name.endsWith(".html") ? pageText(text) : text).split("\n");
}

async function workbookLines(bytes: Uint8Array): Promise<string[]> {
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook.worksheets.flatMap((sheet) => {
    const lines = [`[${sheet.name}]`];
    sheet.eachRow((row) => {
      const cells: string[] = [];
      row.eachCell((cell) => {
        if (cell.master === cell && cell.text !== "") cells.push(cell.text);
      });
      lines.push(cells.join(" | "));
    });
    return lines;
  });
}

async function partLines(bytes: Uint8Array, isRead: RegExp, prefix: "a" | "w"): Promise<string[]> {
  const parts = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ name }) => isRead.test(name));
  // slide2 before slide10
  parts.sort((left, right) => left.name.localeCompare(right.name, "en", { numeric: true }));
  const texts = await Promise.all(parts.map((part) => part.async("string")));
  const paragraph = new RegExp(`<${prefix}:p[ >].*?</${prefix}:p>`, "gs");
  const run = new RegExp(`<${prefix}:t(?: [^>]*)?>(.*?)</${prefix}:t>`, "gs");
  return texts.flatMap((xml) =>
    [...xml.matchAll(paragraph)].map(([inner]) =>
      plain([...inner.matchAll(run)].map(([, text = ""]) => text).join("")),
    ),
  );
}

/** A page's text: a cell of a table stands behind ` | `, whatever else is a block begins a line. */
function pageText(html: string): string {
  return plain(
    html
      .replaceAll(/<(style|script)\b.*?<\/\1>/gs, "")
      .replaceAll(/\s+/g, " ")
      .replaceAll(/<\/t[hd]>\s*(?=<t[hd]\b)/g, " | ")
      .replaceAll(
        /<\/?(p|div|section|h\d|li|tr|table|caption|figure|figcaption|dt|dd|br|title|text)\b[^>]*>/g,
        "\n",
      )
      .replaceAll(/<[^>]*>/g, ""),
  );
}

function plain(markup: string): string {
  return markup
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
