import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { callSitesOf, givenAt, type Callee, type Slot } from "../flow/callSites.js";
import { functionOf } from "../flow/known.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { literalValue } from "../syntax/literals.js";
import { parentOf } from "../syntax/parent.js";
import type { Unit } from "../syntax/unit.js";
import { skipOuter } from "../syntax/unit.js";
import { servedVariant } from "./servedVariant.js";
import { testCallKind } from "./testScopes.js";

/** One moment at which a test file gives the flag a value. */
export interface Setting {
  /** The set-up that names the flag. */
  readonly setUp: ts.Node;
  /** Where it takes effect: the set-up itself, or a call of the function that holds it. */
  readonly at: ts.Node;
  readonly value: JsonValue | undefined;
  /** The value is written in a function that tests share, so no test decided on it. */
  readonly isShared: boolean;
}

/** Where a set-up takes effect, and the parameters by which its value is handed on. */
export interface Handed {
  readonly settings: readonly Setting[];
  readonly parameters: readonly ts.Identifier[];
}

/** Functions through which set-ups are followed at most. */
const maximumDepth = 3;

/**
 * The moments at which a set-up takes effect: itself, or, where a function of the file holds it, every call of that
 * function, with the value that the call passes. Undefined where not all of them can be seen.
 */
export function settingsOf(
  project: RemovalProject,
  file: TrackedFile,
  node: ts.Node,
  given: ts.Expression | undefined,
): Handed | undefined {
  const literal =
    given && (literalValue(file.unit, given, () => undefined) ?? servedVariant(file.unit, given));
  const setUp = { project, file, node };
  return follow(setUp, node, literal === undefined ? { given } : { literal }, 0);
}

type Value =
  | { readonly literal: { readonly value: JsonValue | undefined }; readonly given?: undefined }
  | { readonly given: ts.Expression | undefined; readonly literal?: undefined };

interface SetUp {
  readonly project: RemovalProject;
  readonly file: TrackedFile;
  readonly node: ts.Node;
}

function follow(setUp: SetUp, at: ts.Node, value: Value, depth: number): Handed | undefined {
  const { project, file } = setUp;
  const holder = holderOf(file, at);
  if (holder === undefined) {
    if (value.literal === undefined) return undefined;
    const setting = { setUp: setUp.node, at, value: value.literal.value, isShared: false };
    return { settings: [setting], parameters: [] };
  }
  const handed =
    value.literal === undefined ? parameterOf(file.unit, holder, value.given) : undefined;
  if (depth >= maximumDepth || (value.literal === undefined && handed === undefined))
    return undefined;
  const sites = callSitesOf(project, holder);
  if (sites?.every((site) => site.file === file) !== true) return undefined;
  const settings: Setting[] = [];
  const parameters = handed === undefined ? [] : [handed.name];
  for (const { node: site } of sites) {
    const passed = handed === undefined ? value : passedTo(file.unit, site, handed);
    const further = passed && follow(setUp, site, passed, depth + 1);
    if (further === undefined) return undefined;
    const isShared = handed === undefined;
    settings.push(
      ...further.settings.map((one) => ({ ...one, isShared: one.isShared || isShared })),
    );
    parameters.push(...further.parameters);
  }
  return { settings, parameters };
}

/** The named function of the file that holds a node, callbacks of tests and of set-up left aside. */
function holderOf(file: TrackedFile, node: ts.Node): Callee | undefined {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) {
    if (ts.isExpressionStatement(at) && testCallKind(at) !== undefined) return undefined;
    const name = ts.isFunctionDeclaration(at)
      ? at.name
      : ts.isVariableDeclaration(at) && ts.isIdentifier(at.name)
        ? at.name
        : undefined;
    const owner = name && functionOf(name);
    const holds = owner !== undefined && owner.pos <= node.pos && node.end <= owner.end;
    const binding = holds ? file.unit.scopes.bindingOf(name as ts.Identifier) : undefined;
    if (owner !== undefined && binding !== undefined) return { file, binding, node: owner };
  }
  return undefined;
}

interface HandedParameter {
  readonly name: ts.Identifier;
  readonly slot: Slot;
  readonly fallback: ts.Expression | undefined;
}

/** The parameter, or the member of one that is taken apart, that an expression names. */
function parameterOf(
  unit: Unit,
  holder: Callee,
  given: ts.Expression | undefined,
): HandedParameter | undefined {
  const inner = given && skipOuter(given);
  if (inner === undefined || !ts.isIdentifier(inner)) return undefined;
  const binding = unit.scopes.bindingOf(inner);
  const [name] = binding?.declarations ?? [];
  if (binding?.kind !== "parameter" || name === undefined) return undefined;
  if (binding.uses.some((use) => use.write || use.inType)) return undefined;
  const { parent } = name;
  const parameter = ts.isBindingElement(parent) ? parent.parent.parent : parent;
  if (!ts.isParameter(parameter) || parameter.parent !== holder.node) return undefined;
  if (parameter.dotDotDotToken !== undefined) return undefined;
  const index = holder.node.parameters.indexOf(parameter);
  if (!ts.isBindingElement(parent))
    return { name, slot: { index }, fallback: parameter.initializer };
  const key = parent.propertyName ?? parent.name;
  if (!ts.isObjectBindingPattern(parent.parent) || parent.dotDotDotToken !== undefined)
    return undefined;
  return ts.isIdentifier(key)
    ? { name, slot: { index, property: key.text }, fallback: parent.initializer }
    : undefined;
}

/** The value that a call passes to a parameter: an argument, the parameter's default, or nothing. */
function passedTo(
  unit: Unit,
  site: Parameters<typeof givenAt>[0],
  { slot, fallback }: HandedParameter,
): Value | undefined {
  const given = givenAt(site, slot);
  if (given.kind === "unknown") return undefined;
  if (given.kind === "value" && given.value === undefined) return { literal: { value: true } };
  const expression = given.kind === "value" ? given.value : fallback;
  if (expression === undefined) return { literal: { value: undefined } };
  const literal = literalValue(unit, expression, () => undefined);
  return literal === undefined ? { given: expression } : { literal };
}
