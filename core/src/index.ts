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
} from "./reference/model.js";
export type {
  EnvironmentState,
  Flag,
  FlagDefinition,
  FlagType,
  Lifecycle,
  Registry,
  RegistryDefaults,
} from "./registry/model.js";
export { daysBetween, instantOf } from "./registry/dates.js";
export { allRules } from "./rules/all.js";
export { isGone, isLasting } from "./rules/flagLife.js";
export type { Finding, RelatedPlace, Rule, RuleMeta } from "./rules/model.js";
export {
  applySuppressionComments,
  invalidSuppressionId,
  unusedSuppressionId,
} from "./suppressions/applyComments.js";
export type { AppliedComments, SuppressedFinding } from "./suppressions/applyComments.js";
export {
  applyBulkSuppressions,
  bulkSuppressionsFile,
  formatBulkSuppressions,
  parseBulkSuppressions,
  pruneBulkSuppressions,
  suppressFindings,
} from "./suppressions/bulk.js";
export type { AppliedBulkSuppressions, BulkSuppressions } from "./suppressions/bulk.js";
export { suppressionCommentsOf } from "./suppressions/comments.js";
export type { SuppressionComment } from "./suppressions/comments.js";
export { didYouMean } from "./text/didYouMean.js";
export type { JsonValue } from "./text/json.js";
export type { Position, Range } from "./text/lineIndex.js";
export { compareText } from "./text/order.js";
export type { Parsed, Problem } from "./text/problem.js";
export type { Place, Span } from "./text/span.js";
export type { EnvironmentVerdict, FlagVerdict, Verdict } from "./verdict/model.js";
export { overrulableCodes, refusalCodes } from "./removal/model.js";
export type { Pruned, Refusal, RefusalCode, RemovalNote, RemovalPlan } from "./removal/model.js";
export type { FileChange, TextEdit } from "./text/change.js";
export { allFixes, offersFor, resolveFix } from "./fixes/all.js";
export type { NamedOffer } from "./fixes/all.js";
export type { Fix, FixContext, FixData, FixKind, FixOffer, FixResult } from "./fixes/model.js";
export { flagRows, isAbout, verdictWords } from "./overview/flagRow.js";
export type { FlagRow } from "./overview/flagRow.js";
export { decidingRules, nextStepOf } from "./overview/nextStep.js";
export type { NextStep } from "./overview/nextStep.js";
