import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCodeServer, type CodeServer } from "./codeServer.js";
import { packedExtension } from "./packedExtension.js";
import { screenshot } from "./screenshots.js";
import { Workbench } from "./workbench.js";
import { copyOf, type WorkspaceCopy } from "./workspaceCopy.js";

let server: CodeServer;

beforeAll(async () => {
  server = await startCodeServer({ vsix: packedExtension() });
});

afterAll(() => server.stop());

/** Opens an example in a window of its own. */
async function openExample(
  name: string,
  file: string,
): Promise<{ workspace: WorkspaceCopy; workbench: Workbench }> {
  const workspace = copyOf(name);
  const address = server.address(workspace.root, [join(workspace.root, file)]);
  return { workspace, workbench: await Workbench.open(address) };
}

test("calls of the old and the new system are marked by line as well as by colour", async () => {
  const { workspace, workbench } = await openExample(
    "search-cluster-move",
    "src/jobs/nightlyImport.ts",
  );
  try {
    await workbench.page.locator(".squiggly-warning, .squiggly-error").first().waitFor();
    const marked = workbench.page.locator(
      ".view-overlays [class*='ced-'], .view-line [class*='ced-']",
    );
    await marked.first().waitFor();
    expect(await marked.count()).toBeGreaterThan(0);
    await screenshot(workbench.page, "migration-marks");
  } finally {
    await workbench.close();
    workspace.remove();
  }
});
