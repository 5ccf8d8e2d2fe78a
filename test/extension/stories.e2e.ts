import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

const stories = [{ example: "order-service-switch", file: "src/index.ts", migration: /order/ }];

describe.each(stories)("$example", ({ example, file, migration }) => {
  test("its migration stands in the side bar with stages, flags and calls", async () => {
    const { workspace, workbench } = await openExample(example, file);
    try {
      await workbench.showFlags();
      const row = workbench.page.locator(".pane-body .monaco-list-row", { hasText: migration });
      await row.first().waitFor();
      await workbench.row("dualwrite").waitFor();
      await workbench.row("Flags").waitFor();
      await screenshot(workbench.page, `migration-${example}`);
      await workbench.command("Halyard: Retire Next Step of Migration");
      await workbench.picks("").first().waitFor();
      await workbench.page.keyboard.press("Enter");
      // Whether it is planned or refused, the person is told in a list, a preview or a message.
      const list = workbench.page.locator(".quick-input-title:visible");
      const preview = workbench.page.locator(".monaco-button", { hasText: "Apply" });
      const toast = workbench.page.locator(".notification-toast", {
        hasText: /code holds nothing/,
      });
      await list.or(preview).or(toast).first().waitFor({ timeout: 60_000 });
      await screenshot(workbench.page, `retire-${example}`);
    } finally {
      await workbench.close();
      workspace.remove();
    }
  });
});

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
