import type { Rendering, Seed } from "./programs.js";

/** What the library of every program exports beside its helpers. */
export const libraryNames: readonly string[] = ["made", "pair", "either", "laterPair"];

const read: Seed = { n: 1, kids: [] };

/** Objects with the flag among their members, and functions that return such objects. */
export function libraryShapes(library: Rendering, seeds: readonly Seed[]): string[] {
  const [first = read, second = read, third = read] = seeds;
  const kid = (seed: Seed, index: number): Seed =>
    seed.kids[index] ?? { n: seed.n + index, kids: [] };
  const flag = library.flag(read);
  const spread = third.n % 3 === 0 ? `...t({ live: ${library.within(kid(third, 0))} }), ` : "";
  const other = second.n % 2 === 0 ? `live: ${flag}` : `live: ${library.within(kid(second, 1))}`;
  return [
    `export const made = { live: ${flag}, size: ${library.within(kid(first, 0))} };`,
    `export function pair(p?: unknown) { t(p); const live = ${flag}; return { ${spread}live, size: ${library.within(kid(first, 1))} }; }`,
    `export const either = (p?: unknown) => { if (b(p)) return { ${other}, size: 1 }; return { live: ${flag}, size: t(2) }; };`,
    `export async function laterPair(p?: unknown) { t(p); return { live: ${flag}, size: ${library.within(kid(second, 0))} }; }`,
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
    () => `let o = ${object}; if (b(1)) o = { live: t(1), size: 2 } as never; t(o.live);`,
  ];
  return `{ ${uses[seed.n % uses.length]?.() ?? ""} }`;
}
