import { createTwoFilesPatch } from "diff";
import { format } from "prettier";

/** A diff from the person's text to ours, both formatted alike, for a reader's eyes. */
export async function readableDifference({ path, before, ours, theirs }) {
  const [mine, other] = [await formatted(path, ours), await formatted(path, theirs)];
  const what = before === ours ? "we left it as it was" : ours === undefined ? "we deleted it" : "";
  const patch = createTwoFilesPatch("person", "halyard", other, mine, "", "", { context: 4 });
  return `${what}\n${patch.split("\n").slice(3).join("\n")}`;
}

async function formatted(path, text) {
  if (text === undefined) return "";
  try {
    return await format(text, { filepath: path, printWidth: 100 });
  } catch {
    return text;
  }
}
