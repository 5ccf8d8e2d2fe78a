#!/usr/bin/env node
import module from "node:module";
import { freshBundle } from "@halyard/core/bundle";

// Node.js 22.8 and later can keep compiled code between runs, for a quicker start.
module.enableCompileCache?.();
const bundle = freshBundle(new URL("../dist/", import.meta.url), "main");
await (bundle === undefined ? import("../dist/main.js") : import(bundle.href));
