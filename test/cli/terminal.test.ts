import fc from "fast-check";
import { anyText } from "./anyText.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inert, withoutWorkflowCommands } from "../../cli/src/terminal/inert.js";
import { displayWidth, padEnd, padStart, truncate, wrap } from "../../cli/src/terminal/layout.js";
import { formatTable } from "../../cli/src/terminal/table.js";
import type { Terminal } from "../../cli/src/terminal/terminal.js";
import { plainTerminal, terminalOf } from "../../cli/src/terminal/terminal.js";
import { createProgress } from "../../cli/src/workspace/progress.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["abc", 3],
  ["äöü", 3],
  ["e\u0301", 1],
  ["旗", 2],
  ["🚩", 2],
  ["", 0],
])("%j takes %i columns", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("padding and cutting keep to the columns, whatever the characters", () => {
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (value, width) => {
      expect(displayWidth(truncate(value, width, "…"))).toBeLessThanOrEqual(Math.max(width, 1));
      for (const pad of [padEnd, padStart]) {
        expect(displayWidth(pad(value, width))).toBe(Math.max(width, displayWidth(value)));
      }
    }),
    { seed: 1 },
  );
});

test("wrapping loses no word and keeps to the width where words allow it", () => {
  const word = fc.stringMatching(/^[a-zä旗]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 24, max: 60 }), (words, width) => {
      const lines = wrap(words.join(" "), width);
      expect(lines.join(" ")).toBe(words.join(" "));
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
    { seed: 4 },
  );
});

test("inert text is one line, and making it inert twice changes nothing", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = inert(text);
      expect(once).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      expect(inert(once)).toBe(once);
      expect(withoutWorkflowCommands(`${once}\n  ${once}`)).not.toMatch(/^\s*::/m);
    }),
    { seed: 6, numRuns: 500 },
  );
});

test("a table is cut to a terminal's width, and left whole in a pipe", () => {
  const columns = [
    { title: "Flag", minimum: 8 },
    { title: "Reads", align: "right" },
  ] as const;
  const rows = [[{ text: "a-flag-with-a-long-name-that-goes-on-and-on-and-on" }, { text: "12" }]];
  const narrow: Terminal = { isTerminal: true, color: false, unicode: true, width: 40 };
  expect(formatTable(columns, rows, narrow)).toMatchInlineSnapshot(`
    "Flag                               Reads
    a-flag-with-a-long-name-that-goe…     12
    "
  `);
  expect(formatTable(columns, rows, { ...narrow, isTerminal: false })).toContain(
    "on-and-on-and-on  ",
  );
});

test.each([
  [{ LANG: "en_GB.UTF-8" }, true],
  [{ LC_ALL: "C", LANG: "en_GB.UTF-8" }, false],
  [{ TERM: "linux", LANG: "en_GB.UTF-8" }, false],
  [{}, true],
])("Unicode with %j: %s", (env, expected) => {
  expect(terminalOf({}, env).unicode).toBe(expected);
});

/** A session on a terminal, with what was logged. */
function sessionOn(errorTerminal: Terminal, env: Readonly<Record<string, string>> = {}) {
  const logged: string[] = [];
  const session = {
    cwd: "/",
    env,
    clock: () => new Date(0),
    terminal: plainTerminal,
    errorTerminal,
    write: () => undefined,
    log: (text: string) => {
      logged.push(text);
    },
  };
  return { session, logged };
}

const screen: Terminal = { ...plainTerminal, isTerminal: true };

test("progress shows after 100 ms, at most every 50 ms, and is taken away", () => {
  const { session, logged } = sessionOn(screen);
  const progress = createProgress(session, false);
  for (const [after, done] of [
    [50, 1],
    [49, 2],
    [2, 3],
    [20, 4],
    [31, 5],
  ] as const) {
    vi.advanceTimersByTime(after);
    progress.show({ phase: "scan", done, total: 10 });
  }
  progress.clear();
  expect(logged).toEqual([
    "\r\u001b[KSearching for flags 3/10",
    "\r\u001b[KSearching for flags 5/10",
    "\r\u001b[K",
  ]);
});

test.each([
  ["in a pipe", plainTerminal, {}, false],
  ["in a build", screen, { CI: "true" }, false],
  ["when quiet", screen, {}, true],
])("no progress %s", (_name, terminal, env, isQuiet) => {
  const { session, logged } = sessionOn(terminal, env);
  const progress = createProgress(session, isQuiet);
  vi.advanceTimersByTime(1000);
  progress.show({ phase: "parse", done: 1, total: 2 });
  progress.clear();
  expect(logged).toEqual([]);
});

test("quick work leaves no trace", () => {
  const { session, logged } = sessionOn(screen);
  const progress = createProgress(session, false);
  vi.advanceTimersByTime(99);
  progress.show({ phase: "link", done: 1, total: 1 });
  progress.clear();
  expect(logged).toEqual([]);
});
