import { StoreFault } from "../http/fault.js";
import { isJsonArray, isJsonObject, propertyOf } from "@halyard/core";
import { plainReading } from "./storeClient.js";
import type { StoreClient } from "./storeClient.js";

/** Flagsmith: the environment document that server-side SDKs evaluate, by the environment's server key. */
export const flagsmith: StoreClient = {
  type: "flagsmith",
  title: "Flagsmith",
  home: "https://edge.api.flagsmith.com",
  tokenPerEnvironment: true,
  needsProject: false,
  headers: (token) => ({ "X-Environment-Key": token }),
  read: async (http, { environment }) => {
    const what = "the environment document";
    const answer = await http.ask({ what, path: "/api/v1/environment-document/" });
    if (!isJsonObject(answer) || !isJsonArray(propertyOf(answer, "feature_states"))) {
      throw new StoreFault("unexpected", `answers ${what} in a form that is not known`);
    }
    // The document has a title of its own; the configuration says which environment the key belongs to.
    const text = JSON.stringify({ ...answer, name: environment });
    return plainReading({ text, environment });
  },
};
