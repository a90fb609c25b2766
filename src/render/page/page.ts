import { pageStyleSheet } from "./style-sheet.js";
import { renderMatrix, renderTable } from "./table.js";
import { pageScript, scriptSource } from "./script.js";
import { renderScripted } from "./scripted.js";
import { slimPicture } from "./slim-picture.js";
import type {
  Block,
  DefinitionsBlock,
  FigureBlock,
  KeyFiguresBlock,
  Mark,
  PageContent,
  ScriptedBlock,
  Section,
  SwitchBlock,
  WriteInBlock,
} from "./page-content.js";
import type { Style } from "../style.js";
import { escapeMarkup } from "../text-escape.js";

/** Writes a page as one self-contained HTML file: style, font and pictures are inside, nothing is fetched. */
export function renderPage(page: PageContent, style: Style): string {
  const { labels } = page;
  const scripted = scriptedBlocks(page);
  const scripts = [...(isInteractive(page) ? [pageScript] : []), ...scripted.map(({ script }) => script)];
  // What the page says comes before the list of what it holds: the reader meets it without scrolling.
  const [first, others] = [page.sections.slice(0, 1), page.sections.slice(1)];
  return `<!doctype html>
<html lang="${escapeMarkup(labels.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:${scripts.length === 0 ? "" : `; script-src ${scripts.map(scriptSource).join(" ")}`}">
<title>${escapeMarkup(titleOf(page))}</title>
<style>
${[pageStyleSheet(style, { canWriteIn: hasWriteIn(page) }), ...scripted.map((block) => block.style)].join("\n")}
</style>
</head>
<body>
<a class="skip" href="#content">${escapeMarkup(labels.skipToContent)}</a>
<header>
<h1>${escapeMarkup(page.title)}</h1>
${page.subtitle === null ? "" : `<p class="subtitle">${escapeMarkup(page.subtitle)}</p>\n`}${renderFacts(page)}
${page.marks.map(renderMark).join("\n")}
</header>
<main id="content" tabindex="-1">
${[...first.map(renderSection), renderContents(page), ...others.map(renderSection)].join("\n")}
</main>
<footer>
${page.footer.map((line) => `<p>${escapeMarkup(line)}</p>`).join("\n")}
</footer>
${scripts.map((script) => `<script>${script}</script>\n`).join("")}</body>
</html>
`;
}

/** The parts that scripts of their own draw. */
function scriptedBlocks({ sections }: PageContent): ScriptedBlock[] {
  return sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "scripted"));
}

/** True where the reader can sort or choose something. */
function isInteractive({ sections }: PageContent): boolean {
  return sections.some(({ blocks }) =>
    blocks.some(
      (block) => block.kind === "switch" || (block.kind === "table" && block.sortLabel !== undefined),
    ),
  );
}

/** True where there is room to write by hand on the printed page. */
function hasWriteIn({ sections }: PageContent): boolean {
  return sections.some(({ blocks }) => blocks.some(({ kind }) => kind === "write-in"));
}

function titleOf({ title, subtitle }: PageContent): string {
  return subtitle === null ? title : `${title}, ${subtitle}`;
}

function renderFacts({ facts }: PageContent): string {
  if (facts.length === 0) return "";
  const items = facts.map(
    ({ label, text }) => `<div><dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(text)}</dd></div>`,
  );
  return `<dl class="facts">${items.join("")}</dl>`;
}

function renderMark({ label, text, tone }: Mark): string {
  return `<p class="mark ${tone}"><strong>${escapeMarkup(label)}</strong>: ${escapeMarkup(text)}</p>`;
}

/** Links to all sections but the first, which the reader has just met. */
function renderContents({ sections, labels }: PageContent): string {
  if (sections.length < 2) return "";
  const items = sections
    .slice(1)
    .map(
      ({ id, heading, needsScript }) =>
        `<li${hiddenFirst(needsScript)}><a href="#${escapeMarkup(id)}">${escapeMarkup(heading)}</a></li>`,
    );
  const label = escapeMarkup(labels.contents);
  return `<nav class="contents" aria-label="${label}"><ul>\n${items.join("\n")}\n</ul></nav>`;
}

