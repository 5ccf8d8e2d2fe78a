import { createTwoFilesPatch } from "diff";
import type { RemovalPlan } from "@halyard/core";
import { inert } from "../terminal/inert.js";
import { paintFor, type Paint } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

const lineOfHeader = /^(?:diff|index|Index|=+|---|\+\+\+)/u;

/** The plan as a unified diff that `git apply` takes; empty where the plan changes nothing. */
export function removalDiff(plan: Pick<RemovalPlan, "files">, terminal: Terminal): string {
  const paint = paintFor(terminal);
  return plan.files
    .map(({ path, kind, oldText, newText }) => {
      const isGone = kind === "delete";
      const to = isGone ? "/dev/null" : `b/${path}`;
      const patch = createTwoFilesPatch(`a/${path}`, to, oldText, newText, "", "", { context: 3 });
      const body = patch
        .split("\n")
        .filter((line) => !/^(?:Index:|=+$)/u.test(line))
        .map((line) => line.replace(/^(---|\+\+\+) (.*?)\t$/u, "$1 $2"));
      const mode = isGone ? ["deleted file mode 100644"] : [];
      return [`diff --git a/${path} b/${path}`, ...mode, ...body]
        .map((line) => painted(line, terminal, paint))
        .join("\n");
    })
    .join("");
}

/** Colours are for people; text for a terminal has no control characters of the workspace's own. */
function painted(line: string, terminal: Terminal, paint: Paint): string {
  if (!terminal.isTerminal && !terminal.color) return line;
  const indent = /^[ +-]?\t*/u.exec(line)?.[0] ?? "";
  const shown = indent + inert(line.slice(indent.length));
  if (lineOfHeader.test(line)) return paint("bold", shown);
  if (line.startsWith("@@")) return paint("cyan", shown);
  if (line.startsWith("+")) return paint("green", shown);
  return line.startsWith("-") ? paint("red", shown) : shown;
}
