import type { JsonValue } from "../text/json.js";
import { didYouMean } from "../text/didYouMean.js";
import type { Problem } from "../text/problem.js";
import type { Rule } from "./model.js";
import { quotedList } from "./wording.js";

type Properties = Readonly<Record<string, JsonValue>>;

/** Compares a rule's options with its schema: an object of yes-or-no values and lists of strings. */
export function checkOptions(
  rule: Rule,
  options: JsonValue | undefined,
  configPath: string | null,
): readonly Problem[] {
  if (options === undefined) return [];
  const known = propertiesOf(rule.meta.optionsSchema);
  const complaint = complaintAbout(options, known);
  if (complaint === undefined) return [];
  return [
    {
      code: "rule-options",
      severity: "error",
      message: `Rule "${rule.id}" ${complaint}`,
      path: configPath ?? "",
    },
  ];
}

function complaintAbout(options: JsonValue, known: Properties): string | undefined {
  const names = Object.keys(known);
  if (!isRecord(options)) return "takes its options as an object; write { … }.";
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name)) {
      if (names.length === 0) return `has no options; remove "${name}".`;
      const guess = didYouMean(name, names);
      const hint =
        guess === undefined ? `it has ${quotedList(names)}.` : `did you mean "${guess}"?`;
      return `has no option "${name}"; ${hint}`;
    }
    const type = propertiesType(known[name]);
    if (type === "boolean" && typeof value !== "boolean") {
      return `wants true or false for the option "${name}".`;
    }
    if (type === "array" && !isStringList(value)) {
      return `wants a list of strings for the option "${name}".`;
    }
  }
  return undefined;
}

function propertiesOf(schema: JsonValue | undefined): Properties {
  const properties = isRecord(schema) ? schema.properties : undefined;
  return isRecord(properties) ? properties : {};
}

function propertiesType(schema: JsonValue | undefined): JsonValue | undefined {
  return isRecord(schema) ? schema.type : undefined;
}

function isStringList(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRecord(value: JsonValue | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
