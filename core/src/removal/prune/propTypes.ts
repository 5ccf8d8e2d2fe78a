import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { outermostWrapper, wrapperProps } from "../syntax/componentWrapper.js";
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

/** `const X: FC<Props> = ({ a }) => …`, `memo<Props>(({ a }) => …)`, `forwardRef<Ref, Props>(…)`. */
function contextualType(parameter: ts.ParameterDeclaration): ts.TypeNode | undefined {
  const outer = outermostWrapper(parameter.parent);
  for (let at: ts.Node = parameter.parent; at !== outer; at = at.parent) {
    const props = ts.isCallExpression(at.parent) ? wrapperProps(at.parent) : undefined;
    if (props !== undefined) return props;
  }
  const declaration = outer.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.type === undefined) return undefined;
  const { type } = declaration;
  return ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
}
