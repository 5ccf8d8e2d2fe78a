#!/usr/bin/env node
import module from "node:module";

// Node.js 22 and later keep compiled code between runs, which halves the start.
module.enableCompileCache?.();
await import("../dist/main.js");
