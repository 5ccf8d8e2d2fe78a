import type { Adapter } from "./model.js";
import { unleashClient } from "./unleash-proxy.js";

const from = ["@unleash/proxy-client-react", "@unleash/nextjs"];

/** Unleash's React and Next.js SDKs: `useFlag(name)`, `useVariant(name)`. */
export const unleashReact: Adapter = {
  name: "unleash-react",
  title: "Unleash (React, Next.js)",
  packages: from,
  matchers: [
    { kind: "hook", name: "useFlag", names: ["useFlag"], from, key: 0, valueType: "boolean" },
    {
      kind: "hook",
      name: "useVariant",
      names: ["useVariant"],
      from,
      key: 0,
      valueType: "variant",
      members: { name: "name", enabled: "on" },
    },
    // Next.js: one evaluation on the server.
    {
      kind: "call",
      name: "flag",
      names: ["flag"],
      from: ["@unleash/nextjs"],
      key: 0,
      valueType: "variant",
      members: { enabled: "on" },
    },
    // The clients of `useUnleashClient` and `flagsClient`.
    ...unleashClient(from),
  ],
};
