import type { TestProject } from "vitest/node";
import { startCodeServer } from "./codeServer.js";
import { packedExtension } from "./packedExtension.js";

declare module "vitest" {
  // The name and the kind are vitest's.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    /** The one editor of the run. */
    readonly editor: { readonly port: number; readonly data: string };
  }
}

/** One editor for the whole run: every suite opens windows of it, one after the other. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { port, data, stop } = await startCodeServer(packedExtension());
  project.provide("editor", { port, data });
  return stop;
}
