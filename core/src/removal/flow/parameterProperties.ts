import { ts } from "ts-morph";
import { toMark, type FoldContext } from "../fold/context.js";
import { isWrite } from "../syntax/resolveNames.js";
import type { Edit } from "../text/trackedText.js";
import type { Known } from "./knownValue.js";

/** A private field that is declared as a parameter of the constructor: `constructor(private readonly on: boolean)`. */
export interface ParameterProperty {
  readonly parameter: ts.ParameterDeclaration;
  readonly name: ts.Identifier;
  /** Every `this.x` of the class. */
  readonly reads: readonly ts.PropertyAccessExpression[];
  /** Named in some other way: assigned, taken apart, read from another object. */
  readonly opaque: boolean;
}

/** Every private parameter property of a file's classes. */
export function parameterProperties(source: ts.SourceFile): ParameterProperty[] {
  const found: ParameterProperty[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isConstructorDeclaration(node) && node.body !== undefined)
      for (const parameter of node.parameters) {
        const isPrivate = ts
          .getModifiers(parameter)
          ?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
        if (isPrivate === true && ts.isIdentifier(parameter.name))
          found.push({ parameter, name: parameter.name, ...usesIn(node.parent, parameter.name) });
      }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function usesIn(owner: ts.Node, name: ts.Identifier): Pick<ParameterProperty, "reads" | "opaque"> {
  const reads: ts.PropertyAccessExpression[] = [];
  let opaque = false;
  const visit = (node: ts.Node): void => {
    const spells = ts.isIdentifier(node) || ts.isStringLiteralLike(node);
    if (spells && node.text === name.text && node !== name) {
      const { parent } = node;
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      const isOwn = isMember && parent.expression.kind === ts.SyntaxKind.ThisKeyword;
      if (isOwn && !isWrite(parent)) reads.push(parent);
      else if (isOwn || ts.isElementAccessExpression(parent) || ts.isBindingElement(parent))
        opaque = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return { reads, opaque };
}

/** Replaces `this.x` where every construction gives the flag's value for the parameter. */
export function foldParameterProperties(
  { unit }: FoldContext,
  told: ReadonlyMap<number, Known>,
): Edit[] {
  return parameterProperties(unit.source).flatMap(({ name, reads, opaque }) => {
    const known = told.get(unit.originAt(name.getStart(unit.source)));
    if (opaque || known?.kind !== "value") return [];
    if (unit.scopes.bindingOf(name)?.uses.some((use) => use.write) === true) return [];
    return reads.map((read) => toMark(unit, read, known.mark.value));
  });
}
