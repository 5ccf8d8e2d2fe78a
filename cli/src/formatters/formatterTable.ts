import type { Formatter } from "./formatter.js";
import { githubFormatter } from "./github.js";
import { gitlabFormatter } from "./gitlab.js";
import { jsonFormatter } from "./json.js";
import { junitFormatter } from "./junit.js";
import { markdownFormatter } from "./markdown.js";
import { rdjsonlFormatter } from "./rdjsonl.js";
import { sarifFormatter } from "./sarif.js";
import { stylishFormatter } from "./stylish.js";

/** Every format of `check`, by name. The names are in `formatNames.ts`, so that help need not load them. */
export const formatters: ReadonlyMap<string, Formatter> = new Map(
  [
    stylishFormatter,
    jsonFormatter,
    sarifFormatter,
    githubFormatter,
    gitlabFormatter,
    junitFormatter,
    markdownFormatter,
    rdjsonlFormatter,
  ].map((formatter) => [formatter.name, formatter]),
);
