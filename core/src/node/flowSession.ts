import type { FlagIndex } from "../index/flagIndex.js";
import type { ModuleResolver } from "../index/moduleResolution.js";
import type { CodeFollower } from "../migration/analyseMigrations.js";
import type { FlowFacts } from "../migration/flowFacts.js";
import { candidateFiles } from "../migration/candidates/candidateFiles.js";
import { flowFollower } from "../migration/follow/flowFollower.js";
import type { Registry } from "../registry/model.js";
import { isTestFile } from "../rules/testFiles.js";
import { hashOf, type FlowCache, type StoredFlow, type StoredFlows } from "./flowCache.js";

type ReadFlow = (path: string, text: string) => FlowFacts | undefined;

/** What decides whether there is anything to follow. */
export interface FlowOccasion {
  readonly registries: readonly Registry[];
  /** Stands for everything that the registries say. */
  readonly registryTexts: string;
  readonly index: FlagIndex;
  readonly textOf: (path: string) => string | undefined;
  /** The files that changed since the last occasion; absent for the first. */
  readonly changed?: ReadonlySet<string>;
}

/** What a follower looks at. */
export interface FollowedWorkspace {
  readonly index: FlagIndex;
  readonly paths: readonly string[];
  readonly textOf: (path: string) => string | undefined;
  /** Made when an import has to be followed. */
  readonly resolver: () => ModuleResolver;
}

/**
 * Reads flow facts for a workspace, and keeps them by content from one analysis, and one run, to the next.
 *
 * The compiler is loaded only for a workspace that has something to follow of which not everything is kept.
 */
export class FlowSession {
  readonly #cache: FlowCache | undefined;
  readonly #known = new Map<string, { text: string; facts: FlowFacts | undefined }>();
  #stored: StoredFlows | undefined;
  #readFlow: ReadFlow | undefined;
  #isFollowing = false;
  #registries = "";
  #hasRead = false;

  constructor(cache: FlowCache | undefined) {
    this.#cache = cache;
  }

  /** Loads what following needs, where registries declare something to follow, or the code looks as if they should. */
  async prepare(occasion: FlowOccasion): Promise<void> {
    const { registries, registryTexts, index, changed } = occasion;
    if (this.#readFlow !== undefined || registries.length === 0) return;
    this.#registries = hashOf(registryTexts);
    if (changed === undefined) {
      this.#stored = this.#cache?.read();
      const holds = this.#stored?.registries === this.#registries && index.tookOverAll;
      if (holds) {
        // Nothing has changed, so that nothing but the same files will be asked for.
        this.#isFollowing = (this.#stored?.files.size ?? 0) > 0;
        return;
      }
    }
    this.#isFollowing ||= registries.some(declaresSomething) || mayHoldCandidates(occasion);
    if (!this.#isFollowing) {
      if (changed === undefined) this.#save();
      return;
    }
    const { readFlow } = await import("../migration/read/readFlow.js");
    this.#readFlow = readFlow;
  }

  /** Looks at the code; undefined where nothing was prepared, because there is nothing to follow. */
  followerOf({ index, paths, textOf, resolver }: FollowedWorkspace): CodeFollower | undefined {
    if (!this.#isFollowing) return undefined;
    // One analysis sees one state of the files; they are asked for again and again.
    const known = new Map<string, FlowFacts | undefined>();
    const factsOf = (path: string): FlowFacts | undefined => {
      if (known.has(path)) return known.get(path);
      const facts = this.#factsOf(path, textOf(path));
      known.set(path, facts);
      return facts;
    };
    const follower = flowFollower({
      index,
      paths,
      textOf,
      isTest: isTestFile,
      resolveModule: (specifier, from) => resolver().resolve(specifier, from),
      factsOf,
    });
    return {
      follow: (input) => follower.follow(input),
      candidates: (followed, registries) => {
        const found = follower.candidates(followed, registries);
        if (this.#hasRead) this.#save();
        return found;
      },
    };
  }

  #factsOf(path: string, text: string | undefined): FlowFacts | undefined {
    if (text === undefined || !/\.(?:[mc]?[jt]sx?|vue|svelte)$/u.test(path)) return undefined;
    const known = this.#known.get(path);
    if (known?.text === text) return known.facts;
    const stored = this.#stored?.files.get(path);
    const isKept = stored?.hash === hashOf(text);
    const facts = isKept ? stored.facts : this.#readFlow?.(path, text);
    this.#hasRead ||= !isKept;
    this.#known.set(path, { text, facts });
    return facts;
  }

  #save(): void {
    this.#hasRead = false;
    const files = [...this.#known].map(([path, { text, facts }]): [string, StoredFlow] => [
      path,
      { hash: hashOf(text), facts },
    ]);
    this.#cache?.write({ registries: this.#registries, files: new Map(files) });
  }
}

function declaresSomething({ migrations, guards }: Registry): boolean {
  return migrations.size > 0 || (guards?.size ?? 0) > 0;
}

/** After an edit only the edited files can be new candidates. */
function mayHoldCandidates({ index, textOf, changed }: FlowOccasion): boolean {
  const looked = candidateFiles({
    index,
    textOf,
    isTest: isTestFile,
    ...(changed !== undefined && { among: changed }),
  });
  return looked.length > 0;
}
