/**
 * Has the checksum of each part of a package computed by Node itself. The package that the writer of ZIP files asks for it does
 * so in JavaScript, which took as long as packing the parts.
 */
export function nativeCrc32() {
  return {
    name: "native-crc32",
    resolveId: (id) => (id === "buffer-crc32" ? "\0native-crc32" : null),
    load: (id) => (id === "\0native-crc32" ? code : null),
  };
}

const code = `import { crc32 } from "node:zlib";
export const unsigned = (bytes, before = 0) => crc32(bytes, before);`;
