/**
 * Runs a program with everything that it starts, and takes all of it down when whoever asked for it is gone, however
 * that ended: `node guard.mjs PROGRAM ARGS…`, started as the leader of a group, with a pipe as its standard input.
 */
import { spawn } from "node:child_process";

const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });
const endAll = () => process.kill(-process.pid, "SIGKILL");
process.stdin.once("end", endAll).once("error", endAll).resume();
child.once("exit", (code) => process.exit(code ?? 1));
