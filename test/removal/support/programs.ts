import fc from "fast-check";
import type { Rendering, Seed } from "./rendering.js";
import { libraryShapes, shapeStatement } from "./shapes.js";

/** Trees of bounded size that shrink towards the empty program. */
export const seeds: fc.Arbitrary<Seed> = fc.letrec<{ seed: Seed }>((tie) => ({
  seed: fc.record({
    n: fc.nat(9999),
    kids: fc.oneof(
      { maxDepth: 4, depthSize: "large" },
      fc.constant<readonly Seed[]>([]),
      fc.array(tie("seed"), { minLength: 1, maxLength: 4 }),
    ),
  }),
})).seed;

/** The modules of one program: `main.ts` imports from `lib.ts`, and both from the run time `rt.ts`. */
export interface Program {
  readonly main: string;
  readonly lib: string;
}

/** What a program under test reads: a boolean flag or one with string variants. */
export type FlagKind = "boolean" | "string";

const nothing: Seed = { n: 0, kids: [] };

const names = ["x0", "x1", "x2"];

/** Renders seeds as code. Names are declared before they are used, and loops end. */
class Renderer implements Rendering {
  readonly #kind: FlagKind;
  #scopes: Map<string, "const" | "let">[] = [new Map()];
  /** Names of outer scopes that a scope has used already: declaring them later would put those uses in a dead zone. */
  readonly #used = new WeakMap<object, Set<string>>();
  #loops = 0;
  #async = false;
  #helpers: readonly string[];

  constructor(kind: FlagKind, helpers: readonly string[]) {
    this.#kind = kind;
    this.#helpers = helpers;
  }

  get isAsync(): boolean {
    return this.#async;
  }

  within(seed: Seed): string {
    return this.#inFunction(() => this.expression(seed));
  }

  /** A function's body. */
  body(seedsOf: readonly Seed[], isAsync: boolean): string {
    const outer = { loops: this.#loops, async: this.#async };
    this.#loops = 0;
    this.#async = isAsync;
    const text = this.block(seedsOf);
    this.#loops = outer.loops;
    this.#async = outer.async;
    return text;
  }

  block(seedsOf: readonly Seed[]): string {
    this.#scopes.push(new Map());
    const text = seedsOf.map((seed) => this.statement(seed)).join("\n");
    this.#scopes.pop();
    return `{\n${text}\n}`;
  }

  #kid(seed: Seed, index: number): Seed {
    return seed.kids[index] ?? { n: seed.n * 7 + index, kids: [] };
  }

