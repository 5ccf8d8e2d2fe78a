import { isJsonObject, propertyOf } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { plainReading } from "./storeClient.js";
import type { StoreClient } from "./storeClient.js";

/**
 * ConfigCat: the configuration JSON that SDKs download, by the SDK key of one environment.
 *
 * The key is a part of the path, which is why no message ever shows one.
 */
export const configcat: StoreClient = {
  type: "configcat",
  title: "ConfigCat",
  home: "https://cdn-global.configcat.com",
  tokenPerEnvironment: true,
  needsProject: false,
  headers: () => ({}),
  read: async (http, { environment, token }) => {
    const what = "the configuration";
    const path = `/configuration-files/${token.split("/").map(encodeURIComponent).join("/")}/config_v6.json`;
    const answer = await http.ask({ what, path });
    // A mode of 2 says that the data is kept in another region only.
    if (propertyOf(propertyOf(answer, "p"), "r") === 2) {
      const message =
        "keeps this configuration in another region; name the address of that region in `url`";
      throw new StoreFault("redirect", message);
    }
    if (!isJsonObject(propertyOf(answer, "f"))) {
      throw new StoreFault("unexpected", `answers ${what} in a form that is not known`);
    }
    return plainReading({ text: JSON.stringify(answer), environment });
  },
};
