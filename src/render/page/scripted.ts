import { escapeMarkup } from "../text-escape.js";
import type { ScriptedBlock } from "./page-content.js";

/** The empty part that a script fills, and what it fills it from. */
export function renderScripted({ id, data }: ScriptedBlock): string {
  const name = escapeMarkup(id);
  return `<div id="${name}"></div>
<script type="application/json" id="${name}-data">${jsonInPage(data)}</script>`;
}

/**
 * JSON that can stand in an element of a page: signs that could end the element, begin a comment in it, or end a line of a
 * script, are written by their numbers.
 */
function jsonInPage(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
