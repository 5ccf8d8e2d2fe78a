import type { ts } from "ts-morph";
import type { TrackedFile } from "../plan/trackedFile.js";
import type { Binding, NameUse } from "../syntax/scopeModel.js";
import type { Unit } from "../syntax/unit.js";

/** The node that goes when a declared name goes: its function, class, type or variable. */
function declaringNode(declaration: ts.Identifier): ts.Node {
  return declaration.parent;
}

/** Uses of a name outside of what it declares: a function that only calls itself is not used. */
export function outerUses(binding: Binding): readonly NameUse[] {
  return binding.uses.filter(({ node }) =>
    binding.declarations.every((declaration) => {
      const owner = declaringNode(declaration);
      return node.pos < owner.pos || owner.end < node.end;
    }),
  );
}

const bindingsByOrigin = new WeakMap<Unit, ReadonlyMap<number, Binding>>();

/** The binding of the original text that a current declaration stood for, or undefined for inserted text. */
export function originalBinding(
  file: TrackedFile,
  declaration: ts.Identifier,
): Binding | undefined {
  const { original } = file;
  let known = bindingsByOrigin.get(original);
  if (known === undefined) {
    known = new Map(
      original.scopes.bindings.flatMap((binding) =>
        binding.declarations.map((node) => [node.getStart(original.source), binding] as const),
      ),
    );
    bindingsByOrigin.set(original, known);
  }
  return known.get(file.unit.originAt(declaration.getStart(file.unit.source)));
}

/** Whether the removal took the last use of a name away: it was used before and is not now. */
export function becameUnused(file: TrackedFile, binding: Binding): boolean {
  if (outerUses(binding).length > 0) return false;
  const [declaration] = binding.declarations;
  const before = declaration && originalBinding(file, declaration);
  return before !== undefined && outerUses(before).length > 0;
}
