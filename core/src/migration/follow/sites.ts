import type { FunctionSite } from "../model.js";
import { keyOf, type FunctionId } from "./callGraph.js";
import type { Program } from "./program.js";

/** A function as faces see it. */
export function siteOf(id: FunctionId, program: Program): FunctionSite {
  const fact = program.functionAt(id.path, id.func);
  const name = fact?.name ?? "";
  return {
    id: keyOf(id),
    name: fact?.owner !== undefined && name !== "" ? `${fact.owner}.${name}` : name,
    path: id.path,
    span: fact?.span ?? { start: 0, end: 0 },
    nameSpan: fact?.nameSpan ?? { start: 0, end: 0 },
  };
}

/** The nearest function with a name around a function, itself included; the module's own code where there is none. */
export function ownerOf(id: FunctionId, program: Program): FunctionId {
  let func = id.func;
  for (;;) {
    const fact = program.functionAt(id.path, func);
    if (fact === undefined || func === 0) return { path: id.path, func: 0 };
    if (fact.name !== "" && fact.handedTo === undefined) return { path: id.path, func };
    func = Math.max(fact.parent, 0);
  }
}
