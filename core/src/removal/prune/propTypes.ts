import { ts } from "ts-morph";
import { allUses } from "../flow/users.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { memberRange } from "../seed/mentions.js";
import type { Edit } from "../text/trackedText.js";

/**
 * Where a prop or option stands in the type of its parameter: the edit that removes the member; `untyped` where no
 * type names it; `shared` where the type is used elsewhere too, so that it must stay.
 */
export type PropMember = { readonly file: TrackedFile; readonly edit: Edit } | "untyped" | "shared";

/** Finds the member of a parameter's type that declares one property. */
export function propMemberOf(
  project: RemovalProject,
  file: TrackedFile,
  parameter: ts.ParameterDeclaration,
  property: string,
): PropMember {
  const type = parameter.type ?? contextualType(parameter);
  if (type === undefined) return "untyped";
  const literal = literalOf(project, file, type);
  if (literal === "shared" || literal === undefined) return "shared";
  const member = literal.find((m) => m.name?.getText() === property);
  if (member === undefined) return "shared";
  return { file, edit: { ...memberRange(file.unit, member), parts: [] } };
}

/** `const X: FC<Props> = ({ a }) => …`. */
function contextualType(parameter: ts.ParameterDeclaration): ts.TypeNode | undefined {
  const declaration = parameter.parent.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.type === undefined) return undefined;
  const { type } = declaration;
  if (!ts.isTypeReferenceNode(type)) return undefined;
  return type.typeArguments?.[0];
}

function literalOf(
  project: RemovalProject,
  file: TrackedFile,
  type: ts.TypeNode,
): readonly ts.TypeElement[] | "shared" | undefined {
  if (ts.isTypeLiteralNode(type)) return type.members;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return "shared";
  const binding = file.unit.scopes.bindingOf(type.typeName);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || declaration === undefined || binding.declarations.length !== 1)
    return "shared";
  const uses = allUses(project, file, binding);
  if (uses === undefined || uses.length > 1) return "shared";
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent)) return parent.members;
  return ts.isTypeAliasDeclaration(parent) && ts.isTypeLiteralNode(parent.type)
    ? parent.type.members
    : "shared";
}
