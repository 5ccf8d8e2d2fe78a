import { join } from "node:path";
import { bundle } from "../tools/bundle.mjs";

const here = import.meta.dirname;

// The language server is a program of its own and brings its own bundle.
await bundle(
  join(here, "dist/bundle"),
  {
    main: join(here, "dist/main.js"),
    parserWorker: join(here, "../core/dist/node/parserWorker.js"),
  },
  ["halyard-language-server"],
);
