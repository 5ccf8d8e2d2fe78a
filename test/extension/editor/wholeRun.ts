import type { TestProject } from "vitest/node";
import { startCodeServer } from "./codeServer.js";
import { packedExtension } from "./packedExtension.js";

declare module "vitest" {
  // The name and the kind are vitest's.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    /** The one editor of the run. */
    readonly editor: { readonly port: number; readonly data: string };
    /** The packed extension. */
    readonly vsix: string;
  }
}

/** One editor for the whole run: every suite opens windows of it, one after the other. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const vsix = packedExtension();
  const { port, data, stop } = await startCodeServer(vsix);
  project.provide("vsix", vsix);
  project.provide("editor", { port, data });
  return stop;
}
