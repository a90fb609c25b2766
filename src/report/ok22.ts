import type { Ok22Texts } from "../defs/ok22-report.js";
import type { PageContent } from "../render/page-content.js";
import type { Ok22Facts } from "./ok22-facts.js";
import { requireReconciled } from "./ok22-facts.js";
import { composeOk22Page } from "./ok22-page.js";
import type { RenderedFile, WorkbookLook } from "./ok22-sheets.js";
import { renderInForm } from "./ok22-sheets.js";
import { composeOk22Workbook } from "./ok22-workbook.js";

/** Sender and colours of the report, and how a page becomes text: the house's one HTML writer with its style. */
export interface Ok22Look extends WorkbookLook {
  renderPage: (page: PageContent) => string | Promise<string>;
}

/**
 * The OK22 report of one month: `ok22_2025-02.html` and `ok22_2025-02.xlsx`.
 * Throws a plain error, a bug of ours, when its figures contradict each other.
 */
export async function renderOk22(
  facts: Ok22Facts,
  texts: Ok22Texts,
  look: Ok22Look,
): Promise<RenderedFile[]> {
  requireReconciled(facts);
  const name = `ok22_${facts.basis.month}`;
  const page = await look.renderPage(composeOk22Page(facts, texts, look.sender));
  const workbook = await renderInForm(name, composeOk22Workbook(facts, texts, look), look);
  return [{ fileName: `${name}.html`, bytes: new TextEncoder().encode(page) }, workbook];
}
