import { listIn } from "./json.js";
import { plainReading } from "./storeClient.js";
import type { StoreClient } from "./storeClient.js";

/** Tggl: the whole configuration of one environment in one answer. Archived flags are not in it. */
export const tggl: StoreClient = {
  type: "tggl",
  title: "Tggl",
  home: "https://api.tggl.io",
  tokenPerEnvironment: true,
  needsProject: false,
  headers: (token) => ({ "x-tggl-api-key": token }),
  read: async (http, { environment }) => {
    const what = "the configuration";
    const answer = await http.ask({ what, path: "/config" });
    return plainReading({ text: JSON.stringify(listIn(answer, undefined, what)), environment });
  },
};
