import { distance } from "fastest-levenshtein";

/**
 * The candidate that `word` was most likely meant to be, or undefined where none is close enough.
 *
 * Case and separators are forgiven (`staleFlag` means `stale-flag`), and about one edit in three characters;
 * failing that, a candidate that begins the word or is begun by it will do (`warning` means `warn`).
 * Of equally close candidates the first one wins, so the answer does not depend on anything but the arguments.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const bare = withoutSeparators(word);
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (withoutSeparators(candidate) === bare) return candidate;
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const edits = distance(word, candidate);
    if (edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best ?? (word.length < 3 ? undefined : sharingStart(word, candidates));
}

function sharingStart(word: string, candidates: Iterable<string>): string | undefined {
  for (const candidate of candidates) {
    if (candidate.startsWith(word)) return candidate;
    if (candidate.length >= 3 && word.startsWith(candidate)) return candidate;
  }
  return undefined;
}

function withoutSeparators(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, "");
}
