import { embeddedFontFaces } from "../font/fonts.js";
import type { Style } from "../style.js";

/** The style sheet of a page: dark text on white, tabular figures, from 320 px to a wide screen, one figure a sheet in print. */
export function pageStyleSheet({ colors, fonts }: Style, { canWriteIn }: { canWriteIn: boolean }): string {
  return `${embeddedFontFaces(fonts)}
:root{--text:${colors.text};--muted:${colors.mutedText};--line:${colors.grid};--axis:${colors.axis};--band:${colors.band};--focus:${colors.focus};--focus-pale:${colors.focusPale};--caution:${colors.caution};--caution-pale:${colors.cautionPale};--background:${colors.background}}
${rules.replace("FONTS", fonts.stack)}${canWriteIn ? writeInRules : ""}`;
}

/** Room to write by hand, beside what follows it where there is width for both: only pages with some carry these rules. */
const writeInRules = `
section:has(>.write-in){display:flow-root}
.write-in{float:right;width:calc(50% - 1rem);margin:0 0 1rem 2rem;padding:.25rem 0 0;break-inside:avoid}
.write-in>p{margin:0 0 .75rem;max-width:none;font-size:.9375rem;color:var(--muted)}
.write-in .rooms{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem}
.write-in .rooms>div{flex:1 1 9rem}
.write-in .rooms>div.wide{flex-basis:100%}
.write-in .rooms p{margin:0;font-weight:600}
.write-in .rooms ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.25rem 0;padding:0;list-style:none}
.write-in .rooms li::before{content:"";display:inline-block;width:.8em;height:.8em;margin-right:.4em;border:1px solid var(--text)}
.write-in .line{height:1.9rem;border-bottom:1px solid var(--axis)}
@media (max-width:40rem){.write-in{float:none;width:auto;margin:1rem 0}}`;

