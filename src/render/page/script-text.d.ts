/** A script of a page, bundled into text when the program is built (`.build/page-scripts.mjs`). */
declare module "*?script" {
  const text: string;
  export default text;
}
