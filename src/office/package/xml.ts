import { escapeMarkup } from "../../render/text-escape.js";

/** A piece of XML whose texts are escaped. Only the functions of this file make one. */
export type Xml = string & { readonly __brand: "Xml" };

/** Attributes of an element; one that is null is left out. Booleans become `1` and `0`, as Office writes them. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | null>>;

/** What an element holds: elements, lists of them, or nothing. */
export type XmlChild = Xml | null | readonly (Xml | null)[];

/** An element with its attributes and children. */
export function element(name: string, attributes: XmlAttributes = {}, ...children: XmlChild[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeMarkup(attributeText(value))}"`)
    .join("");
  const inner = children.flat().join("");
  return (inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`) as Xml;
}

/** Text between tags. */
export function xmlText(text: string): Xml {
  return escapeMarkup(text) as Xml;
}

/** An element with one attribute `val`, the form of most settings in a chart. */
export function setting(name: string, value: string | number | boolean): Xml {
  return element(name, { val: value });
}

/** A whole part: the XML declaration and its root. */
export function xmlPart(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
}

function attributeText(value: string | number | boolean | null): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
}
