import type { HalyardConfig } from "../config/model.js";
import type { CodeFollower } from "../migration/analyseMigrations.js";
import type { ReferenceView } from "../reference/model.js";
import type { Registry } from "../registry/model.js";
import { byKey } from "../rules/flagOrder.js";
import { createLookups } from "../rules/lookups.js";
import { migrationsFrom } from "../rules/runRules.js";
import { suppressionCommentsOf, type SuppressionComment } from "../suppressions/comments.js";
import { lineStartsOf, rangeOf, type Range } from "../text/lineIndex.js";
import { compareText } from "../text/order.js";
import { noStores, type StoreView } from "../state/model.js";
import type { Problem } from "../text/problem.js";
import type { Place } from "../text/span.js";
import type { Analysis } from "./analysis.js";
import { commentsOnQuickRules, judgementOf } from "./judgement.js";
import { oldStates } from "./oldStates.js";
import { optionPlaces } from "./optionPlaces.js";
import { withoutSilenced } from "./withoutSilenced.js";

/** What an analysis is made from. */
export interface AnalysisInput {
  readonly config: HalyardConfig;
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  /** What was last read of the flag stores; nothing where none was ever read. */
  readonly stores?: StoreView;
  readonly now: Date;
  readonly problems: readonly Problem[];
  /** Text of any file of the workspace, for rules that compare code and for lines of registry files. */
  readonly textOf: (path: string) => string | undefined;
  /** Follows migrations through the code. Without it, only what the registries say of them is known. */
  readonly flow?: CodeFollower;
  /** The suppression comments of a file, where the caller remembers them; default reads them from the text. */
  readonly commentsOf?: (path: string) => readonly SuppressionComment[];
}

/** Makes an immutable analysis. The rules run when their findings are first asked for. */
export function createAnalysis(input: AnalysisInput): Analysis {
  const { config, registries, index, now, textOf, stores = noStores } = input;
  const lookups = createLookups(registries, index, now);
  const lineStarts = new Map<string, ArrayLike<number>>();
  const migrations = migrationsFrom(registries, lookups, input.flow);
  const judgement = judgementOf({
    registries,
    index,
    stores,
    config,
    now,
    textOf,
    lookups,
    migrations,
    optionPlaces: optionPlaces(config, textOf),
  });

  const linesOf = (path: string): ArrayLike<number> => {
    let lines = lineStarts.get(path) ?? index.lineStarts(path);
    if (lines === undefined) {
      lines = lineStartsOf(textOf(path) ?? "");
      lineStarts.set(path, lines);
    }
    return lines;
  };

  const rangeAt = ({ path, span }: Place): Range => rangeOf(linesOf(path), span);
  const commentsOf =
    input.commentsOf ?? ((path: string) => suppressionCommentsOf(textOf(path) ?? ""));
  const lineOf = (place: Place): number => rangeAt(place).start.line;
  const voiced = once(() =>
    withoutSilenced(judgement.all(), { registries, index, commentsOf, lineOf }),
  );
  const quick = once(() =>
    withoutSilenced(judgement.quick(), {
      registries,
      index,
      commentsOf: (path) => commentsOnQuickRules(commentsOf(path)),
      lineOf,
    }),
  );

  return {
    config,
    registries,
    index,
    stores,
    now,
    get problems() {
      const given = [...input.problems, ...oldStates(stores, now)];
      return [...given, ...judgement.problems()].sort(byPlace);
    },
    findings: () => voiced().findings,
    quickFindings: () => quick().findings,
    migrations,
    suppressedFindings: () => voiced().suppressed,
    flags: () => registries.flatMap((registry) => [...registry.flags.values()].sort(byKey)),
    flagFor: (flagKey, path) => lookups.flagFor(flagKey, path),
    registryOf: (flag) => lookups.registryOf(flag),
    referencesOf: (flag) => lookups.referencesOf(flag),
    verdictOf: (flag) => lookups.verdictOf(flag),
    rangeOf: rangeAt,
  };
}

/** Computes when first asked, and remembers. */
function once<T extends object>(compute: () => T): () => T {
  let known: T | undefined;
  return () => (known ??= compute());
}

function byPlace(left: Problem, right: Problem): number {
  return (
    compareText(left.path, right.path) ||
    (left.span?.start ?? -1) - (right.span?.start ?? -1) ||
    compareText(left.code, right.code)
  );
}
