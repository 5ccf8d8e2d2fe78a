import { ts } from "ts-morph";
import { canDrop } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import { outermost } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import type { FlagFold, StepInput } from "./model.js";
import { resultEdits } from "./stagedResults.js";
import { pathOf, type SystemView } from "./view.js";

/** The stage at which the new system alone is read and written. */
const lastStage = "complete";

/** An object of an SDK that runs both sides by the stage that a flag serves, with everything that calls it. */
export interface StagedObject {
  /** `createMigration(client, { readOld, readNew, writeOld, writeNew })`. */
  readonly making: ts.CallExpression;
  readonly config: ts.ObjectLiteralExpression;
  /** The sides that something calls. */
  readonly used: ReadonlySet<"read" | "write">;
  /** What becomes of the calls, by path; undefined where the object was refused. */
  readonly calls: ReadonlyMap<string, readonly Edit[]> | undefined;
  /** The calls that ask the flag. */
  readonly asking: readonly ts.CallExpression[];
}

/** What is asked of a step's files while its staged objects are sought. */
interface Search {
  readonly project: RemovalProject;
  readonly view: SystemView;
  readonly step: StepInput;
}

/**
 * Finds the staged objects that ask a flag of the step and end with it. One that is used for more than reading and
 * writing, or in a way that would show, is refused with the place.
 */
export function stagedObjectsOf(search: Search): StagedObject[] {
  const { view, step } = search;
  if (step.takes !== "everything") return [];
  return view.paths.flatMap((path) => {
    const found: StagedObject[] = [];
    const visit = (node: ts.Node): void => {
      const staged = ts.isCallExpression(node) ? stagedObject(search, node) : undefined;
      if (staged !== undefined) found.push(staged);
      ts.forEachChild(node, visit);
    };
    const source = view.source(path);
    if (source !== undefined) visit(source);
    return found;
  });
}

function stagedObject(search: Search, making: ts.CallExpression): StagedObject | undefined {
  const config = configOf(search, making);
  if (config === undefined) return undefined;
  const name = heldBy(making);
  const holder = name && search.view.symbolOf(name);
  if (name === undefined || holder === undefined) {
    refuse(
      search,
      making,
      "This object is not held by a constant or a field of its own; replace it by the new side by hand first.",
    );
    return undefined;
  }
  const uses = usesOf(search.view, holder, name);
  const calls = uses.map(callOf).filter((call) => call !== undefined);
  const asking = calls.filter((call) => foldOf(search, call) !== undefined);
  if (asking.length === 0) return undefined;
  const used = new Set(calls.map(operationOf));
  for (const use of uses) if (callOf(use) === undefined) refuseUse(search, use);
  const edits = calls.length < uses.length ? undefined : editsOf(search, calls);
  return { making, config, used, calls: edits, asking };
}

function editsOf(
  search: Search,
  calls: readonly ts.CallExpression[],
): Map<string, Edit[]> | undefined {
  const edits = new Map<string, Edit[]>();
  let isSound = true;
  for (const call of calls) {
    const found = callEdits(search, call);
    if (found === undefined) isSound = false;
    const path = pathOf(call);
    edits.set(path, [...(edits.get(path) ?? []), ...(found ?? [])]);
  }
  return isSound ? edits : undefined;
}

/** The configuration of a staged object that a package makes; the workspace's own wrappers are others. */
function configOf(
  { view, project }: Search,
  call: ts.CallExpression,
): ts.ObjectLiteralExpression | undefined {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const [, config] = call.arguments;
  if (!ts.isIdentifier(name) || name.text !== "createMigration") return undefined;
  if (config === undefined || !ts.isObjectLiteralExpression(config)) return undefined;
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const [declaration] = view.checker.getSymbolAtLocation(root)?.declarations ?? [];
  const specifier = declaration && specifierOf(declaration);
  return specifier !== undefined && project.resolve(pathOf(call), specifier) === undefined
    ? config
    : undefined;
}

/** The module that an import names, or a `require` in a plain script. */
function specifierOf(declaration: ts.Declaration): string | undefined {
  for (let at: ts.Node = declaration; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isImportDeclaration(at))
      return ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : undefined;
    if (!ts.isVariableDeclaration(at)) continue;
    const required = at.initializer;
    const [module] = required && ts.isCallExpression(required) ? required.arguments : [];
    return module !== undefined && ts.isStringLiteral(module) ? module.text : undefined;
  }
  return undefined;
}

