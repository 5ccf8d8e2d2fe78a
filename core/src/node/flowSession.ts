import type { FlagIndex } from "../index/flagIndex.js";
import type { ModuleResolver } from "../index/moduleResolution.js";
import type { CodeFollower } from "../migration/analyseMigrations.js";
import type { FlowFacts } from "../migration/flowFacts.js";
import { candidateFiles } from "../migration/follow/candidateFiles.js";
import { flowFollower } from "../migration/follow/flowFollower.js";
import type { Registry } from "../registry/model.js";
import { isTestFile } from "../rules/testFiles.js";

type ReadFlow = (path: string, text: string) => FlowFacts | undefined;

/** What a follower looks at. */
export interface FollowedWorkspace {
  readonly index: FlagIndex;
  readonly paths: readonly string[];
  readonly textOf: (path: string) => string | undefined;
  /** Made when an import has to be followed. */
  readonly resolver: () => ModuleResolver;
}

/**
 * Reads flow facts for a workspace, and keeps them by content from one analysis to the next.
 *
 * The compiler is loaded only for a workspace that has something to follow.
 */
export class FlowSession {
  readonly #known = new Map<string, { text: string; facts: FlowFacts | undefined }>();
  #readFlow: ReadFlow | undefined;

  /** Loads what following needs, where registries declare something to follow, or the code looks as if they should. */
  async prepare(
    registries: readonly Registry[],
    index: FlagIndex,
    textOf: (path: string) => string | undefined,
  ): Promise<void> {
    if (this.#readFlow !== undefined || registries.length === 0) return;
    const isWorthwhile =
      registries.some(declaresSomething) ||
      candidateFiles({ index, textOf, isTest: isTestFile }).length > 0;
    if (!isWorthwhile) return;
    const { readFlow } = await import("../migration/read/readFlow.js");
    this.#readFlow = readFlow;
  }

  /** Looks at the code; undefined where nothing was prepared, because there is nothing to follow. */
  followerOf({ index, paths, textOf, resolver }: FollowedWorkspace): CodeFollower | undefined {
    const readFlow = this.#readFlow;
    if (readFlow === undefined) return undefined;
    return flowFollower({
      index,
      paths,
      textOf,
      isTest: isTestFile,
      resolveModule: (specifier, from) => resolver().resolve(specifier, from),
      factsOf: (path) => this.#factsOf(path, textOf(path), readFlow),
    });
  }

  #factsOf(path: string, text: string | undefined, readFlow: ReadFlow): FlowFacts | undefined {
    if (text === undefined || !/\.(?:[mc]?[jt]sx?|vue|svelte)$/u.test(path)) return undefined;
    const known = this.#known.get(path);
    if (known?.text === text) return known.facts;
    const facts = readFlow(path, text);
    this.#known.set(path, { text, facts });
    return facts;
  }
}

function declaresSomething({ migrations, guards }: Registry): boolean {
  return migrations.size > 0 || (guards?.size ?? 0) > 0;
}
