import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";

/**
 * What a cache file holds: a checksum, then the serialised content. Undefined when there is none, or it is damaged,
 * or another version of Node.js wrote it.
 */
export function readChecked(file: string): unknown {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(checksumLength);
    return checksum(body).equals(bytes.subarray(0, checksumLength)) ? deserialize(body) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a cache file beside the old one and puts it in its place. One that cannot be written is no error. */
export function writeChecked(file: string, content: object): void {
  const body = serialize(content);
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, Buffer.concat([checksum(body), body]));
    renameSync(temporary, file);
  } catch {
    if (existsSync(temporary)) rmSync(temporary, { force: true });
  }
}

const checksumLength = 16;

function checksum(body: Uint8Array): Buffer {
  return createHash("md5").update(body).digest();
}
