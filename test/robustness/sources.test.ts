import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { TestWorkspace } from "./halyard.js";
import { createWorkspace, goodWorkspace, halyard, makePipe, references } from "./halyard.js";

const good = "src/good.ts:2:31 good-flag";
const workspaces: TestWorkspace[] = [];
afterEach(() => {
  for (const workspace of workspaces.splice(0)) workspace.remove();
});

function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): TestWorkspace {
  const workspace = goodWorkspace(files);
  workspaces.push(workspace);
  return workspace;
}

/** Indexes and expects success, the sound file's reference, and nothing written. */
async function indexed(workspace: TestWorkspace): Promise<{
  readonly found: readonly string[];
  readonly stderr: string;
}> {
  const before = workspace.contents();
  const { run, found } = await references(workspace);
  expect(run).toMatchObject({ code: 0 });
  expect(found).toContain(good);
  expect(workspace.contents()).toEqual(before);
  return { found, stderr: run.stderr };
}

const count = 10_000;
// Broken into lines where one line would look minified, which is told once for all such files.
const around = (open: string, inner: string, close: string): string =>
  open.repeat(count) + inner + close.repeat(count);

test("source files that nest without end are indexed where the parser can bear them, and named where not", async () => {
  const expressions = {
    arrays: around("[", "", "]"),
    parentheses: around("(", "1", ")"),
    objects: around("{a:", "1", "}"),
    calls: around("f(", "", ")"),
    functions: around("()=>{", "", "}"),
    templates: around("`${", "1", "}`"),
    conditions: `${"a ? b :\n".repeat(count)}c`,
    sums: `${"1 + ".repeat(count)}1`,
    negations: `${"!".repeat(count)}1`,
    members: `a${".b".repeat(count)}`,
    neverClosed: "[".repeat(count),
  };
  const head = 'import { isEnabled } from "lib";\nisEnabled("deep-flag");\n';
  const files = {
    "src/blocks.ts": head + around("{", "", "}"),
    "src/types.ts": `${head}export type X = ${around("A<", "B", ">")};`,
    "src/elements.tsx": `${head}export const x = ${around("<a>\n", "", "</a>\n")};`,
    ...Object.fromEntries(
      Object.entries(expressions).map(([name, text]) => [
        `src/${name}.ts`,
        `${head}export const x = ${text};`,
      ]),
    ),
  };
  const { found, stderr } = await indexed(workspaceWith(files));
  for (const path of Object.keys(files)) {
    const isNamed = stderr.includes(path);
    expect({ path, told: isNamed || found.includes(`${path}:2:11 deep-flag`) }).toEqual({
      path,
      told: true,
    });
  }
});

describe("a source file is skipped or read for what it is", () => {
  test("when its syntax is broken", async () => {
    const { found } = await indexed(
      workspaceWith({
        "src/cut.ts": 'isEnabled("cut-flag");\nexport function f() { if (',
        "src/string.ts": 'isEnabled("string-flag");\nconst a = "never closed',
        "src/comment.ts": 'isEnabled("comment-flag");\n/* never closed',
        "src/half.vue": '<script lang="ts">\nisEnabled("vue-flag");\n',
      }),
    );
    expect(found).toContain("src/cut.ts:1:11 cut-flag");
    expect(found).toContain("src/string.ts:1:11 string-flag");
    expect(found).toContain("src/comment.ts:1:11 comment-flag");
  });

  test("when it is binary", async () => {
    const video = Buffer.concat([Buffer.from('isEnabled("x")\0'), Buffer.alloc(2048, 0x47)]);
    const { found, stderr } = await indexed(workspaceWith({ "src/video.ts": video }));
    expect(found).toEqual([good]);
    expect(stderr).toContain("src/video.ts");
  });

  test("when it is larger than 2 MB", async () => {
    const { found, stderr } = await indexed(
      workspaceWith({ "src/big.ts": 'isEnabled("big");\n'.repeat(150_000) }),
    );
    expect(found).toEqual([good]);
    expect(stderr).toContain("src/big.ts");
  });

  test("with positions that hold under CRLF, a byte order mark, lone carriage returns and malformed UTF-8", async () => {
    const malformed = Buffer.from('// caf?\nisEnabled("utf8-flag");\n');
    malformed[malformed.indexOf("?")] = 0xe9;
    const { found } = await indexed(
      workspaceWith({
        "src/bom.ts": '\uFEFFisEnabled("bom-flag");\n',
        "src/crlf.ts": '// one\r\n\r\nisEnabled("crlf-flag");\r\n',
        "src/emoji.ts": '"😀"; isEnabled("emoji-flag");\n',
        "src/malformed.ts": malformed,
      }),
    );
    expect(found).toEqual([
      "src/bom.ts:1:11 bom-flag",
      "src/crlf.ts:3:11 crlf-flag",
      "src/emoji.ts:1:17 emoji-flag",
      good,
      "src/malformed.ts:2:11 utf8-flag",
    ]);
  });

  test("when the key is strange", async () => {
    const keys = ["__proto__", "constructor", "a\\u0000b", "\\u202e", "x".repeat(5_000), ""];
    const lines = keys.map((key) => `isEnabled("${key}");`).join("\n");
    const { found } = await indexed(workspaceWith({ "src/keys.ts": lines }));
    expect(found).toContain("src/keys.ts:1:11 __proto__");
    expect(found).toContain("src/keys.ts:2:11 constructor");
    expect(({} as Record<string, unknown>).isEnabled).toBeUndefined();
  });
});

describe("what is no file is passed over", () => {
  test("directories, pipes and links named like sources", async () => {
    const workspace = workspaceWith({});
    const at = (path: string): string => join(workspace.root, "src", path);
    mkdirSync(at("folder.ts"));
    makePipe(at("pipe.ts"));
    symlinkSync("nowhere.ts", at("dangling.ts"));
    symlinkSync("self.ts", at("self.ts"));
    symlinkSync("../..", at("up"));
    symlinkSync(".", at("here"));
    expect((await indexed(workspace)).found).toEqual([good]);
  });
});

describe("an empty repository", () => {
  test("has nothing to say", async () => {
    const workspace = createWorkspace();
    workspaces.push(workspace);
    const before = workspace.contents();
    expect(await halyard(workspace.root, "index", "--format", "json", "--no-cache")).toMatchObject({
      code: 0,
      stdout: "[]\n",
      stderr: "",
    });
    expect(await halyard(workspace.root, "check", "--no-cache")).toMatchObject({ code: 0 });
    expect(await halyard(workspace.root, "list", "--no-cache")).toMatchObject({ code: 0 });
    expect(workspace.contents()).toEqual(before);
  });
});
