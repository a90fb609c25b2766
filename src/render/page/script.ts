import { createHash } from "node:crypto";

/**
 * What a page does when its reader clicks: sorting tables and choosing one of several panels. The page says everything
 * without it: where scripts are off, tables keep their order and all panels are shown. Plain text, the same on every page,
 * so that the page's policy can name it by its hash and no other script can run.
 */
export const pageScript = `(()=>{"use strict";
const words=new Intl.Collator(document.documentElement.lang,{numeric:true});
const numberIn=(text)=>/[0-9]/.test(text)?Number(text.replace(/[^0-9,\\u2212-]/g,"").replace("\\u2212","-").replace(",",".")):-Infinity;
for(const table of document.querySelectorAll("table[data-sort]")){
const body=table.tBodies[0],given=[...body.rows],heads=[...table.tHead.rows[0].cells];
heads.forEach((head,place)=>{
const button=document.createElement("button");
button.type="button";button.title=table.dataset.sort;button.append(...head.childNodes);head.append(button);
const isNumber=head.classList.contains("number");
button.addEventListener("click",()=>{
const last=head.getAttribute("aria-sort");
const isUp=last===null?!isNumber:last==="descending";
for(const other of heads)other.removeAttribute("aria-sort");
head.setAttribute("aria-sort",isUp?"ascending":"descending");
const key=(row)=>row.cells[place].textContent;
const compare=place===0?(a,b)=>given.indexOf(a)-given.indexOf(b):isNumber?(a,b)=>numberIn(key(a))-numberIn(key(b)):(a,b)=>words.compare(key(a),key(b));
body.append(...[...given].sort((a,b)=>isUp?compare(a,b):compare(b,a)));
});});}
for(const group of document.querySelectorAll(".switch")){
const panels=[...group.querySelectorAll(":scope>.panel")];
const label=document.createElement("label"),select=document.createElement("select");
label.append(group.dataset.label+" ",select);
select.append(new Option(group.dataset.all,""),...panels.map((panel)=>new Option(panel.dataset.label,panel.id)));
select.addEventListener("change",()=>{for(const panel of panels)panel.hidden=select.value!==""&&panel.id!==select.value;});
group.prepend(label);}
})();`;

/** The page's permission for a script that stands in it, for the header Content-Security-Policy. */
export function scriptSource(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/** The permission for what every page does. */
export const pageScriptSource = scriptSource(pageScript);