/** What only a script can fill is hidden until it does. */
function hiddenFirst(needsScript: boolean | undefined): string {
  return needsScript === true ? ' class="needs-script" hidden' : "";
}

function renderSection({ id, heading, startsSheet, needsScript, blocks }: Section): string {
  const sheet = startsSheet ? ' class="sheet"' : hiddenFirst(needsScript);
  return `<section id="${escapeMarkup(id)}"${sheet}>
<h2>${escapeMarkup(heading)}</h2>
${blocks.map(renderBlock).join("\n")}
</section>`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h3>${escapeMarkup(block.text)}</h3>`;
    case "finding":
      return `<p class="finding">${escapeMarkup(block.text)}</p>`;
    case "paragraph":
      return `<p>${escapeMarkup(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escapeMarkup(item)}</li>`).join("")}</ul>`;
    case "note":
      return `<ul class="note">${block.lines.map((line) => `<li>${escapeMarkup(line)}</li>`).join("")}</ul>`;
    case "figure":
      return renderFigure(block);
    case "key-figures":
      return renderKeyFigures(block);
    case "table":
      return renderTable(block);
    case "definitions":
      return renderDefinitions(block);
    case "switch":
      return renderSwitch(block);
    case "copyable":
      return `<div class="copyable"><p class="label">${escapeMarkup(block.label)}</p><p class="text">${escapeMarkup(block.text)}</p></div>`;
    case "matrix":
      return renderMatrix(block);
    case "write-in":
      return renderWriteIn(block);
    case "scripted":
      return renderScripted(block);
  }
}

/** Labels with ruled lines to write on or boxes to tick, for the printed page; there is nothing to fill in on the screen. */
function renderWriteIn({ text, fields }: WriteInBlock): string {
  const rooms = fields.map((field) => {
    const label = `<p>${escapeMarkup(field.label)}</p>`;
    if ("choices" in field) {
      const boxes = field.choices.map((choice) => `<li>${escapeMarkup(choice)}</li>`);
      return `<div class="wide">${label}<ul>${boxes.join("")}</ul></div>`;
    }
    const isWide = field.lines > 1;
    return `<div${isWide ? ' class="wide"' : ""}>${label}${'<div class="line"></div>'.repeat(field.lines)}</div>`;
  });
  return `<div class="write-in"><p>${escapeMarkup(text)}</p>\n<div class="rooms">${rooms.join("")}</div></div>`;
}

function renderFigure({ wide, narrow, caption }: FigureBlock): string {
  const pictures =
    narrow === null
      ? `<div class="wide">${slimPicture(wide)}</div>`
      : `<div class="wide">${slimPicture(wide)}</div>\n<div class="narrow">${slimPicture(narrow)}</div>`;
  const text = caption === null ? "" : `\n<figcaption>${escapeMarkup(caption)}</figcaption>`;
  return `<figure${narrow === null ? "" : ' class="responsive"'}>\n${pictures}${text}\n</figure>`;
}

function renderKeyFigures({ figures }: KeyFiguresBlock): string {
  const items = figures.map(
    ({ value, label }) => `<div><dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(value)}</dd></div>`,
  );
  return `<dl class="key-figures">${items.join("")}</dl>`;
}

function renderSwitch({ label, allLabel, panels }: SwitchBlock): string {
  const written = panels.map(
    (panel) => `<div class="panel" id="${escapeMarkup(panel.id)}" data-label="${escapeMarkup(panel.label)}">
<h3>${escapeMarkup(panel.label)}</h3>
${panel.blocks.map(renderBlock).join("\n")}
</div>`,
  );
  return `<div class="switch" data-label="${escapeMarkup(label)}" data-all="${escapeMarkup(allLabel)}">
${written.join("\n")}
</div>`;
}

function renderDefinitions({ items, summary }: DefinitionsBlock): string {
  const written = items.map(
    ({ term, text }) => `<div><dt>${escapeMarkup(term)}</dt><dd>${escapeMarkup(text)}</dd></div>`,
  );
  const list = `<dl class="definitions">${written.join("\n")}</dl>`;
  return summary === undefined
    ? list
    : `<details><summary>${escapeMarkup(summary)}</summary>\n${list}\n</details>`;
}
