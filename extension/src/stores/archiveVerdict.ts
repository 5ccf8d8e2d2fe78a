/** How sure it is that nobody misses a flag. */
export type Standing = "safe" | "caution" | "blocked";

/** One check of `halyard can-archive --format json`. */
export interface ArchiveCheck {
  readonly id: string;
  readonly standing: Standing;
  readonly message: string;
  /** The first place of the evidence that is in this repository. The line is 1-based. */
  readonly place: { readonly path: string; readonly line: number } | undefined;
}

/** What `halyard can-archive --format json` answers. */
export interface ArchiveVerdict {
  readonly standing: Standing;
  readonly store: string | undefined;
  readonly checks: readonly ArchiveCheck[];
}

const standings: readonly Standing[] = ["safe", "caution", "blocked"];

/** Reads the answer; undefined for anything else, which the caller takes for a refusal. */
export function archiveVerdictFrom(text: string): ArchiveVerdict | undefined {
  const answer = jsonOf(text);
  const standing = standings.find((one) => one === answer?.standing);
  if (answer === undefined || standing === undefined || !Array.isArray(answer.checks)) {
    return undefined;
  }
  const checks = answer.checks.map(checkFrom);
  const name = recordOf(answer.store)?.name;
  const store = typeof name === "string" ? name : undefined;
  return checks.includes(undefined)
    ? undefined
    : { standing, store, checks: checks.filter((check) => check !== undefined) };
}

function checkFrom(value: unknown): ArchiveCheck | undefined {
  const { id, standing, message, evidence } = recordOf(value) ?? {};
  const known = standings.find((one) => one === standing);
  if (typeof id !== "string" || typeof message !== "string" || known === undefined) {
    return undefined;
  }
  const places = Array.isArray(evidence) ? evidence.map(placeFrom) : [];
  return { id, standing: known, message, place: places.find((place) => place !== undefined) };
}

function placeFrom(value: unknown): ArchiveCheck["place"] {
  const { path, line, repository } = recordOf(value) ?? {};
  return typeof path === "string" && typeof line === "number" && repository === undefined
    ? { path, line }
    : undefined;
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
