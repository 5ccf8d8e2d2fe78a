export type { Adapter, Matcher } from "./adapters/model.js";
export { allAdapters } from "./adapters/all.js";
export type { Analysis } from "./analysis/analysis.js";
export { namedStores } from "./analysis/namedStores.js";
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
  FlagValueType,
  Lifecycle,
  Registry,
  RegistryDefaults,
  ServedException,
  StoreSettings,
} from "./registry/model.js";
export { Damage } from "./registry/damage.js";
export { dayCount, daysBetween, instantOf, isoDay } from "./registry/dates.js";
export { defined } from "./registry/defined.js";
export { flagJson } from "./registry/flagJson.js";
export { flagTypeNamed } from "./registry/flagTypeNamed.js";
export type {
  FormatOptions,
  RegistryContent,
  RegistryFile,
  RegistryFormat,
} from "./registry/format.js";
export { registryFormats } from "./registry/formats.js";
export { createRegistrySink } from "./registry/readRegistryText.js";
export { maxKeyLength } from "./registry/schema.js";
export { commonValueType } from "./registry/valueType.js";
export { checkShape } from "./schema/checkShape.js";
export {
  anything,
  choice,
  either,
  listOf,
  mapOf,
  objectOf,
  optional,
  required,
  text,
  yesOrNo,
} from "./schema/describe.js";
export { readJson } from "./schema/jsonNode.js";
export {
  booleanOf,
  entriesOf,
  entryOf,
  fieldOf,
  itemsOf,
  numberOf,
  stringOf,
  stringsOf,
  toJson,
} from "./schema/node.js";
export type { DataNode, Entry } from "./schema/node.js";
export type { ProblemSink } from "./schema/problemSink.js";
export type { Shape } from "./schema/shape.js";
export { readYaml } from "./schema/yamlNode.js";
export { allRules } from "./rules/all.js";
export { matchesKeyPattern } from "./rules/keyPattern.js";
export { isTestFile } from "./rules/testFiles.js";
export { flagsOfMigration } from "./verdict/migrationFlags.js";
export { fieldAt, objectShapeOf, wordsOf } from "./registry/fieldAt.js";
export type { FieldAt } from "./registry/fieldAt.js";
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
export { formatState, formatTombstones } from "./state/formatState.js";
export type { UnplacedState } from "./state/formatState.js";
export { noStores, tombstonesPath } from "./state/model.js";
export type { StoreState, StoreView, Tombstone, UnknownKeyReport } from "./state/model.js";
export { parseState, parseTombstones } from "./state/parseState.js";
export { storeEntryOf } from "./state/storeOf.js";
export type { StoreEntry } from "./state/storeOf.js";
export type { Stage } from "./migration/model.js";
export { didYouMean } from "./text/didYouMean.js";
export { canonicalJson, isJsonArray, isJsonObject, propertyOf } from "./text/json.js";
export type { JsonObject, JsonValue } from "./text/json.js";
export { lineCount } from "./text/lineCount.js";
export { lineStartsOf } from "./text/lineIndex.js";
export type { Position, Range } from "./text/lineIndex.js";
export { quoted, shortened } from "./text/quoted.js";
export { compareText } from "./text/order.js";
export type { Parsed, Problem } from "./text/problem.js";
export { containsSpan, touchesSpan } from "./text/span.js";
export type { Place, Span } from "./text/span.js";
export type { EnvironmentVerdict, FlagVerdict, Verdict } from "./verdict/model.js";
export { isOffVariant } from "./verdict/winningSide.js";
export { overrulableCodes, refusalCodes } from "./removal/model.js";
export type { Pruned, Refusal, RefusalCode, RemovalNote, RemovalPlan } from "./removal/model.js";
export { editOf } from "./text/change.js";
export type { FileChange, TextEdit } from "./text/change.js";
export { allFixes, offersFor, resolveFix } from "./fixes/all.js";
export { renameFlag } from "./fixes/renameFlag.js";
export type { NamedOffer } from "./fixes/all.js";
export type { Fix, FixContext, FixData, FixKind, FixOffer, FixResult } from "./fixes/model.js";
export { flagRows, isAbout, verdictWords } from "./overview/flagRow.js";
export type { FlagRow } from "./overview/flagRow.js";
export { removalSummary } from "./overview/removalSummary.js";
export { decidingRules, nextStepOf } from "./overview/nextStep.js";
export type { NextStep } from "./overview/nextStep.js";
export type { DebtPoint, OwnerDebt } from "./history/debt.js";
export type { Migration, MigrationCall, MigrationReport } from "./migration/model.js";
export type { Retirement, RetirementStep } from "./retire/model.js";
