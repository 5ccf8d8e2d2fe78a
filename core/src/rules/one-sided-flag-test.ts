import type { Flag } from "../registry/model.js";
import { codeReferences } from "./codeReferences.js";
import { isGone, spellingsOf } from "./flagLife.js";
import { casesIn, settingsIn, type FlagSetting } from "./flagSettings.js";
import { byKey } from "./flagOrder.js";
import { defineRule, type RuleContext } from "./model.js";
import { isTestFile } from "./testFiles.js";
import { quotedList } from "./wording.js";

/** A flag that tests do set, but to one variant only. */
export const oneSidedFlagTest = defineRule({
  id: "one-sided-flag-test",
  meta: {
    description: "Require that tests which set a flag try every side of it",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: false,
    needs: "flow",
    messages: {
      oneSided:
        'Flag "{{flag}}" is only ever "{{tested}}" in tests, so what runs at {{untested}} is not tried; test it as well.',
    },
  },
  check(context) {
    const flags = context.registries
      .flatMap((registry) => [...registry.flags.values()].sort(byKey))
      .filter((flag) => !isGone(flag) && flag.variants.size > 1);
    const tests = testsNaming(context, flags.flatMap(spellingsOf));
    const paths = (context.index.filesNamingAny?.(["test", "it"]) ?? []).filter(isTestFile);
    for (const flag of flags) checkFlag(context, flag, tests, paths);
  },
});

function checkFlag(
  context: RuleContext<"oneSided">,
  flag: Flag,
  tests: ReadonlyMap<string, string>,
  allTests: readonly string[],
): void {
  const [place] = codeReferences(context, flag).filter(({ access }) => access === "read");
  if (place === undefined) return;
  const spellings = spellingsOf(flag);
  const settings: FlagSetting[] = [];
  const setting = new Set<string>();
  let cases = 0;
  for (const [path, text] of tests) {
    if (context.flagFor(flag.key, path) !== flag) continue;
    const found = settingsIn(path, text, spellings, flag);
    if (found.length === 0) continue;
    cases += casesIn(text);
    setting.add(path);
    settings.push(...found);
  }
  const tested = oneVariant(settings);
  if (tested === undefined) return;
  // A case, or a whole file, that leaves the flag alone may try what the code falls back to.
  const hasSilentCases = settings.every(({ inCase }) => inCase) && cases > settings.length;
  const hasSilentFiles = allTests.some(
    (path) => !setting.has(path) && context.flagFor(flag.key, path) === flag,
  );
  if (tested !== fallbackOf(flag) && (hasSilentCases || hasSilentFiles)) return;
  const untested = [...flag.variants.keys()].filter((name) => name !== tested);
  context.report({
    messageId: "oneSided",
    data: { tested, untested: quotedList(untested) },
    place: { path: place.path, span: place.span },
    flagKey: flag.key,
    related: settings
      .slice(0, 3)
      .map((one) => ({ ...one.place, message: `A test sets it to "${tested}".` })),
  });
}

/** The only variant that tests set; undefined where there are none, several, or one that nobody can tell. */
function oneVariant(settings: readonly FlagSetting[]): string | undefined {
  const variants = new Set(settings.map(({ variant }) => variant));
  const [only] = variants;
  return variants.size === 1 ? only : undefined;
}

function fallbackOf({ defaultValue, variants }: Flag): string | undefined {
  const text = JSON.stringify(defaultValue);
  return [...variants].find(([, value]) => JSON.stringify(value) === text)?.[0];
}

/** The test files that name any of the keys, with their texts. */
function testsNaming(context: RuleContext, keys: readonly string[]): ReadonlyMap<string, string> {
  const paths = keys.length === 0 ? [] : (context.index.filesNamingAny?.(keys) ?? []);
  const tests = paths.filter(isTestFile);
  const everything = { start: 0, end: Number.MAX_SAFE_INTEGER };
  return new Map(
    tests.flatMap((path) => {
      const text = context.textOf({ path, span: everything });
      return text === undefined ? [] : [[path, text]];
    }),
  );
}
