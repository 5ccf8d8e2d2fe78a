import type { Adapter } from "./model.js";

const from = ["flags/next", "flags/sveltekit"];

/** Vercel's Flags SDK: `export const banner = flag({ key: "banner", … })`, then `await banner()`. */
export const vercelFlags: Adapter = {
  name: "vercel-flags",
  title: "Vercel Flags SDK",
  packages: ["flags"],
  matchers: [
    {
      kind: "call",
      name: "declaration",
      names: ["flag"],
      from,
      key: "0.key",
      default: "0.defaultValue",
      access: "mention",
    },
    {
      kind: "constant",
      name: "flag",
      modules: ["**"],
      initializers: ["flag"],
      keyFrom: "property",
      property: "key",
      from,
    },
  ],
};
