import { isJsonArray, isJsonObject } from "../text/json.js";
import type { JsonObject, JsonValue } from "../text/json.js";
import { didYouMean } from "../text/didYouMean.js";
import type { Problem } from "../text/problem.js";
import type { Rule } from "./model.js";
import { quotedList } from "./wording.js";

/** Where a rule's options, or one of them, are written; undefined where that is not known. */
export type OptionPlaces = (
  ruleId: string,
  option: string | undefined,
) => Pick<Problem, "span" | "line" | "column"> | undefined;

/** Compares a rule's options with its schema: an object of yes-or-no values and lists of strings. */
export function checkOptions(
  rule: Rule,
  options: JsonValue | undefined,
  configPath: string | null,
  places?: OptionPlaces,
): readonly Problem[] {
  if (options === undefined) return [];
  const complaint = complaintAbout(options, propertiesOf(rule.meta.optionsSchema));
  if (complaint === undefined) return [];
  return [
    {
      code: "rule-options",
      severity: "error",
      message: `Rule "${rule.id}" ${complaint.words}`,
      path: configPath ?? "",
      ...places?.(rule.id, complaint.option),
    },
  ];
}

interface Complaint {
  readonly words: string;
  /** The option that is at fault; absent where all of them are. */
  readonly option?: string;
}

function complaintAbout(options: JsonValue, known: JsonObject): Complaint | undefined {
  if (!isJsonObject(options)) return { words: "takes its options as an object; write { … }." };
  for (const [option, value] of Object.entries(options)) {
    const words = faultOf(option, value, known);
    if (words !== undefined) return { words, option };
  }
  return undefined;
}

function faultOf(option: string, value: JsonValue, known: JsonObject): string | undefined {
  const names = Object.keys(known);
  if (!names.includes(option)) {
    if (names.length === 0) return `has no options; remove "${option}".`;
    const guess = didYouMean(option, names);
    const hint = guess === undefined ? `it has ${quotedList(names)}.` : `did you mean "${guess}"?`;
    return `has no option "${option}"; ${hint}`;
  }
  const type = propertiesType(known[option]);
  if (type === "boolean" && typeof value !== "boolean") {
    return `wants true or false for the option "${option}".`;
  }
  return type === "array" && !isStringList(value)
    ? `wants a list of strings for the option "${option}".`
    : undefined;
}

function propertiesOf(schema: JsonValue | undefined): JsonObject {
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  return isJsonObject(properties) ? properties : {};
}

function propertiesType(schema: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(schema) ? schema.type : undefined;
}

function isStringList(value: JsonValue): boolean {
  return isJsonArray(value) && value.every((item) => typeof item === "string");
}
