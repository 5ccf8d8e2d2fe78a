import { expect } from "vitest";
import { findingsOf, testsPass } from "./commandLine.js";
import type { EditorWindow } from "./window.js";
import type { WorkspaceCopy } from "./workspaceCopy.js";

/** The day that the examples are told about. */
export const storyDay = "2026-11-22";

/** Looks at the findings of a file in the editor: each says word for word what the command line says there. */
export async function findingsAgree(
  { workbench, page }: EditorWindow,
  workspace: WorkspaceCopy,
  path: string,
): Promise<void> {
  const findings = findingsOf(workspace.root, storyDay).filter((one) => one.path === path);
  expect(findings.length).toBeGreaterThan(0);
  for (const { line, column, message } of findings) {
    await workbench.openFile(workspace.at(path), line, column + 1);
    await workbench.squiggle().waitFor();
    await expect
      .poll(async () => words(await (await workbench.hover()).innerText()), { timeout: 30_000 })
      .toContain(words(message));
    await page.keyboard.press("Escape");
  }
}

/** A message without its Markdown marks and line breaks. */
function words(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("`", "");
}

/** A change that is shown in the refactor preview. */
export interface PreviewedChange {
  /** What the window says once it is applied. */
  readonly toast: string | RegExp;
  /** A file that changes, by its path in the folder, with a text that goes from it. */
  readonly file: string;
  readonly gone: string;
  /** Whether the application's own tests are green with it, as they are with all that Halyard has proven. */
  readonly keepsTestsGreen?: boolean;
}

/**
 * Applies the change that the preview shows: nothing is written before, the files are changed and the application's
 * own tests are green after, and one undo brings every byte back.
 */
export async function applyAndUndo(
  { workbench }: EditorWindow,
  workspace: WorkspaceCopy,
  { toast, file, gone, keepsTestsGreen = true }: PreviewedChange,
): Promise<void> {
  await workbench.apply.waitFor();
  const before = [...workspace.texts()];
  expect(workspace.read(file)).toContain(gone);
  await workbench.apply.click();
  await workbench.toast(toast).waitFor();
  await expect.poll(() => workspace.read(file), { timeout: 20_000 }).not.toContain(gone);
  if (keepsTestsGreen) testsPass(workspace.root);
  await workbench.openFile(workspace.at(file));
  await workbench.undoEverywhere();
  await expect.poll(() => [...workspace.texts()], { timeout: 20_000 }).toEqual(before);
}