const rules = `*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:62rem;font-family:FONTS;font-size:1.0625rem;line-height:1.5;color:var(--text);background:var(--background);font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
h1,h2,h3{font-weight:600;line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.25rem)}
h2{font-size:clamp(1.25rem,1.1rem + .8vw,1.6rem);margin-bottom:.5rem}
h3{font-size:1.125rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0;max-width:44rem}
a{color:var(--focus);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-999rem;top:0;padding:.5rem 1rem;background:var(--background);z-index:1}
.skip:focus{left:0}
.subtitle{font-size:1.25rem;color:var(--muted);margin-top:.25rem}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 2rem;margin:1rem 0;padding:0}
.facts div{display:flex;gap:.5rem}
.facts dt{color:var(--muted)}
.facts dd{margin:0}
.mark{margin:.75rem 0;padding:.5rem .75rem;border-left:.3rem solid var(--axis);background:var(--band)}
.mark.caution{border-color:var(--caution);background:var(--caution-pale)}
.mark strong{font-weight:600}
.mark.caution strong{color:var(--caution)}
.contents{margin:1.5rem 0 0}
.contents ul{margin:.25rem 0 0;padding:0;list-style:none;columns:2 20rem;column-gap:2rem}
.contents li{padding:.3rem 0;break-inside:avoid}
.contents a{display:inline-block;min-height:1.5rem}
section{margin-top:2.5rem;padding-top:1.75rem;border-top:1px solid var(--line)}
.finding{margin:.25rem 0 1rem;font-size:1.25rem;line-height:1.35;color:var(--focus);font-weight:600;text-wrap:pretty}
figure{margin:1rem 0}
figure svg{display:block;width:100%;height:auto}
figure .narrow{display:none}
figcaption,.note{font-size:.9375rem;color:var(--muted)}
.note{margin:.75rem 0;padding:0;list-style:none;max-width:44rem}
.note li{margin:.25rem 0}
.key-figures{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;margin:1rem 0;padding:0}
.key-figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.key-figures dt{color:var(--muted);max-width:14rem}
.key-figures dd{margin:0;font-size:2rem;font-weight:600;line-height:1.15;color:var(--focus)}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.9375rem;min-width:min(100%,24rem)}
caption{text-align:left;font-weight:600;padding:0 0 .5rem}
caption span{position:sticky;left:0;display:inline-block;max-width:min(60rem,calc(100vw - 2rem))}
td{max-width:24rem}
main li{margin:.35rem 0}
main .contents li{margin:0}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{font-weight:600;border-bottom:2px solid var(--axis);vertical-align:bottom}
tbody th{position:sticky;left:0;background:var(--background)}
th.number,td.number{text-align:right}
td.number{white-space:nowrap}
tr.stressed th,tr.stressed td{font-weight:600;border-top:2px solid var(--axis)}
th:first-child,td:first-child{padding-left:0}
table.matrix td,table.matrix tbody th{border:1px solid var(--line);padding:.6rem .75rem}
table.matrix tbody th{vertical-align:middle}
table.matrix td{min-width:7.5rem;height:3.25rem;text-align:center;vertical-align:middle;color:var(--muted)}
table.matrix thead th{min-width:7.5rem;text-align:center;vertical-align:bottom}
table.matrix thead th:first-child{text-align:left;font-weight:400;color:var(--muted);padding-left:.75rem;max-width:11rem}
table.matrix td.marked{background:var(--focus);color:var(--background);font-weight:600}
.copyable{margin:1rem 0;max-width:48rem;border:1px solid var(--axis);padding:.75rem 1rem}
.copyable .label{margin:0;font-size:.9375rem;color:var(--muted)}
.copyable .text{margin:.25rem 0 0;user-select:all;-webkit-user-select:all}
details{margin:1rem 0}
summary{cursor:pointer;color:var(--focus);text-decoration:underline;text-underline-offset:.15em;padding:.25rem 0}
dl.definitions{margin:1rem 0;max-width:48rem}
dl.definitions dt{font-weight:600;margin-top:.75rem}
dl.definitions dd{margin:.1rem 0 0}
th button{all:unset;box-sizing:border-box;cursor:pointer;text-decoration:underline;text-decoration-style:dotted;text-underline-offset:.2em;min-height:1.5rem}
th button:focus-visible,select:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
th[aria-sort] button{text-decoration-style:solid;color:var(--focus)}
th[aria-sort=ascending] button::after{content:" \\25B2"}
th[aria-sort=descending] button::after{content:" \\25BC"}
.switch>label{display:block;margin:1rem 0;font-weight:600}
select{font:inherit;color:inherit;background:var(--background);border:1px solid var(--axis);border-radius:.25rem;padding:.35rem .5rem;max-width:100%}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.9375rem;color:var(--muted)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
/* On a narrow screen a table scrolls, and its row headings, which stay, leave room for what passes beside them; a wider one
breaks its texts before it scrolls. */
@media (max-width:40rem){table{width:max-content}tbody th{max-width:40vw}figure.responsive .wide{display:none}figure.responsive .narrow{display:block}.contents ul{columns:1}}
@media print{@page{size:A4 landscape;margin:12mm 14mm}
body{max-width:none;padding:0;font-size:10.5pt}
h1{font-size:20pt}
p.mark{max-width:none}
main li{margin:.2rem 0}
.skip,.contents,details:not([open]),.switch>label{display:none}
section{margin-top:1rem;padding-top:1rem}
section.sheet{break-before:page;margin-top:0;padding-top:0;border-top:0}
figure.responsive .wide{display:block}figure.responsive .narrow{display:none}
figure{max-width:215mm}
figure,tr,.mark,.copyable,dl.definitions div{break-inside:avoid}
/* A table that fits on one sheet stays on one. */
.scroll{break-inside:avoid}
h2,h3,.finding,caption,summary{break-after:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
table{font-size:9pt}
a{color:inherit;text-decoration:none}
table.matrix td.marked{background:none;color:var(--text);border:3px solid var(--text)}
.mark,.mark.caution{background:none;border:1px solid var(--axis);border-left-width:.3rem}}`;
