import type { Rendering, Seed } from "./rendering.js";

/** An export of a program's library that its main module may use. */
export interface LibraryShape {
  readonly name: string;
  readonly text: string;
}

const read: Seed = { n: 1, kids: [] };

/** Objects with the flag among their members, and functions that return such objects. */
export function libraryShapes(library: Rendering, seeds: readonly Seed[]): LibraryShape[] {
  const [first = read, second = read, third = read] = seeds;
  const kid = (seed: Seed, index: number): Seed =>
    seed.kids[index] ?? { n: seed.n + index, kids: [] };
  const flag = library.flag(read);
  const spread = third.n % 3 === 0 ? `...t({ live: ${library.within(kid(third, 0))} }), ` : "";
  const other = second.n % 2 === 0 ? `live: ${flag}` : `live: ${library.within(kid(second, 1))}`;
  return [
    {
      name: "made",
      text: `export const made = { live: ${flag}, size: ${library.within(kid(first, 0))} };`,
    },
    {
      name: "pair",
      text: `export function pair(p?: unknown) { t(p); const live = ${flag}; return { ${spread}live, size: ${library.within(kid(first, 1))} }; }`,
    },
    {
      name: "either",
      text: `export const either = (p?: unknown) => { if (b(p)) return { ${other}, size: 1 }; return { live: ${flag}, size: t(2) }; };`,
    },
    {
      name: "laterPair",
      text: `export async function laterPair(p?: unknown) { t(p); return { live: ${flag}, size: ${library.within(kid(second, 0))} }; }`,
    },
  ];
}

/** A statement that looks into an object, takes it apart, changes it, or hands it on. */
export function shapeStatement(at: Rendering, seed: Seed, hasLibrary: boolean): string {
  const [first = read, second = read] = seed.kids;
  const makers = hasLibrary
    ? [
        "made",
        `pair(${at.expression(first)})`,
        "pair()",
        "either(1)",
        "either(2)",
        ...(at.isAsync ? ["(await laterPair(3))"] : []),
      ]
    : [];
  const own = `{ live: ${at.flag(seed)}, size: ${at.expression(first)} }`;
  const object = [...makers, own, own][(seed.n >> 3) % (makers.length + 2)] ?? own;
  const uses = [
    () => `const { live, size } = ${object}; if (live) t(size); else t(0);`,
    () => `const o = ${object}; if (o.live) t(o.size); else t(0);`,
    () => `const o = ${object}; const { live: y, ...rest } = o; t(y ? rest : 0);`,
    () => `t(${object}.live ? 1 : 2);`,
    () => `const o = ${object}; o.live = ${at.expression(second)}; t(o.live);`,
    () => `t(${object});`,
    () => `const o = ${object}; t({ ...o, size: o.live ? 1 : 2 });`,
    () => `const { live = ${at.expression(second)}, size: z } = ${object}; if (!live) t(z);`,
    () => `const o = ${object}; const f = () => o.live; t(f()); t(o.live && o.size);`,
    () => `let w: unknown = t(0); try { w = ${at.flag(seed)}; } catch (e) { t(7); } t(w);`,
    () => `let w; t(1); w = ${at.flag(seed)}; t(w ? ${at.expression(second)} : 2);`,
    () =>
      `const c = ${at.flag(seed)} && ${at.expression(second)}; const d = ${at.flag(seed)} ? c : t(1); t({ c, d });`,
    () =>
      `const list: unknown[] = [1]; if (${at.flag(seed)}) list.push(${at.expression(first)}); else list.push(t(2)); t(list);`,
    () =>
      `class K { constructor(private readonly live: unknown, readonly n: unknown) {} run() { return this.live ? this.n : t(9); } } t(new K(${at.flag(seed)}, ${at.expression(first)}).run()); t(new K(${second.n % 2 === 0 ? at.flag(seed) : "t(1)"}, 2).run());`,
    () =>
      `const g = (p: unknown) => { if (${at.flag(read)}) return null; return t(p); }; t(g(${at.expression(first)}));`,
    () =>
      `function g(p: unknown) { t(6); if (${at.flag(read)}) { return false; } return p; } t(g(2) ? 1 : ${at.expression(first)});`,
    () =>
      `const later = () => Promise.resolve(${at.within(read)}); ${at.isAsync ? "t(await later());" : "t(typeof later);"}`,
    () => `let o = ${object}; if (b(1)) o = { live: t(1), size: 2 } as never; t(o.live);`,
  ];
  return `{ ${uses[seed.n % uses.length]?.() ?? ""} }`;
}
