import type { Adapter } from "./model.js";

const from = ["flags/next", "flags/sveltekit"];

/** Vercel's Flags SDK: `export const banner = flag({ key: "banner", … })`, then `await banner()`. */
export const vercelFlags: Adapter = {
  name: "vercel-flags",
  title: "Vercel Flags SDK",
  packages: ["flags"],
  matchers: [
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
