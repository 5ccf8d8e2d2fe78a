import type { ReferenceView } from "../../reference/model.js";

/** What is needed to tell which files may hold a migration that no registry declares. */
export interface CandidateSource {
  readonly index: ReferenceView;
  textOf(path: string): string | undefined;
  isTest(path: string): boolean;
  /** Only these files matter; default all. */
  readonly among?: ReadonlySet<string>;
}

/** Names by which people call functions and switches of a double write, and wrappers that take both sides. */
const telling = [
  "DUAL_WRITE",
  "DUAL_WRITE_ENABLED",
  "ENABLE_DUAL_WRITE",
  "IS_DUAL_WRITE_ENABLED",
  "createMigration",
  "doubleWrite",
  "dualWrite",
  "dualWriteEnabled",
  "isDualWriteEnabled",
  "runShadow",
  "runWithConsistencyCheck",
  "shadowRead",
  "shadowWrite",
  "writeBoth",
  "writeToBoth",
  "candidate",
];

/** Members that put data into a store; names that every list and map has are left out. */
export const storing =
  /^(?:bulkIndex|bulkInsert|create|createMany|createOrUpdate|delete|deleteMany|index|indexDocument|insert|insertMany|insertOne|persist|publish|put|putItem|remove|save|saveAll|send|sendMessage|store|update|updateMany|updateOne|upsert|upsertMany|write|writeMany)(?![a-z])/u;

/** What tells the old twin of a function from the new one in their names. */
const twinWord = /(?:Old|New|Legacy|Next|Primary|Secondary|V\d+)(?![a-z])/gu;

/** The name that twins of functions share: `saveOld` and `saveNew` are both `save`. */
export function sharedName(name: string): string {
  return name.replaceAll(twinWord, "");
}

const bareCall =
  /(?<![.\w$#])((?:create|delete|index|insert|persist|publish|put|remove|save|send|store|update|upsert|write)[A-Z]\w*)\(\s*([\w$.]+|\{)/gu;

const storingCall = /([\w$\])]+|#\w+)\??\.([a-z]\w*)\(\s*([\w$.]+|\{)/gu;

/**
 * Files worth parsing for undeclared migrations, sorted: they ask a flag (or are named for a double write), and call
 * one storing member on two receivers with the same argument, or hand both sides to a wrapper.
 */
export function candidateFiles(source: CandidateSource): readonly string[] {
  const { index, among } = source;
  const asking = index.references.filter(({ access }) => access === "read").map(({ path }) => path);
  const named = among ?? index.filesNamingAny?.(telling) ?? [];
  return [...new Set([...asking, ...named])]
    .filter((path) => among?.has(path) !== false)
    .filter((path) => !source.isTest(path))
    .filter((path) => isWorthwhile(source.textOf(path) ?? ""))
    .sort();
}

function isWorthwhile(text: string): boolean {
  return takesBothSides(text) || storesTwice(text);
}

function takesBothSides(text: string): boolean {
  return (
    (/\bcontrol\b/u.test(text) && /\bcandidate\b/u.test(text)) ||
    (/\breadOld\b/u.test(text) && /\breadNew\b/u.test(text)) ||
    (text.includes(".use(") && text.includes(".try(")) ||
    /\brun(?:Shadow|WithConsistencyCheck)\(/u.test(text)
  );
}

/** `a.save(x)` and `b.save(x)`. */
function storesTwice(text: string): boolean {
  const receivers = new Map<string, string>();
  for (const [, receiver = "", member = "", argument = ""] of text.matchAll(storingCall)) {
    if (!storing.test(member)) continue;
    const key = `${member}(${argument}`;
    const known = receivers.get(key);
    if (known !== undefined && known !== receiver) return true;
    receivers.set(key, receiver);
  }
  const functions = new Map<string, string>();
  for (const [, name = "", argument = ""] of text.matchAll(bareCall)) {
    const key = `${sharedName(name)}(${argument}`;
    const known = functions.get(key);
    if (known !== undefined && known !== name) return true;
    functions.set(key, name);
  }
  return false;
}
