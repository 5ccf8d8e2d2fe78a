import type { TestProject } from "vitest/node";
import { startCodeServer } from "./codeServer.js";
import { packedExtension } from "./packedExtension.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The one editor of the run. */
    readonly editor: { readonly port: number; readonly data: string };
  }
}

/** One editor for the whole run: every suite opens windows of it, one after the other. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startCodeServer(packedExtension());
  project.provide("editor", { port: server.port, data: server.data });
  return () => server.stop();
}
