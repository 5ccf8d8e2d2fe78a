export type { Adapter, Matcher } from "./adapters/model.js";
export { allAdapters } from "./adapters/all.js";
export type { Analysis } from "./analysis/analysis.js";
export type { HalyardConfig, RegistrySource, RuleSetting, Severity } from "./config/model.js";
export type {
  DefaultArgument,
  DynamicReference,
  FlagCondition,
  FlagReference,
  ReferenceAccess,
  ReferenceKind,
  ReferenceView,
} from "./index/reference.js";
export type {
  EnvironmentState,
  Flag,
  FlagDefinition,
  FlagType,
  Lifecycle,
  Registry,
  RegistryDefaults,
} from "./registry/model.js";
export { allRules } from "./rules/all.js";
export type { Finding, RelatedPlace, Rule, RuleMeta } from "./rules/model.js";
export type { JsonValue } from "./text/json.js";
export type { Position, Range } from "./text/lineIndex.js";
export type { Parsed, Problem } from "./text/problem.js";
export type { Place, Span } from "./text/span.js";
export type { EnvironmentVerdict, FlagVerdict, Verdict } from "./verdict/model.js";
