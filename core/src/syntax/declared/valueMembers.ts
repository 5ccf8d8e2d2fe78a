import { ts } from "../compiler.js";
import { valueTypeOf } from "../../registry/valueType.js";
import { jsDocBefore, jsDocBetween } from "./jsDoc.js";
import type { JsDoc } from "./jsDoc.js";
import { literalValue, nameOf, propertyOf, spanOf, unwrapped } from "./member.js";
import type { DeclaredMember } from "./member.js";

/** `enum F { A = "a" }`: string values are the keys, members without one go by their names. */
export function enumMembers(
  node: ts.EnumDeclaration,
  sourceFile: ts.SourceFile,
): readonly DeclaredMember[] {
  return node.members.flatMap((member) => {
    const value = member.initializer && unwrapped(member.initializer);
    const literal = value && ts.isStringLiteralLike(value) ? value : undefined;
    const key = literal?.text ?? nameOf(member.name);
    if (key === undefined) return [];
    return [
      {
        key,
        keySpan: spanOf(literal ?? member.name, sourceFile),
        entrySpan: spanOf(member, sourceFile),
        doc: jsDocBefore(member, sourceFile),
        fields: {},
      },
    ];
  });
}

/**
 * `const F = { a: "key", b: { key: "key", defaultValue: false }, c: readVariable("C") }`.
 *
 * A string is the key; an object's `key` or `name` is; otherwise the property's own name is.
 */
export function objectMembers(
  node: ts.ObjectLiteralExpression,
  sourceFile: ts.SourceFile,
): readonly DeclaredMember[] {
  return node.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return [];
    const name = nameOf(property.name);
    if (name === undefined) return [];
    const entry = { span: spanOf(property, sourceFile), doc: jsDocBefore(property, sourceFile) };
    const value = ts.isPropertyAssignment(property) ? unwrapped(property.initializer) : undefined;
    const member = value && memberOfValue(value, entry.span, entry.doc, sourceFile, true);
    const fallback: DeclaredMember = {
      key: name,
      keySpan: spanOf(property.name, sourceFile),
      entrySpan: entry.span,
      doc: entry.doc,
      ...(value && valueFields(value)),
      fields: value ? { defaultValue: spanOf(value, sourceFile) } : {},
    };
    return [member ?? fallback];
  });
}

/** `const names = ["a", { key: "b" }] as const`. */
export function arrayMembers(
  node: ts.ArrayLiteralExpression,
  sourceFile: ts.SourceFile,
): readonly DeclaredMember[] {
  let previousEnd = node.getStart(sourceFile, false) + 1;
  return node.elements.flatMap((element) => {
    const doc = jsDocBetween(previousEnd, element, sourceFile);
    previousEnd = element.end;
    const member = memberOfValue(
      unwrapped(element),
      spanOf(element, sourceFile),
      doc,
      sourceFile,
      true,
    );
    return member ? [member] : [];
  });
}

/** A flag whose value names its key: a string, or an object (or a call with one) that has a `key`. */
export function memberOfValue(
  value: ts.Expression,
  entrySpan: DeclaredMember["entrySpan"],
  doc: JsDoc,
  sourceFile: ts.SourceFile,
  nameIsKey: boolean,
): DeclaredMember | undefined {
  if (ts.isStringLiteralLike(value)) {
    return { key: value.text, keySpan: spanOf(value, sourceFile), entrySpan, doc, fields: {} };
  }
  const object = flagObject(value);
  if (object === undefined) return undefined;
  const key =
    stringProperty(object, "key") ?? (nameIsKey ? stringProperty(object, "name") : undefined);
  if (key === undefined) return undefined;
  const defaultValue = propertyOf(object, "defaultValue") ?? propertyOf(object, "default");
  const description = stringProperty(object, "description");
  return {
    key: key.text,
    keySpan: spanOf(key, sourceFile),
    entrySpan,
    doc,
    ...(defaultValue && valueFields(defaultValue)),
    ...(description && { description: description.text }),
    fields: {
      ...(defaultValue && { defaultValue: spanOf(defaultValue, sourceFile) }),
      ...(description && { description: spanOf(description, sourceFile) }),
    },
  };
}

/** `{ … }` itself, or the first argument of `flag({ … })`. */
function flagObject(value: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(value)) return value;
  const [argument] = ts.isCallExpression(value) ? value.arguments : [];
  return argument && ts.isObjectLiteralExpression(argument) ? argument : undefined;
}

function stringProperty(
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.StringLiteralLike | undefined {
  const value = propertyOf(object, name);
  return value && ts.isStringLiteralLike(value) ? value : undefined;
}

function valueFields(value: ts.Expression): Pick<DeclaredMember, "defaultValue" | "valueType"> {
  const literal = literalValue(value);
  if (literal === undefined || literal === null) return {};
  const valueType = valueTypeOf(literal);
  return { defaultValue: literal, ...(valueType && { valueType }) };
}
