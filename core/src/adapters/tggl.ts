import type { Adapter } from "./model.js";

const from = ["tggl-client"];

/** Tggl's TypeScript client, versions 1 to 3, for the server and the browser. */
export const tggl: Adapter = {
  name: "tggl",
  title: "Tggl",
  packages: from,
  matchers: [
    // `TgglLocalClient` takes the context first: `get(context, slug, default)`.
    {
      kind: "method",
      name: "localGet",
      methods: ["get"],
      from,
      key: 1,
      default: 2,
      argumentCount: [3, 3],
    },
    {
      kind: "method",
      name: "localIsActive",
      methods: ["isActive"],
      from,
      key: 1,
      argumentCount: [2, 2],
      valueType: "boolean",
    },
    // `TgglClient`, `TgglStaticClient`, and the response of `evalContext`: `get(slug, default)`.
    {
      kind: "method",
      name: "get",
      methods: ["get"],
      from,
      key: 0,
      default: 1,
      argumentCount: [1, 2],
    },
    {
      kind: "method",
      name: "isActive",
      methods: ["isActive"],
      from,
      key: 0,
      argumentCount: [1, 1],
      valueType: "boolean",
    },
  ],
};
