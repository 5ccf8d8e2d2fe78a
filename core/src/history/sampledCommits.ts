/** A commit that changed a registry. */
export interface RegistryCommit {
  readonly hash: string;
  /** When it was committed, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * At most `limit` of the commits, spread evenly over time, oldest first; the first and the last are always among them.
 *
 * The time is cut into equal parts and the last commit of each part stands for it: that is the state in which the
 * registry remained.
 */
export function sampledCommits(
  commits: readonly RegistryCommit[],
  limit: number,
): readonly RegistryCommit[] {
  const ordered = [...commits].sort((left, right) => left.time - right.time);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined || ordered.length <= limit) return ordered;
  const span = Math.max(1, last.time - first.time);
  const parts = Math.max(1, limit - 1);
  const standing = new Map<number, RegistryCommit>();
  for (const commit of ordered) {
    standing.set(
      Math.min(parts - 1, Math.floor(((commit.time - first.time) / span) * parts)),
      commit,
    );
  }
  const sampled = [...standing.values()];
  return sampled[0] === first ? sampled : [first, ...sampled];
}
