/**
 * ` Did you mean "…"?`, or nothing where no candidate is close.
 *
 * The core is loaded only here, when something is wrong already, so that help and completion start at once.
 */
export async function suggestion(word: string, candidates: Iterable<string>): Promise<string> {
  const { didYouMean } = await import("@halyard/core");
  const best = didYouMean(word, candidates);
  return best === undefined ? "" : ` Did you mean "${best}"?`;
}
