import type { HalyardConfig } from "../config/model.js";
import { configKindOf, readConfigData } from "../config/parseConfig.js";
import type { OptionPlaces } from "../rules/checkOptions.js";
import { entryOf, fieldOf } from "../schema/node.js";
import { createProblemSink } from "../schema/problemSink.js";
import { lineStartsOf, positionAt } from "../text/lineIndex.js";

/**
 * Where the configuration writes the options of a rule. Its text is read again only when there is a fault to place;
 * a configuration from elsewhere, whose text is not at hand, gives no places.
 */
export function optionPlaces(
  { path }: Pick<HalyardConfig, "path">,
  textOf: (path: string) => string | undefined,
): OptionPlaces {
  return (ruleId, option) => {
    const kind = path === null ? undefined : configKindOf(path);
    const text = path === null ? undefined : textOf(path);
    if (path === null || kind === undefined || text === undefined) return undefined;
    const root = readConfigData(text, kind, createProblemSink(text, path));
    const options = entryOf(fieldOf(fieldOf(root, "rules"), ruleId), "options");
    const span = (option === undefined ? options : (entryOf(options?.value, option) ?? options))
      ?.keySpan;
    return span && { span, ...positionAt(lineStartsOf(text), span.start) };
  };
}
