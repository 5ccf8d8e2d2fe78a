import { OpenFeature } from "@openfeature/server-sdk";

const isWinter = await OpenFeature.getClient().getBooleanValue("winter-theme", false);

/** The class of the page's body. */
export const themeClass = isWinter ? "theme-winter" : "theme-plain";
