import { defined } from "../../registry/defined.js";
import type { Flag, FlagDefinition, Lifecycle } from "../../registry/model.js";
import { quoted, shortened } from "../../text/quoted.js";
import { maxKeyLength } from "../../registry/schema.js";
import { valueTypeOf } from "../../registry/valueType.js";
import type { ProblemSink } from "../../schema/problemSink.js";
import { docFieldsOf } from "./docFields.js";
import type { DeclaredMember } from "./member.js";

/**
 * Adds the flags that one file declares to those of the files before it.
 *
 * A key that is declared again gets one more definition; what the earlier ones leave open, the later ones fill in.
 */
export function addMembers(
  members: readonly DeclaredMember[],
  path: string,
  flags: Map<string, Flag>,
  sink: ProblemSink,
): void {
  const seen = new Set<number>();
  for (const member of members) {
    // Two declarations may lead to the same member: a union, and the mapped type over it.
    if (seen.has(member.keySpan.start) || isRefused(member, sink)) continue;
    seen.add(member.keySpan.start);
    const flag = flagOfMember(member, path, sink);
    const earlier = flags.get(flag.key);
    flags.set(flag.key, earlier ? merged(earlier, flag) : flag);
  }
}

function isRefused(member: DeclaredMember, sink: ProblemSink): boolean {
  if (member.key === "__proto__" || member.key === "") {
    const message = `${quoted(member.key)} cannot be a flag key; rename the flag.`;
    sink.error("reserved-key", message, member.keySpan);
    return true;
  }
  if (member.key.length <= maxKeyLength) return false;
  const name = quoted(shortened(member.key));
  const message = `${name} has ${member.key.length} characters; at most ${maxKeyLength} are read.`;
  sink.error("too-long", message, member.keySpan);
  return true;
}

function flagOfMember(member: DeclaredMember, path: string, sink: ProblemSink): Flag {
  const doc = docFieldsOf(member.doc, sink);
  const { owner, created, expires, permanent, status } = doc;
  const defaultValue = doc.defaultValue ?? member.defaultValue;
  const inferred = defaultValue === undefined ? undefined : valueTypeOf(defaultValue);
  return {
    key: member.key,
    type: doc.type ?? "release",
    valueType: member.valueType ?? inferred ?? "boolean",
    ...defined({ defaultValue, description: doc.description ?? member.description }),
    variants: new Map(),
    environments: new Map(),
    lifecycle: {
      ...defined({ owner, created, expires, permanent, status }),
      prerequisites: [],
      aliases: doc.aliases,
      keyPatterns: [],
      tags: doc.tags,
      links: doc.links,
    },
    definitions: [definitionOf(member, path, doc.spans)],
  };
}

function definitionOf(
  member: DeclaredMember,
  path: string,
  spans: FlagDefinition["fields"],
): FlagDefinition {
  const fields = Object.assign(Object.create(null) as object, member.fields, spans);
  return { path, keySpan: member.keySpan, entrySpan: member.entrySpan, fields };
}

function merged(first: Flag, second: Flag): Flag {
  const [definition, ...rest] = first.definitions;
  const saysType = definition.fields["lifecycle.type"] !== undefined;
  return {
    ...second,
    ...first,
    type: saysType ? first.type : second.type,
    lifecycle: mergedLifecycle(first.lifecycle, second.lifecycle),
    definitions: [definition, ...rest, ...second.definitions],
  };
}

function mergedLifecycle(first: Lifecycle, second: Lifecycle): Lifecycle {
  return {
    ...second,
    ...first,
    aliases: [...new Set([...first.aliases, ...second.aliases])],
    tags: [...new Set([...first.tags, ...second.tags])],
    links: [...first.links, ...second.links],
  };
}
