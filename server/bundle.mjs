import { join } from "node:path";
import { bundle } from "../tools/bundle.mjs";

const here = import.meta.dirname;

await bundle(join(here, "dist/bundle"), {
  serve: join(here, "dist/serve.js"),
  removalThread: join(here, "dist/removal/removalThread.js"),
  parserWorker: join(here, "../core/dist/node/parserWorker.js"),
});
