import { ts } from "ts-morph";
import { returned } from "../fold/constantFunctions.js";
import { skipOuter, type Unit } from "../syntax/unit.js";
import type { Mark } from "../text/trackedText.js";

/** A memoised selector: `createSelector(inputs…, result)` or `createSelector([inputs…], result)`. */
export interface Selector {
  readonly inputs: ts.NodeArray<ts.Expression>;
  readonly count: number;
  readonly result: ts.ArrowFunction | ts.FunctionExpression;
}

/** Reads a call that makes a memoised selector. */
export function selectorOf(node: ts.Node): Selector | undefined {
  const call = skipOuter(node);
  if (!ts.isCallExpression(call) || !/^create\w*Selector$/u.test(call.expression.getText()))
    return undefined;
  const [first, second, ...more] = call.arguments;
  if (first !== undefined && ts.isArrayLiteralExpression(first)) {
    return second !== undefined && isResult(second) && more.length === 0
      ? { inputs: first.elements, count: first.elements.length, result: second }
      : undefined;
  }
  const result = call.arguments[call.arguments.length - 1];
  if (result === undefined || call.arguments.length < 2 || !isResult(result)) return undefined;
  return { inputs: call.arguments, count: call.arguments.length - 1, result };
}

function isResult(node: ts.Node): node is Selector["result"] {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** The value of a function that only gives a known one, whatever it is called with. */
export function constantResult(unit: Unit, node: ts.Node): Mark | undefined {
  const inner = skipOuter(node);
  if (!isResult(inner) || inner.asteriskToken !== undefined) return undefined;
  if (inner.modifiers !== undefined) return undefined;
  const plain = inner.parameters.every(
    (p) => p.initializer === undefined && ts.isIdentifier(p.name),
  );
  const value = plain ? returned(inner) : undefined;
  const mark = value && unit.markOf(value);
  return typeof mark?.value === "object" && mark.value !== null ? undefined : mark;
}

/** The known value that a parameter of a selector's result function gets from its input. */
export function knownInput(unit: Unit, parameter: ts.ParameterDeclaration): Mark | undefined {
  const { parent } = parameter;
  if (!isResult(parent)) return undefined;
  const selector = selectorOf(parent.parent);
  if (selector?.result !== parent || parameter.dotDotDotToken !== undefined) return undefined;
  const input = selector.inputs[parent.parameters.indexOf(parameter)];
  const isInput = input !== undefined && selector.inputs.indexOf(input) < selector.count;
  return isInput ? constantResult(unit, input) : undefined;
}
