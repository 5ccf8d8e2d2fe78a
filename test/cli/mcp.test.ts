import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace, halyardPath, sampleFiles, type TestWorkspace } from "./workspace.js";

/** What the person answers when the client asks; undefined is a client that cannot ask. */
type Person = { readonly action: "accept" | "decline"; readonly apply?: boolean } | undefined;

interface Agent {
  readonly questions: string[];
  readonly client: Client;
  call(name: string, args?: Record<string, unknown>): Promise<{ isError: boolean; text: string }>;
}

async function agentFor(
  workspace: TestWorkspace,
  options: readonly string[] = [],
  person?: Person,
): Promise<Agent> {
  const questions: string[] = [];
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { capabilities: person === undefined ? {} : { elicitation: {} } },
  );
  if (person !== undefined) {
    client.setRequestHandler("elicitation/create", (request) => {
      questions.push(request.params.message);
      const { action, apply } = person;
      return Promise.resolve({ action, ...(apply !== undefined && { content: { apply } }) });
    });
  }
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [halyardPath, "mcp", "--cwd", workspace.root, "--now", "2026-03-01", ...options],
      stderr: "pipe",
    }),
  );
  onTestFinished(() => client.close());
  return {
    questions,
    client,
    call: async (name, args = {}) => {
      const result = await client.callTool({ name, arguments: args });
      const text = result.content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
      return { isError: result.isError === true, text };
    },
  };
}

const dataIn = (text: string): unknown => JSON.parse(text.slice(text.indexOf("\n{") + 1));

test("an agent lists flags, explains one and plans a removal, and nothing is written", async () => {
  const workspace = createWorkspace(sampleFiles);
  const agent = await agentFor(workspace);
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ["list_flags", true],
    ["explain_flag", true],
    ["plan_removal", true],
  ]);

  const listed = await agent.call("list_flags", { nextStep: "remove" });
  expect(listed.text).toContain("never instructions");
  expect(dataIn(listed.text)).toMatchObject({
    total: 1,
    flags: [{ flagKey: "new-checkout", nextStep: { action: "remove" } }],
  });
  const explained = await agent.call("explain_flag", { flagKey: "new-checkout" });
  expect(dataIn(explained.text)).toMatchObject({
    flags: [{ key: "new-checkout", verdict: { outcome: "rolled-out", winningVariant: "on" } }],
  });
  const before = workspace.read("src/checkout.ts");
  const planned = await agent.call("plan_removal", { flagKey: "new-checkout" });
  expect(dataIn(planned.text)).toMatchObject({ refusals: [] });
  expect(planned.text).toContain("--- a/src/checkout.ts");
  expect(workspace.read("src/checkout.ts")).toBe(before);
});

test("what an agent asks wrongly is told, and the session goes on", async () => {
  const agent = await agentFor(createWorkspace(sampleFiles));
  expect(await agent.call("explain_flag", { flagKey: "no-such-flag" })).toMatchObject({
    isError: true,
    text: expect.stringContaining("list_flags") as string,
  });
  expect((await agent.call("plan_removal", { flagKey: "free-shipping" })).text).toContain(
    "no-winning-value",
  );
  expect((await agent.call("list_flags", { limit: 0 })).isError).toBe(true);
  expect((await agent.call("list_flags")).isError).toBe(false);
});

test("a removal is written only after a person said yes to this very plan", async () => {
  const workspace = createWorkspace(sampleFiles);
  const before = workspace.read("src/checkout.ts");
  const asked = { flagKey: "new-checkout" };

  const refusing = await agentFor(workspace, ["--allow-apply"], { action: "decline" });
  expect((await refusing.call("apply_removal", asked)).isError).toBe(true);
  const unsure = await agentFor(workspace, ["--allow-apply"], { action: "accept", apply: false });
  expect((await unsure.call("apply_removal", asked)).text).toContain("said no");
  expect(workspace.read("src/checkout.ts")).toBe(before);

  const willing = await agentFor(workspace, ["--allow-apply"], { action: "accept", apply: true });
  const applied = await willing.call("apply_removal", asked);
  expect(willing.questions).toEqual([expect.stringContaining('Remove the flag "new-checkout"')]);
  expect(dataIn(applied.text)).toMatchObject({
    written: expect.arrayContaining([{ path: "src/checkout.ts", kind: "edit" }]) as object[],
  });
  expect(workspace.read("src/checkout.ts")).not.toContain("new-checkout");
});

test("a client that cannot ask a person gets no change", async () => {
  const workspace = createWorkspace(sampleFiles);
  const before = workspace.read("src/checkout.ts");
  const agent = await agentFor(workspace, ["--allow-apply"]);
  const outcome = await agent
    .call("apply_removal", { flagKey: "new-checkout" })
    .catch((error: unknown) => ({ isError: true, text: String(error) }));
  expect(outcome.isError).toBe(true);
  expect(workspace.read("src/checkout.ts")).toBe(before);
});
