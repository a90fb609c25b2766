import type { MatrixBlock, TableBlock, TableColumn, TableRow } from "./page-content.js";
import { escapeMarkup } from "../text-escape.js";

/** A table with caption and headers; a wide one scrolls sideways in a region that the keyboard can reach. */
export function renderTable(table: TableBlock): string {
  const caption = escapeMarkup(table.caption);
  const heads = table.columns.map(
    ({ heading, align }) => `<th scope="col"${classOf(align)}>${escapeMarkup(heading)}</th>`,
  );
  const captionClass = table.folded ? ' class="unseen"' : "";
  const markup = `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table${sortOf(table)}>
<caption${captionClass}><span>${caption}</span></caption>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${table.rows.map((row) => renderRow(row, table.columns)).join("\n")}
</tbody>
</table></div>`;
  return table.folded ? `<details><summary>${caption}</summary>\n${markup}\n</details>` : markup;
}

function sortOf({ sortLabel }: TableBlock): string {
  return sortLabel === undefined ? "" : ` data-sort="${escapeMarkup(sortLabel)}"`;
}

/** A grid of two scales, as a table with headers on both sides. */
export function renderMatrix({ caption, corner, columns, rows }: MatrixBlock): string {
  const heads = columns.map((heading) => `<th scope="col">${escapeMarkup(heading)}</th>`);
  const lines = rows.map(({ heading, cells }) => {
    const written = cells.map(
      ({ text, isMarked }) => `<td${isMarked ? ' class="marked"' : ""}>${escapeMarkup(text)}</td>`,
    );
    return `<tr><th scope="row">${escapeMarkup(heading)}</th>${written.join("")}</tr>`;
  });
  const name = escapeMarkup(caption);
  return `<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table class="matrix">
<caption><span>${name}</span></caption>
<thead><tr><th scope="col">${escapeMarkup(corner)}</th>${heads.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody>
</table></div>`;
}

function renderRow({ cells, stressed }: TableRow, columns: readonly TableColumn[]): string {
  const written = cells.map((cell, index) => {
    const align = classOf(columns[index]?.align ?? "text");
    const text = escapeMarkup(cell);
    return index === 0 ? `<th scope="row"${align}>${text}</th>` : `<td${align}>${text}</td>`;
  });
  return `<tr${stressed ? ' class="stressed"' : ""}>${written.join("")}</tr>`;
}

function classOf(align: TableColumn["align"]): string {
  return align === "number" ? ' class="number"' : "";
}
