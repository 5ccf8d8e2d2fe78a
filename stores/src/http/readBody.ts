import { StoreFault } from "./fault.js";

/**
 * The text of an answer, read piece by piece and given up as soon as it is too large.
 *
 * The count is of unpacked bytes, so that a small compressed answer cannot become a large one unseen.
 */
export async function readBody(response: Response, limit: number, what: string): Promise<string> {
  const announced = Number(response.headers.get("content-length") ?? "0");
  if (announced > limit) throw tooLarge(limit, what);
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(limit, what);
    }
    pieces.push(piece.value);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function tooLarge(limit: number, what: string): StoreFault {
  const size = limit >= 1_048_576 ? `${limit / 1_048_576} MB` : `${limit} bytes`;
  return new StoreFault("too-large", `sends more than ${size} for ${what}, which is not read`);
}