/** The name of the constant or field that holds an object; one with a type of its own would contradict it. */
function heldBy(making: ts.CallExpression): ts.MemberName | undefined {
  const { parent } = making;
  const isHeld = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent);
  if (!isHeld || parent.type !== undefined || parent.initializer !== making) return undefined;
  return ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name)
    ? parent.name
    : undefined;
}

/** Every name that means the object, but for its declaration and the imports and exports that hand it on. */
function usesOf(view: SystemView, holder: ts.Symbol, declared: ts.Node): ts.MemberName[] {
  return view.paths.flatMap((path) => {
    const found: ts.MemberName[] = [];
    const visit = (node: ts.Node): void => {
      const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
      const isLink = ts.isImportSpecifier(node) || ts.isExportSpecifier(node);
      if (isName && node !== declared && view.symbolOf(node) === holder) found.push(node);
      if (!isLink && !ts.isImportClause(node)) ts.forEachChild(node, visit);
      else if (ts.isImportClause(node) && node.namedBindings) visit(node.namedBindings);
    };
    const source = view.source(path);
    if (source !== undefined) visit(source);
    return found;
  });
}

/** `object.read(…)` or `object.write(…)`. */
function callOf(use: ts.MemberName): ts.CallExpression | undefined {
  const { parent } = use;
  const isField = ts.isPropertyAccessExpression(parent) && parent.name === use;
  const object = isField ? parent : use;
  const access = object.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== object) return undefined;
  const call = access.parent;
  const isCall = ts.isCallExpression(call) && call.expression === access;
  return isCall && /^(?:read|write)$/u.test(access.name.text) ? call : undefined;
}

function operationOf(call: ts.CallExpression): "read" | "write" {
  const callee = call.expression;
  return ts.isPropertyAccessExpression(callee) && callee.name.text === "read" ? "read" : "write";
}

function foldOf({ step }: Search, call: ts.CallExpression): FlagFold | undefined {
  const path = pathOf(call);
  const [key] = call.arguments;
  if (key === undefined) return undefined;
  return step.folds.find(({ references }) =>
    references.some(
      (one) => one.path === path && key.pos <= one.span.start && one.span.end <= key.end,
    ),
  );
}

/** The edits that leave a call its payload, and what is done with its answer. Undefined, with a refusal, else. */
function callEdits(search: Search, call: ts.CallExpression): Edit[] | undefined {
  const fold = foldOf(search, call);
  if (fold?.winningValue !== lastStage) {
    const key = call.arguments[0]?.getText() ?? "";
    const message =
      fold === undefined
        ? `This asks ${key}, which does not end with this step; give it an object of its own first.`
        : `The last stage of this object is \`${lastStage}\`, but \`${fold.flagKey}\` is left at \`${JSON.stringify(fold.winningValue)}\`.`;
    refuse(search, call, message);
    return undefined;
  }
  const lost = call.arguments.slice(1, 3).find((one) => !isIdle(search, one));
  if (lost !== undefined) {
    const message = `\`${lost.getText()}\` has an effect that would be lost with the flag; take it out of the call first.`;
    refuse(search, lost, message);
    return undefined;
  }
  const results = resultEdits(search.view, call, operationOf(call));
  if (results === undefined) {
    const message =
      "What this call answers is used as a whole, or for what the new side's own answer does not have any more; use `success`, `result` and `error` alone first.";
    refuse(search, call, message);
    return undefined;
  }
  const [first] = call.arguments;
  const payload = call.arguments[3];
  const start = first?.getStart() ?? call.end - 1;
  const end = payload?.getStart() ?? call.end - 1;
  return [{ start, end, parts: [] }, ...results];
}

function isIdle({ project }: Search, node: ts.Expression): boolean {
  const file = project.file(pathOf(node));
  return file !== undefined && canDrop(foldContextOf(project, file), node);
}

function refuseUse(search: Search, use: ts.Node): void {
  const message =
    "This object is used for more than reading and writing; replace it by the new side by hand first.";
  refuse(search, use, message);
}

function refuse({ project }: Search, node: ts.Node, message: string): void {
  const place = { path: pathOf(node), span: { start: outermost(node).getStart(), end: node.end } };
  project.refuse({ code: "unsupported-reference", message, place });
}
