import type { Adapter } from "./model.js";
import { openfeatureClient } from "./openfeature-web.js";

const from = ["@openfeature/server-sdk"];

/** OpenFeature's server SDK: `client.getBooleanValue(key, default, context)`. */
export const openfeatureServer: Adapter = {
  name: "openfeature-server",
  title: "OpenFeature (server)",
  packages: from,
  matchers: openfeatureClient(from),
};
