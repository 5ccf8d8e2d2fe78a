import type {
  FormatOptions,
  RegistryContent,
  RegistryFile,
  RegistryFormat,
} from "../registry/format.js";
import type { Flag } from "../registry/model.js";
import { quoted } from "../text/quoted.js";
import { createRegistrySink } from "../registry/readRegistryText.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { didYouMean } from "../text/didYouMean.js";
import type { Problem } from "../text/problem.js";
import { addMembers } from "./declared/flagsOfMembers.js";
import { inferMembers } from "./declared/inferMembers.js";
import type { DeclaredMember } from "./declared/member.js";
import { selectMembers } from "./declared/selectMembers.js";
import { topLevelOf } from "./declared/topLevel.js";
import type { TopLevel } from "./declared/topLevel.js";
import { parseSource } from "./parse.js";

/** A parsed file with the sink for its problems and the selectors that found something in it. */
interface OpenFile {
  readonly topLevel: TopLevel;
  readonly sink: ProblemSink;
}

/**
 * Flags read statically from TypeScript: an enum, a `const` object or array, an interface or type, a union of strings,
 * exported constants or one exported function per flag, with the lifecycle from JSDoc tags. Nothing is executed.
 */
export const typescriptFormat: RegistryFormat = { joinsFiles: true, parse: readDeclaredFlags };

function readDeclaredFlags(
  files: readonly RegistryFile[],
  { declarations }: FormatOptions,
): RegistryContent {
  const flags = new Map<string, Flag>();
  const problems: Problem[] = [];
  const open: OpenFile[] = [];
  for (const file of files) {
    const sink = createRegistrySink(file);
    const parsed = parseSource(file.path, file.text);
    if (parsed.ok) open.push({ topLevel: topLevelOf(file.path, parsed.sourceFile), sink });
    else sink.error("nesting-too-deep", `The registry is not read: ${parsed.reason}.`, start);
    if (!parsed.ok) problems.push(...sink.problems);
  }
  const missing = new Set(declarations);
  for (const { topLevel, sink } of open) {
    addMembers(membersIn(topLevel, declarations, missing), topLevel.path, flags, sink);
  }
  reportMissing(missing, open);
  if (flags.size === 0 && missing.size === 0) reportEmpty(open);
  for (const { sink } of open) problems.push(...sink.problems);
  return { flags, defaults: {}, migrations: new Map(), problems };
}

const start = { start: 0, end: 0 };

function membersIn(
  file: TopLevel,
  declarations: readonly string[] | undefined,
  missing: Set<string>,
): readonly DeclaredMember[] {
  if (declarations === undefined || declarations.length === 0) return inferMembers(file);
  return declarations.flatMap((selector) => {
    const members = selectMembers(selector, file);
    if (members !== undefined) missing.delete(selector);
    return members ?? [];
  });
}

/** A name that none of the files has is reported in the first file, with the nearest name there is. */
function reportMissing(missing: ReadonlySet<string>, files: readonly OpenFile[]): void {
  const [first] = files;
  if (first === undefined) return;
  const names = files.flatMap(({ topLevel }) => [...topLevel.declarations.keys()]);
  for (const selector of missing) {
    const guess = didYouMean(selector, names);
    const hint =
      guess === undefined
        ? "correct `declarations` in the configuration."
        : `did you mean ${quoted(guess)}?`;
    const where = files.map(({ topLevel }) => quoted(topLevel.path)).join(", ");
    const message = `${quoted(selector)} is not declared in ${where}: ${hint}`;
    first.sink.error("unknown-declaration", message, start);
  }
}

function reportEmpty(files: readonly OpenFile[]): void {
  const [first] = files;
  if (first === undefined) return;
  const message =
    "No flag was found in this file; name the enum, type, object or functions that declare flags in `declarations`.";
  first.sink.warning("no-flags", message, start);
}
