import { AsyncLocalStorage } from "node:async_hooks";
import { deserialize, serialize } from "node:v8";
import { z } from "zod";
import { readMadeByBuild } from "../../lib/made-by-build.js";
import { once } from "../../lib/once.js";

/** Name of the file of {@link recordShipped} beside the program's code. */
export const shippedFile = "definitions.bin";

const ids = new WeakMap<z.ZodType, string>();

/**
 * A schema of files that the program brings: they are checked when it is built, and what they say is taken from there for
 * as long as they are the same, so that mostly not even the schema is made. `id` tells it from all others.
 */
export function shippedSchema<Schema extends z.ZodType>(id: string, make: () => Schema): z.ZodLazy<Schema> {
  const schema = z.lazy(make);
  ids.set(schema, id);
  return schema;
}

/** As {@link shippedSchema}, of a schema whose module is loaded only for a file that has to be checked. */
export interface LateSchema<Schema extends z.ZodType> {
  id: string;
  load: () => Promise<Schema>;
}

/** Tells the two kinds of schemas apart. */
export function isLate<Schema extends z.ZodType>(
  schema: Schema | LateSchema<Schema>,
): schema is LateSchema<Schema> {
  return "load" in schema;
}

/** What a file says that the program knew when it was built, made anew each time; undefined: it has to be checked. */
export function shippedValue<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema | LateSchema<Schema>,
): z.output<Schema> | undefined {
  const key = keyOf(bytes, schema);
  const value = key === null ? undefined : known().get(key);
  return value === undefined ? undefined : (deserialize(value) as z.output<Schema>);
}

/** The schema and the whole file, a sign for each byte: making a hash takes longer, for what that loads, than all this. */
function keyOf(bytes: Uint8Array, schema: z.ZodType | LateSchema<z.ZodType>): string | null {
  const id = isLate(schema) ? schema.id : ids.get(schema);
  return id === undefined ? null : `${id}\n${Buffer.from(bytes).toString("latin1")}`;
}

/** Nothing where the program runs from its sources, and where an older engine than that of the build cannot read it. */
const known = once((): ReadonlyMap<string, Uint8Array> => {
  const content = readMadeByBuild(shippedFile);
  try {
    return content === null ? new Map() : (deserialize(content) as Map<string, Uint8Array>);
  } catch {
    return new Map();
  }
});

const recorder = new AsyncLocalStorage<Map<string, Uint8Array>>();

/** Keeps what a right file says, for {@link recordShipped}. */
export function recordValue(
  bytes: Uint8Array,
  schema: z.ZodType | LateSchema<z.ZodType>,
  value: unknown,
): void {
  const key = keyOf(bytes, schema);
  if (key !== null) recorder.getStore()?.set(key, serialize(value));
}

/** Does work, for the build, and gives what the files that it read with shipped schemas say, as {@link shippedFile} holds it. */
export async function recordShipped(work: () => Promise<void>): Promise<Uint8Array> {
  const values = new Map<string, Uint8Array>();
  await recorder.run(values, work);
  return serialize(values);
}
