import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { TestClient } from "./support/client.js";

const root = join(import.meta.dirname, "../../examples/order-service-switch");
const path = "src/api/readOrders.ts";

test("who asks for the workspace first does not keep from a document what the slow rules say", async () => {
  const client = await TestClient.start(root);
  onTestFinished(() => {
    client.kill();
  });
  await client.ask("halyard/flags", {});
  await expect.poll(() => client.asked).toContain("workspace/diagnostic/refresh");
  await client.open(path, readFileSync(join(root, path), "utf8"));
  const quick = await client.diagnostics(path);
  client.asked.length = 0;
  await client.ask("workspace/diagnostic", { previousResultIds: [] });
  await expect.poll(() => client.asked).toContain("workspace/diagnostic/refresh");
  const all = await client.diagnostics(path);
  expect(all.length).toBeGreaterThan(quick.length);
});
