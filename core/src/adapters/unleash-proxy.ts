import type { Adapter, Matcher } from "./model.js";

const from = ["unleash-proxy-client"];

/** Unleash's browser SDK: `client.isEnabled(name)`. */
export const unleashProxy: Adapter = {
  name: "unleash-proxy",
  title: "Unleash (browser)",
  packages: from,
  matchers: unleashClient(from),
};

/** The methods of Unleash's frontend client, which its React and Next.js SDKs hand out too. */
export function unleashClient(from: readonly string[]): readonly Matcher[] {
  return [
    {
      kind: "method",
      name: "isEnabled",
      methods: ["isEnabled"],
      from,
      key: 0,
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "getVariant",
      methods: ["getVariant"],
      from,
      key: 0,
      valueType: "variant",
      members: { name: "name", enabled: "on" },
    },
  ];
}
