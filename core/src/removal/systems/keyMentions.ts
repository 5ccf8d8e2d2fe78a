import { ts } from "ts-morph";
import { memberRange } from "../seed/mentions.js";
import { isTestPath } from "../seed/tests.js";
import type { Edit } from "../text/trackedText.js";
import type { StepContext } from "./context.js";
import { dropItems } from "./lists.js";

/**
 * Members of types and of objects that are called like a flag that goes (`"search.read-new": boolean`), and the key
 * in a union of keys. Only keys that cannot be an ordinary word are looked for.
 */
export function keyMentionEdits(context: StepContext): Edit[] {
  const { file, step } = context;
  const keys = new Set(
    step.folds.flatMap(({ flagKey, isPartial }) =>
      isPartial !== true && /[-_.:]/u.test(flagKey) ? [flagKey] : [],
    ),
  );
  if (keys.size === 0 || isTestPath(file.path)) return [];
  const { unit } = file;
  const named = (name: ts.Node | undefined): boolean =>
    name !== undefined && ts.isStringLiteral(name) && keys.has(name.text);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && named(node.name)) {
      edits.push({ ...memberRange(unit, node), parts: [] });
      return;
    }
    if (ts.isObjectLiteralExpression(node)) {
      const gone = node.properties.filter((member) => named(member.name));
      if (gone.length > 0) edits.push(...dropItems(unit, node.properties, new Set<ts.Node>(gone)));
    }
    if (ts.isUnionTypeNode(node)) {
      const kept = node.types.filter(
        (part) => !(ts.isLiteralTypeNode(part) && named(part.literal)),
      );
      if (kept.length < node.types.length && kept.length > 0) {
        const text = kept.map((part) => part.getText(unit.source)).join(" | ");
        edits.push({ start: node.getStart(unit.source), end: node.end, parts: [text] });
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(unit.source);
  return edits;
}
