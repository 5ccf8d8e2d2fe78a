import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import { findNode } from "../syntax/findNode.js";
import type { Unit } from "../syntax/unit.js";
import { closedProgram, closureOf } from "./closedProgram.js";

const maximumFiles = 120;

/** Tells, from the types of the original files, whether an expression can only be `true` or `false`. */
export class BooleanTypes {
  readonly #project: RemovalProject;
  readonly #programs = new Map<string, ts.Program>();

  constructor(project: RemovalProject) {
    this.#project = project;
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
    const source = {
      textOf: (at: string) =>
        this.#project.openedFile(at)?.originalText ?? this.#project.input.readFile(at),
      resolve: (from: string, specifier: string) => this.#project.resolve(from, specifier),
    };
    const program = closedProgram(source, closureOf(source, [path], maximumFiles));
    this.#programs.set(path, program);
    return program;
  }
}
