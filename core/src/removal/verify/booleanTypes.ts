import { ts } from "ts-morph";
import { findNode } from "../syntax/findNode.js";
import type { Unit } from "../syntax/unit.js";
import { closedProgram, closureOf, type ProgramSource } from "./closedProgram.js";

const maximumFiles = 120;

/** Tells, from the types of the original files, whether an expression can only be `true` or `false`. */
export class BooleanTypes {
  readonly #source: ProgramSource;
  readonly #programs = new Map<string, ts.Program>();

  /** @param source The files as they were before the removal. */
  constructor(source: ProgramSource) {
    this.#source = source;
  }

  /** Whether the checker calls the type of a node that stood in the original `boolean`. */
  isBoolean(unit: Unit, node: ts.Node): boolean {
    const start = unit.originAt(node.getStart(unit.source));
    const end = unit.originAt(node.end - 1) + 1;
    if (start < 0 || end - start !== node.end - node.getStart(unit.source)) return false;
    const program = this.#programFor(unit.path);
    const source = program.getSourceFile(`/${unit.path}`);
    const found = source && findNode(source, { start, end });
    if (found === undefined || !ts.isExpression(found)) return false;
    const { flags } = program.getTypeChecker().getTypeAtLocation(found);
    return (flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral)) !== 0;
  }

  #programFor(path: string): ts.Program {
    const known = this.#programs.get(path);
    if (known !== undefined) return known;
    const program = closedProgram(this.#source, closureOf(this.#source, [path], maximumFiles));
    this.#programs.set(path, program);
    return program;
  }
}
