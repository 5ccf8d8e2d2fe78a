import { runInThisContext } from "node:vm";
import { transformSync } from "esbuild";

/** Everything that a run did: what it traced, and how it ended. */
export interface Behaviour {
  readonly trace: readonly string[];
  readonly end: string;
}

const mostSteps = 2000;

function show(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "function") return "function";
  if (typeof value === "symbol") return "symbol";
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner === undefined ? "undefined" : inner,
  );
}

function compile(text: string): string {
  return transformSync(text, { loader: "ts", format: "cjs", target: "es2022" }).code;
}

/** Runs the modules of a program with the flag at a value and records every effect. */
export async function runProgram(
  modules: Readonly<Record<string, string>>,
  value: unknown,
): Promise<Behaviour> {
  const trace: string[] = [];
  const note = (given: unknown): unknown => {
    if (trace.length < 500) trace.push(show(given));
    return given;
  };
  let steps = 0;
  const rt = {
    /** Ends a loop that a wrong engine has made endless. */
    tick: () => {
      steps++;
      if (steps > mostSteps) throw new Error("endless");
    },
    on: () => value,
    variant: () => value,
    onLater: () => Promise.resolve(value),
    variantLater: () => Promise.resolve(value),
    t: note,
    s: (given: unknown) => (given instanceof Error ? given.message : show(given)),
    b: (given: unknown) => (note(given), Number(given) % 2 === 1),
  };
  const loaded = new Map<string, unknown>([["./rt", rt]]);
  const load = (name: string): unknown => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const module = { exports: {} };
    loaded.set(name, module.exports);
    const code = compile(modules[`${name.slice(2)}.ts`] ?? "");
    const run = runInThisContext(`(function (module, exports, require) {${code}\n})`) as (
      ...parts: unknown[]
    ) => void;
    run(module, module.exports, load);
    loaded.set(name, module.exports);
    return module.exports;
  };
  try {
    const main = load("./main") as { readonly main: () => Promise<unknown> };
    return { trace, end: `returned ${show(await main.main())}` };
  } catch (error) {
    const message =
      typeof error === "object" && error !== null && "message" in error ? error.message : error;
    return { trace, end: `threw ${String(message)}` };
  }
}
