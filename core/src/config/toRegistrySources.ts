import { formatByEnding } from "../registry/formats.js";
import type { DataNode } from "../schema/node.js";
import { fieldOf, stringOf, stringsOf } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import type { RegistrySource } from "./model.js";
import { normalPath } from "./words.js";

/** The registries of a checked `registry` value: a path, an object, or a list of both. */
export function toRegistrySources(
  node: DataNode | undefined,
  sink: ProblemSink,
): readonly RegistrySource[] {
  if (node === undefined) return [];
  const written = node.kind === "array" ? node.items : [node];
  return written.map((one) => toSource(one, sink));
}

function toSource(node: DataNode, sink: ProblemSink): RegistrySource {
  const path = stringsOf(node.kind === "object" ? fieldOf(node, "path") : node).map(normalPath);
  const declarations = fieldOf(node, "declarations");
  const scope = stringOf(fieldOf(node, "scope"));
  const environment = stringOf(fieldOf(node, "environment"));
  const written = stringOf(fieldOf(node, "format")) ?? "auto";
  const format =
    written === "auto" && path.every((one) => formatByEnding(one) === "typescript")
      ? "typescript"
      : written;
  if (declarations !== undefined && format !== "typescript") {
    sink.error(
      "invalid-value",
      "`declarations` is for TypeScript registries; name a .ts file or remove it.",
      declarations.span,
    );
  }
  if (path.length > 1 && format !== "typescript") {
    sink.error(
      "invalid-value",
      "Several files make one registry only for TypeScript; write one entry of `registry` per file.",
      fieldOf(node, "path")?.span ?? node.span,
    );
  }
  return {
    path,
    format,
    ...(declarations === undefined ? {} : { declarations: stringsOf(declarations) }),
    ...(environment === undefined ? {} : { environment }),
    ...(scope === undefined ? {} : { scope: normalPath(scope) }),
  };
}
