import { unzipSync } from "fflate";

/**
 * The files of a ZIP by name. Throws where the bytes are none.
 *
 * @param {Buffer} bytes
 * @returns {Map<string, () => Buffer>}
 */
export function readZip(bytes) {
  try {
    const files = Object.entries(unzipSync(bytes));
    return new Map(files.map(([name, content]) => [name, () => Buffer.from(content)]));
  } catch (cause) {
    throw new Error("This is no ZIP.", { cause });
  }
}
