import { StoreFault } from "./fault.js";

/**
 * The text of an answer, read piece by piece and given up as soon as it is too large.
 *
 * The count is of unpacked bytes, so that a small compressed answer cannot become a large one unseen.
 */
export async function readBody(response: Response, limit: number, what: string): Promise<string> {
  const announced = Number(response.headers.get("content-length") ?? "0");
  if (announced > limit) throw tooLarge(limit, what);
  const pieces: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the answer.
  for await (const piece of bytesOf(response)) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge(limit, what);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function* bytesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  // The types of the platform leave open what a body is made of; `fetch` makes it of bytes.
  const pieces = body as AsyncIterable<Uint8Array> | null;
  if (pieces !== null) yield* pieces;
}

function tooLarge(limit: number, what: string): StoreFault {
  const size = limit >= 1_048_576 ? `${limit / 1_048_576} MB` : `${limit} bytes`;
  return new StoreFault("too-large", `sends more than ${size} for ${what}, which is not read`);
}
