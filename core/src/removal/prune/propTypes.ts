import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { FileEdit } from "./fileEdits.js";
import { typeMemberEdits } from "./typeMembers.js";

/**
 * The edits that take a prop or option out of the type of its parameter: none where it has no type, undefined where
 * the member must stay.
 */
export function propMemberEdits(
  project: RemovalProject,
  file: TrackedFile,
  parameter: ts.ParameterDeclaration,
  property: string,
  vanishing: readonly FileEdit[],
): FileEdit[] | undefined {
  const type = parameter.type ?? contextualType(parameter);
  return typeMemberEdits(project, type === undefined ? [] : [{ file, type }], property, vanishing);
}

/** `const X: FC<Props> = ({ a }) => …`. */
function contextualType(parameter: ts.ParameterDeclaration): ts.TypeNode | undefined {
  const declaration = parameter.parent.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.type === undefined) return undefined;
  const { type } = declaration;
  if (!ts.isTypeReferenceNode(type)) return undefined;
  return type.typeArguments?.[0];
}
