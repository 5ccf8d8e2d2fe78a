#!/usr/bin/env node
import module from "node:module";

// Node.js 22.8 and later can keep compiled code between runs, for a quicker start.
module.enableCompileCache?.();
const { main } = await import("../dist/main.js");
main(process.argv.slice(2));
