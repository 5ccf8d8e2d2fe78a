import type { Flag, Registry } from "../../registry/model.js";
import { editOf, type FileChange } from "../../text/change.js";
import type { JsonValue } from "../../text/json.js";
import type { FixContext, FixResult } from "../model.js";
import { refused } from "../fixData.js";
import { setJsonField } from "./jsonEdit.js";
import { setYamlField } from "./yamlEdit.js";

/** The formats that Halyard may write: the stores' own exports and TypeScript have other owners. */
const ownFormats = new Set(["halyard", "flagd", "openfeature"]);

/** Whether fields of a registry can be written. */
export function isWritable({ format, path }: Registry): boolean {
  return ownFormats.has(format) && /\.(?:jsonc?|ya?ml)$/iu.test(path);
}

/** Sets a field of a flag's entry; the rest of the file stays byte for byte. */
export function setFlagField(
  flag: Flag,
  field: readonly string[],
  value: JsonValue,
  context: FixContext,
): FixResult {
  return setRegistryField(flag.definitions[0].path, ["flags", flag.key, ...field], value, context);
}

/** Sets a field of a registry file by its path from the root. */
export function setRegistryField(
  path: string,
  field: readonly string[],
  value: JsonValue,
  context: FixContext,
): FixResult {
  const text = context.textOf(path);
  if (text === undefined) return refused(`${path} cannot be read.`);
  const change = changeOf(path, text, field, value);
  if (change === undefined) {
    return refused(
      `${path} is written in a form that is not changed automatically; edit it by hand.`,
    );
  }
  return { ok: true, changes: [change] };
}

function changeOf(
  path: string,
  text: string,
  field: readonly string[],
  value: JsonValue,
): FileChange | undefined {
  const isYaml = /\.ya?ml$/iu.test(path);
  const edits = isYaml ? setYamlField(text, field, value) : setJsonField(text, field, value);
  return edits === undefined || edits.length === 0 ? undefined : editOf(path, text, edits);
}
