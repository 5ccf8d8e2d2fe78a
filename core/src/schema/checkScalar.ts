import { quoted, shortened } from "../text/quoted.js";
import type { DataNode, ScalarNode } from "./node.js";
import type { ProblemSink } from "./problemSink.js";
import type { NumberShape, StringShape } from "./shape.js";
import { bareNoun, nounOf, unknownWord } from "./wording.js";

/** Patterns and tests never meet a longer text, whatever a shape says, so that none of them can take long. */
const testedLength = 4096;

/** The string if it fits, an alias by its real name; undefined, and a problem, if not. */
export function checkString(
  node: ScalarNode & { readonly kind: "string" },
  shape: StringShape,
  label: string,
  sink: ProblemSink,
): DataNode | undefined {
  const value = String(node.value);
  const words = shape.oneOf;
  if (words?.includes(value) === true) return node;
  if (shape.aliases !== undefined && Object.hasOwn(shape.aliases, value)) {
    return { ...node, value: shape.aliases[value] ?? value };
  }
  if (words !== undefined) {
    const noun = bareNoun(shape.noun ?? "a value");
    const code = shape.code ?? `unknown-${noun.replaceAll(" ", "-")}`;
    sink.error(code, unknownWord(value, noun, words), node.span);
    return undefined;
  }
  const isTested = shape.pattern !== undefined || shape.test !== undefined;
  const limit = shape.maxLength ?? (isTested ? testedLength : Infinity);
  if (value.length > limit) {
    const message = `${label} has ${value.length} characters; at most ${limit} are read, so shorten it.`;
    sink.error("too-long", message, node.span);
    return undefined;
  }
  const fault = faultOf(value, shape, label);
  if (fault === undefined) return node;
  sink.error(shape.code ?? "invalid-value", fault, node.span);
  return undefined;
}

function faultOf(value: string, shape: StringShape, label: string): string | undefined {
  const { pattern, minLength = 0 } = shape;
  if (value.length < minLength) {
    return value === ""
      ? `${label} must not be empty.`
      : `${label} must have at least ${minLength} characters.`;
  }
  if (pattern !== undefined && !pattern.test(value)) {
    return `${label} must be ${nounOf(shape)}, not ${quoted(shortened(value))}.`;
  }
  return shape.test?.(value, label);
}

/** The number if it fits; undefined, and a problem, if not. */
export function checkNumber(
  node: ScalarNode & { readonly kind: "number" },
  shape: NumberShape,
  label: string,
  sink: ProblemSink,
): DataNode | undefined {
  const value = Number(node.value);
  const { minimum = -Infinity, maximum = Infinity } = shape;
  const isWhole = shape.integer !== true || Number.isInteger(value);
  if (Number.isFinite(value) && isWhole && value >= minimum && value <= maximum) return node;
  sink.error("invalid-value", `${label} must be ${nounOf(shape)}, not ${value}.`, node.span);
  return undefined;
}