  #rest(seed: Seed, from: number): readonly Seed[] {
    return seed.kids.slice(from);
  }

  flag(seed: Seed): string {
    const awaited = this.#async && seed.n % 3 === 0;
    if (this.#kind === "string") {
      const read = awaited ? `(await variantLater("F"))` : `variant("F")`;
      const compared = [
        `${read} === "new"`,
        `${read} !== "new"`,
        `${read} === "old"`,
        `["old", "next"].includes(${read})`,
      ];
      return seed.n % 5 === 0 ? read : `(${compared[seed.n % 4] ?? read})`;
    }
    return awaited ? `(await onLater("F"))` : `on("F")`;
  }

  #known(writable: boolean): string[] {
    const seen = new Map<string, "const" | "let">();
    for (const scope of this.#scopes) for (const [name, kind] of scope) seen.set(name, kind);
    return [...seen].filter(([, kind]) => !writable || kind === "let").map(([name]) => name);
  }

  #name(n: number): string {
    const known = this.#known(false);
    this.#use(known[n % Math.max(known.length, 1)]);
    return known[n % Math.max(known.length, 1)] ?? `t(${String(n % 10)})`;
  }

  #use(name: string | undefined): void {
    for (const scope of [...this.#scopes].reverse()) {
      if (name === undefined || scope.has(name)) return;
      this.#used.set(scope, new Set([...(this.#used.get(scope) ?? []), name]));
    }
  }

  leaf(n: number): string {
    const literals = ["true", "false", "0", "1", '""', '"new"', "null", "undefined"];
    const kinds = [
      () => this.flag({ n: n >> 2, kids: [] }),
      () => `t(${String(n % 10)})`,
      () => `b(${String(n % 10)})`,
      () => this.#name(n),
      () => literals[n % literals.length] ?? "0",
      () => this.#name(n + 1),
      () => (this.#helpers.length === 0 ? this.#name(n) : this.#call(n, nothing)),
    ];
    return kinds[(n >> 1) % kinds.length]?.() ?? "0";
  }

  #call(n: number, argument: Seed): string {
    const helper = this.#helpers[n % this.#helpers.length] ?? "t";
    if (/^[A-Z]/u.test(helper)) return helper;
    return `${helper}(${argument === nothing ? "" : this.expression(argument)})`;
  }

  expression(seed: Seed): string {
    if (seed.kids.length === 0) return this.leaf(seed.n);
    const a = (): string => this.expression(this.#kid(seed, 0));
    const b = (): string => this.expression(this.#kid(seed, 1));
    const c = (): string => this.expression(this.#kid(seed, 2));
    const kinds = [
      () => `(${a()} && ${b()})`,
      () => `(${a()} || ${b()})`,
      () => `!${a()}`,
      () => `(${a()} ? ${b()} : ${c()})`,
      () => `(${this.flag(seed)} && ${b()})`,
      () => `(${a()} && ${this.flag(seed)})`,
      () => `(${a()} || ${this.flag(seed)})`,
      () => `(${this.flag(seed)} ? ${a()} : ${b()})`,
      () => `(${a()} ?? ${b()})`,
      () => `(${a()} === ${b()})`,
      () => `[${a()}, ...(${b()} ? [${c()}] : [])]`,
      () => `({ p: ${a()}, ...(${this.flag(seed)} && { q: ${b()} }) })`,
      () => `\`\${s(${a()})}-\${s(${this.flag(seed)})}-\${${this.flag(seed)}}\``,
      () => `(() => ${this.#inFunction(() => a())})()`,
      () => `(${a()}, ${b()})`,
      () => `typeof ${this.flag(seed)}`,
      () =>
        this.#helpers.length === 0 ? `Boolean(${a()})` : this.#call(seed.n, this.#kid(seed, 0)),
      () => `Boolean(${a()})`,
      () => `[${a()}, ${b()}]`,
    ];
    return kinds[seed.n % kinds.length]?.() ?? "0";
  }

  #inFunction(render: () => string): string {
    const outer = { loops: this.#loops, async: this.#async };
    this.#loops = 0;
    this.#async = false;
    const text = render();
    this.#loops = outer.loops;
    this.#async = outer.async;
    return text;
  }

  statement(seed: Seed): string {
    const test = (): string => this.expression(this.#kid(seed, 0));
    const inner = (from: number): string => this.block(this.#rest(seed, from));
    const kinds = [
      () => `${this.expression(seed)};`,
      () => `t(${test()});`,
      () => `if (${this.flag(seed)}) ${inner(0)}`,
      () => `if (!${this.flag(seed)}) ${inner(0)}`,
      () => `if (${this.flag(seed)}) ${this.block(seed.kids.slice(0, 2))} else ${inner(2)}`,
      () =>
        `if (${test()}) ${this.block(seed.kids.slice(1, 2))} else if (${this.flag(seed)}) ${inner(2)} else { t(77); }`,
      () => `if (${test()}) ${inner(1)}`,
      () => this.#declare(seed),
      () => this.#declare(seed),
      () => this.#assign(seed),
      () => `return ${test()};`,
      () => this.#loop(seed),
      () =>
        `try ${this.block(seed.kids.slice(0, 2))} catch (error) { t(s(error)); } finally ${inner(2)}`,
      () =>
        this.#loops > 0 ? `if (${test()}) ${seed.n % 2 === 0 ? "break" : "continue"};` : `t(5);`,
      () => `throw new Error(s(${test()}));`,
      () => this.#switch(seed),
      () => this.#nested(seed),
      () => `if (${this.flag(seed)}) return ${test()};`,
      () => this.block(seed.kids),
      () => this.#object(seed),
      () => `if (${test()}) t(1); else if (${this.flag(seed)}) t(2); else t(3);`,
      () => this.#varied(seed),
      () => shapeStatement(this, seed, this.#helpers.length > 0),
      () => shapeStatement(this, { ...seed, n: seed.n >> 5 }, this.#helpers.length > 0),
    ];
    return kinds[seed.n % kinds.length]?.() ?? ";";
  }

  #declare(seed: Seed): string {
    const scope = this.#scopes[this.#scopes.length - 1] ?? new Map<string, "const" | "let">();
    const name = names.find(
      (candidate, index) =>
        index >= seed.n % 3 &&
        !scope.has(candidate) &&
        this.#used.get(scope)?.has(candidate) !== true,
    );
    const value = seed.n % 2 === 0 ? this.flag(seed) : this.expression(this.#kid(seed, 0));
    if (name === undefined || this.#usesUndeclared(value, name, scope)) return `t(${value});`;
    const keyword = seed.n % 7 < 4 ? "const" : "let";
    scope.set(name, keyword);
    return `${keyword} ${name} = ${value};`;
  }

  /** A name that this block declares only now would be in its dead zone. */
  #usesUndeclared(value: string, name: string, scope: Map<string, unknown>): boolean {
    return !scope.has(name) && new RegExp(`\\b${name}\\b`, "u").test(value);
  }

  #assign(seed: Seed): string {
    const [name] = this.#known(true);
    this.#use(name);
    const value = this.expression(this.#kid(seed, 0));
    if (name === undefined) return `t(${value});`;
    return seed.n % 2 === 0 ? `${name} = ${value};` : `if (${this.flag(seed)}) ${name} = ${value};`;
  }

  #loop(seed: Seed): string {
    this.#loops++;
    const body = this.block(this.#rest(seed, 1)).replace("{", "{ tick();");
    this.#loops--;
    const test = this.expression(this.#kid(seed, 0));
    const forms = [
      `for (let i = 0; i < 2; i++) ${body}`,
      `for (const i of [1, 2]) ${body}`,
      `for (let i = 0; ${this.flag(seed)} && i < 2; i++) ${body}`,
      `{ let left = 2; while (left-- > 0 && ${test}) ${body} }`,
      `do ${body} while (${this.flag(seed)} && b(2));`,
    ];
    return forms[seed.n % forms.length] ?? "";
  }

  #switch(seed: Seed): string {
    const subject = this.#kind === "string" ? `variant("F")` : this.flag(seed);
    const labels = this.#kind === "string" ? [`"new"`, `"old"`] : ["true", "false"];
    const close = seed.n % 3 === 0 ? "" : "break;";
    const first = this.block(seed.kids.slice(0, 1));
    const second = this.block(seed.kids.slice(1, 2));
    return `switch (${subject}) {\ncase ${labels[0] ?? ""}: ${first} ${close}\ncase ${labels[1] ?? ""}: ${second} break;\ndefault: t(9);\n}`;
  }

  #nested(seed: Seed): string {
    const scope = this.#scopes[this.#scopes.length - 1];
    const name = `f${String(seed.n % 3)}`;
    if (scope === undefined || scope.has(name)) return "t(6);";
    scope.set(name, "const");
    this.#scopes.push(new Map([["p", "const"]]));
    const body = this.body(seed.kids, false);
    this.#scopes.pop();
    const argument = seed.n % 2 === 0 ? this.flag(seed) : "1";
    return `function ${name}(p: unknown): unknown ${body}\nt(${name}(${argument}));`;
  }

  #object(seed: Seed): string {
    const field =
      seed.n % 2 === 0
        ? "readonly #on = on1();"
        : `readonly #on = ${this.#inFunction(() => this.flag({ n: 1, kids: [] }))};`;
    const value = this.#inFunction(() => this.expression(this.#kid(seed, 0)));
    return `t(new (class { ${field.replace("on1()", "t(4)")} get value() { return this.#on ? ${value} : t(8); } })().value);`;
  }

  #varied(seed: Seed): string {
    const left = this.flag(seed);
    const value = this.expression(this.#kid(seed, 0));
    return `{ const { q, r } = { q: ${left}, r: ${value} }; if (q) t(r); }`;
  }
}

/** Renders a whole program. */
export function renderProgram(
  kind: FlagKind,
  main: readonly Seed[],
  lib: readonly Seed[],
): Program {
  const library = new Renderer(kind, []);
  const reads = `on, onLater, variant, variantLater, t, b, s, tick`;
  const heading = `import { ${reads} } from "./rt";\n`;
  const [first = nothing, second = nothing, third = nothing] = lib;
  const helpers = ["Fixed", "Other", "known", "helper", "arrow"];
  const renderer = new Renderer(kind, helpers);
  const body = renderer.body(main, true);
  const shapes = libraryShapes(library, [first, second, third]).filter(({ name }) =>
    new RegExp(`\\b${name}\\b`, "u").test(body),
  );
  const lines = [
    `export const Fixed = ${kind === "string" ? `variant("F") === "new"` : `on("F")`};`,
    `export const Other = ${library.expression(first)};`,
    `export function known(): unknown { return ${library.flag({ n: 1, kids: [] })}; }`,
    `export function helper(p?: unknown): unknown ${library.body(second.kids, false)}`,
    `export const arrow = (p?: unknown) => ${library.expression(third)};`,
    ...shapes.map(({ text }) => text),
  ];
  const names = [...helpers, ...shapes.map(({ name }) => name)];
  const imports = `import "./lib";\nimport { ${names.join(", ")} } from "./lib";\n`;
  return {
    lib: `${heading}${lines.join("\n")}\n`,
    main: `${heading}${imports}export async function main(): Promise<unknown> ${body}\n`,
  };
}
