import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * The files of a ZIP by name, each read when it is asked for. Throws where the bytes are none; ZIP64 is not needed
 * below 4 GB. Format: PKWARE's APPNOTE, 4.3.
 *
 * @param {Buffer} bytes
 * @returns {Map<string, () => Buffer>}
 */
export function readZip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== endOfDirectory) throw new Error("This is no ZIP.");
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  /** @type {Map<string, () => Buffer>} */
  const files = new Map();
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== directoryEntry)
      throw new Error("The ZIP's directory is broken.");
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    );
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    files.set(name, () => content(bytes, header, method, size));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

/**
 * @param {Buffer} bytes
 * @param {number} header Where the file's own header begins.
 * @param {number} method 0 for stored, 8 for deflated.
 * @param {number} size
 */
function content(bytes, header, method, size) {
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const packed = bytes.subarray(start, start + size);
  return method === 0 ? packed : inflateRawSync(packed);
}
