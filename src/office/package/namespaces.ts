/** Namespaces of Office packages, each in its transitional and its strict form. Source: ECMA-376 parts 1 and 4, annex A. */
export const namespaces = {
  spreadsheet: [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
  ],
  relations: [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ],
  packageRelations: ["http://schemas.openxmlformats.org/package/2006/relationships"],
  threadedComments: ["http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"],
  compatibility: ["http://schemas.openxmlformats.org/markup-compatibility/2006"],
} as const satisfies Record<string, readonly string[]>;

/** Kinds of relations that came after the standard, such as that to threaded comments. */
const relationsOfOffice = ["http://schemas.microsoft.com/office/2017/10/relationships"];

/** A namespace by what it is for, whichever form a file writes. */
export type Namespace = keyof typeof namespaces;

const byAddress = new Map<string, Namespace>(
  Object.entries(namespaces).flatMap(([name, addresses]) =>
    addresses.map((address): [string, Namespace] => [address, name as Namespace]),
  ),
);

/** What a namespace of a file is for; null for one that is none of ours. */
export function namespaceOf(address: string | undefined): Namespace | null {
  return address === undefined ? null : (byAddress.get(address) ?? null);
}

/** The kind of a relation, such as `worksheet`, by the last part of its type; null for a type of another standard. */
export function kindOfRelation(type: string): string | null {
  for (const address of [...namespaces.relations, ...relationsOfOffice])
    if (type.startsWith(`${address}/`)) return type.slice(address.length + 1);
  return null;
}

/**
 * What an element declares about prefixes, and how extensions are to be treated in it; what it does not say, the scope
 * round it says. Nothing is copied from scope to scope: a part may hold thousands of declarations.
 */
export interface Scope {
  around: Scope | null;
  /** Address by prefix; the empty prefix is the default namespace. */
  prefixes: ReadonlyMap<string, string>;
  /** Elements of extensions whose children are read in their place: address, blank, name (or `*`). */
  processed: ReadonlySet<string>;
}

export const outermostScope: Scope = { around: null, prefixes: new Map(), processed: new Set() };

/** The address that a prefix stands for; undefined where it is not declared. */
export function addressOfPrefix(prefix: string, within: Scope): string | undefined {
  for (let scope: Scope | null = within; scope !== null; scope = scope.around) {
    const address = scope.prefixes.get(prefix);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** True where the children of an element of an extension are read in its place. */
export function isProcessed(address: string, local: string, within: Scope): boolean {
  for (let scope: Scope | null = within; scope !== null; scope = scope.around)
    if (scope.processed.has(`${address} *`) || scope.processed.has(`${address} ${local}`)) return true;
  return false;
}

/** An element or attribute name with its namespace; null where its prefix is not declared. */
export function splitName(name: string, scope: Scope): { address: string; local: string } | null {
  const colon = name.indexOf(":");
  const address = addressOfPrefix(colon === -1 ? "" : name.slice(0, colon), scope);
  if (colon !== -1 && address === undefined) return null;
  return { address: address ?? "", local: colon === -1 ? name : name.slice(colon + 1) };
}

/** An attribute by its namespace and name; attributes without a prefix are in no namespace. */
export function prefixedAttribute(
  attributes: Readonly<Record<string, string>>,
  { namespace, local, scope }: { namespace: Namespace; local: string; scope: Scope },
): string | undefined {
  for (const key in attributes) {
    const colon = key.indexOf(":");
    if (colon <= 0 || key.slice(colon + 1) !== local) continue;
    if (namespaceOf(addressOfPrefix(key.slice(0, colon), scope)) === namespace) return attributes[key];
  }
  return undefined;
}

const noNames: ReadonlySet<string> = new Set();
const noPrefixes: ReadonlyMap<string, string> = new Map();

/** The scope inside an element: that around it, with what its attributes declare. */
export function scopeWithin(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let prefixes: Map<string, string> | null = null;
  let hasPrefixed = false;
  for (const key in attributes) {
    if (key === "xmlns" || key.startsWith("xmlns:")) {
      prefixes ??= new Map();
      prefixes.set(key.slice(6), attributes[key] ?? "");
    } else hasPrefixed ||= key.includes(":");
  }
  const inner = prefixes === null ? scope : { around: scope, prefixes, processed: noNames };
  const processed = hasPrefixed ? compatibility(attributes, "ProcessContent", inner) : undefined;
  if (processed === undefined) return inner;
  const names = processed.split(/\s+/).flatMap((name) => {
    const split = name === "" ? null : splitName(name, inner);
    return split === null ? [] : [`${split.address} ${split.local}`];
  });
  return { around: inner, prefixes: noPrefixes, processed: new Set(names) };
}

/** An attribute of markup compatibility, such as `Requires`. Source: ECMA-376 part 3. */
export function compatibility(
  attributes: Readonly<Record<string, string>>,
  local: string,
  scope: Scope,
): string | undefined {
  return prefixedAttribute(attributes, { namespace: "compatibility", local, scope });
}

/** True where every prefix of a list means a namespace that this program reads. */
export function allUnderstood(list: string, scope: Scope): boolean {
  const prefixes = list.split(/\s+/).filter((one) => one !== "");
  const read: readonly (Namespace | null)[] = ["spreadsheet", "relations", "packageRelations"];
  return prefixes.every((prefix) => read.includes(namespaceOf(addressOfPrefix(prefix, scope))));
}

/** Where the makers of Office put what is in no standard. */
const extensionAddress = /^(?:http:\/\/schemas\.microsoft\.com\/|urn:schemas-microsoft-com:)/;

/** A name without its prefix; an extension's with its address, so that it is never taken for one of the standard. */
export function plainElementName(name: string, scope: Scope): string {
  const split = splitName(name, scope);
  if (split === null) return `{}${name}`;
  return extensionAddress.test(split.address) && namespaceOf(split.address) === null
    ? `{${split.address}}${split.local}`
    : split.local;
}

/** Attributes without declarations of namespaces: `r:id` for those of relations, with their address for others. */
export function plainAttributes(
  attributes: Readonly<Record<string, string>>,
  scope: Scope,
): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "xmlns" || name.startsWith("xmlns:")) continue;
    const split = name.includes(":") ? splitName(name, scope) : null;
    if (split === null) plain[name] = value;
    else if (namespaceOf(split.address) === "relations") plain[`r:${split.local}`] = value;
    else plain[`{${split.address}}${split.local}`] = value;
  }
  return plain;
}
