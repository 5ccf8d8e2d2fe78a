import { ts } from "ts-morph";
import { importedNames } from "../syntax/modules.js";
import { skipOuter, type Unit } from "../syntax/unit.js";
import type { Mark } from "../text/trackedText.js";

const operators: ReadonlySet<string> = new Set([
  "map",
  "filter",
  "tap",
  "switchMap",
  "mergeMap",
  "concatMap",
  "exhaustMap",
]);

/** Whether a called name is imported from RxJS as this. */
function isFromRxjs(unit: Unit, callee: ts.Node, names: ReadonlySet<string>): boolean {
  if (!ts.isIdentifier(callee)) return false;
  const declaration = unit.scopes.bindingOf(callee)?.declarations[0];
  const entry = importedNames(unit.source).find(({ local }) => local === declaration);
  return entry !== undefined && /^rxjs(?:\/|$)/u.test(entry.specifier) && names.has(entry.imported);
}

/** The known value that `of(known)` emits. */
function emittedMark(unit: Unit, node: ts.Node): Mark | undefined {
  const call = skipOuter(node);
  if (!ts.isCallExpression(call) || call.arguments.length !== 1) return undefined;
  if (!isFromRxjs(unit, call.expression, new Set(["of"]))) return undefined;
  const [value] = call.arguments;
  return value && unit.markOf(value);
}

/** The known value that a callback of `of(known).subscribe(…)` or `of(known).pipe(map(…))` gets first. */
export function knownEmission(unit: Unit, parameter: ts.ParameterDeclaration): Mark | undefined {
  const callback = parameter.parent;
  const call = callback.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== callback) return undefined;
  if (callback.parameters[0] !== parameter) return undefined;
  const source = methodReceiver(call, "subscribe");
  if (source !== undefined) return emittedMark(unit, source);
  const pipe = call.parent;
  if (!isFromRxjs(unit, call.expression, operators) || !ts.isCallExpression(pipe)) return undefined;
  const piped = pipe.arguments[0] === call ? methodReceiver(pipe, "pipe") : undefined;
  return piped && emittedMark(unit, piped);
}

function methodReceiver(call: ts.CallExpression, name: string): ts.Expression | undefined {
  const callee = call.expression;
  return ts.isPropertyAccessExpression(callee) && callee.name.text === name
    ? callee.expression
    : undefined;
}

/** The value of `firstValueFrom(of(known))`. */
export function firstMark(unit: Unit, node: ts.Node): Mark | undefined {
  const call = skipOuter(node);
  if (!ts.isCallExpression(call) || call.arguments.length !== 1) return undefined;
  const [source] = call.arguments;
  const asks = isFromRxjs(unit, call.expression, new Set(["firstValueFrom", "lastValueFrom"]));
  return asks && source !== undefined ? emittedMark(unit, source) : undefined;
}
