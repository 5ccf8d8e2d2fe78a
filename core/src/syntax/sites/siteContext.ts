import type { ts } from "ts-morph";
import type { DefaultArgument, ReferenceAccess } from "../../reference/model.js";
import { returnedAs } from "../aliases.js";
import type { Conditions } from "../conditions.js";
import { functionStartOf } from "../conditions.js";
import type { KeyExpression, Origin, Site } from "../facts.js";
import type { Keys } from "../keys.js";
import { enclosingFunction, spanOf } from "../nodes.js";
import type { Origins } from "../origin.js";
import type { Paths } from "../paths.js";
import type { Plan, PlannedMatcher } from "../plan.js";
import type { Scopes } from "../scope.js";

/** What a collector proposes; the rest of the site follows from the nodes. */
export interface ProposedSite {
  readonly planned: PlannedMatcher;
  readonly key: KeyExpression;
  /** The key as written. */
  readonly keyNode: ts.Node;
  /** The expression that yields the value. */
  readonly evaluation: ts.Node;
  readonly origin: Origin;
  readonly access?: ReferenceAccess;
  readonly inverted?: boolean;
  readonly defaultArgument?: DefaultArgument | undefined;
  readonly knownKeysOnly?: boolean;
  readonly receiverNamed?: boolean;
  readonly argumentsFit?: boolean;
}

/** Everything that the collectors of one file share. */
export class SiteContext {
  readonly sites: Site[] = [];
  /** The evaluation node of each site, in the same order. */
  readonly evaluations: ts.Node[] = [];
  readonly sourceFile: ts.SourceFile;
  readonly path: string;
  readonly plan: Plan;
  readonly scopes: Scopes;
  readonly origins: Origins;
  readonly paths: Paths;
  readonly keys: Keys;
  readonly conditions: Conditions;
  readonly #seen = new Set<string>();

  constructor(parts: {
    sourceFile: ts.SourceFile;
    path: string;
    plan: Plan;
    scopes: Scopes;
    origins: Origins;
    paths: Paths;
    keys: Keys;
    conditions: Conditions;
  }) {
    this.sourceFile = parts.sourceFile;
    this.path = parts.path;
    this.plan = parts.plan;
    this.scopes = parts.scopes;
    this.origins = parts.origins;
    this.paths = parts.paths;
    this.keys = parts.keys;
    this.conditions = parts.conditions;
  }

  /** Adds a site; the same matcher proposing the same key at the same place counts once. */
  propose(proposed: ProposedSite): void {
    const { planned, keyNode, evaluation, key } = proposed;
    const span = spanOf(keyNode);
    const target = planned.target;
    const identity = `${planned.id}|${target?.file ?? ""}|${String(span.start)}|${JSON.stringify(key)}`;
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    const inverted = (planned.matcher.inverted ?? false) !== (proposed.inverted ?? false);
    const access = proposed.access ?? planned.matcher.access ?? "read";
    this.sites.push({
      matcher: planned.id,
      kind: planned.target && !planned.flagKey ? "wrapper" : planned.matcher.kind,
      key,
      span,
      evaluation: spanOf(evaluation),
      access,
      inverted,
      valueType: planned.matcher.valueType ?? "unknown",
      ...(planned.matcher.members && { members: planned.matcher.members }),
      ...(proposed.defaultArgument && { defaultArgument: proposed.defaultArgument }),
      atModuleLevel: enclosingFunction(evaluation) === undefined,
      functionStart: functionStartOf(evaluation),
      conditions:
        access === "read" && planned.opaque !== true
          ? this.conditions.of(evaluation, inverted)
          : [],
      origin: proposed.origin,
      knownKeysOnly: proposed.knownKeysOnly ?? false,
      receiverNamed: proposed.receiverNamed ?? false,
      argumentsFit: proposed.argumentsFit ?? true,
      returned: returnedAs(evaluation),
    });
    this.evaluations.push(evaluation);
  }
}
