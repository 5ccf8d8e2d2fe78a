import type { StoreHttp } from "../http/storeHttp.js";

/** A place in code that names a flag, under the store's key. No source text is ever published. */
export interface PublishedReference {
  readonly flagKey: string;
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** What a store is told of a repository's references. */
export interface Publication {
  /** The repository's name: letters, digits, `.`, `_` and `-`. */
  readonly repository: string;
  /** The repository's address on the web, without a slash at its end; undefined where it has none. */
  readonly link: string | undefined;
  readonly branch: string;
  /** Every branch that still exists: some stores forget those that are not named. */
  readonly branches: readonly string[];
  readonly commit: string;
  readonly now: Date;
  readonly project: string;
  /** Sorted by path and line. */
  readonly references: readonly PublishedReference[];
}

/** How one kind of store takes code references. Failures are thrown as `StoreFault`. */
export interface Intake {
  readonly type: string;
  /** The address for this, where it is another one than for reading. */
  readonly home?: string;
  readonly needsProject?: boolean;
  /** The headers, where they are other ones than for reading. */
  headers?(token: string): Readonly<Record<string, string>>;
  publish(http: StoreHttp, publication: Publication): Promise<void>;
}

/** The address of a line on the web, in the form that GitHub and GitLab share. */
export function lineLink({ link, commit }: Publication, path: string, line: number): string {
  return link === undefined ? "" : `${link}/blob/${commit}/${path}#L${line}`;
}

/** The references by flag key, in order. */
export function byFlag(
  references: readonly PublishedReference[],
): ReadonlyMap<string, readonly PublishedReference[]> {
  const flags = new Map<string, PublishedReference[]>();
  for (const reference of references) {
    const own = flags.get(reference.flagKey);
    if (own === undefined) flags.set(reference.flagKey, [reference]);
    else own.push(reference);
  }
  return flags;
}
