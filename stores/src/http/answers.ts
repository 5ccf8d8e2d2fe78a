import { StoreFault } from "./fault.js";

/** What an answer that is neither good nor a redirect means, with what to do about it. */
export function faultOfStatus(status: number, what: string, tokenName: string): StoreFault {
  const code = `(${status})`;
  switch (status) {
    case 401:
      return new StoreFault("unauthorised", `refuses the token ${code}; check ${tokenName}`);
    case 403:
      return new StoreFault(
        "forbidden",
        `does not let the token at ${what} ${code}; give the token of ${tokenName} that right`,
      );
    case 404:
      return new StoreFault("missing", `has no ${what} ${code}; check the address and the project`);
    case 409:
      return new StoreFault("conflict", `is in conflict over ${what} ${code}; try again`);
    case 429:
      return new StoreFault(
        "too-many-requests",
        `gets too many questions ${code} and says so again; try again later`,
      );
    default:
      return status >= 500
        ? new StoreFault("server", `fails over ${what} ${code}; try again later`)
        : new StoreFault("refused", `refuses ${what} ${code}`);
  }
}

/** What a failed connection means: the system's code is told, addresses are not. */
export function faultOfConnection(error: unknown, what: string, timeout: number): StoreFault {
  if (error instanceof StoreFault) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "TimeoutError" || name === "AbortError") {
    const message = `did not answer within ${timeout / 1000} s when asked for ${what}`;
    return new StoreFault("timeout", `${message}; try again later`);
  }
  const shown = codeOf(error) ?? "the connection broke";
  return new StoreFault(
    "unreachable",
    `cannot be reached for ${what} (${shown}); check its address and the network`,
  );
}

/** `ECONNREFUSED` and the like, from the error or what caused it. */
function codeOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && /^[A-Z_]+$/.test(cause.code)) {
      return cause.code;
    }
  }
  return undefined;
}

/** Whether the same question may get a better answer later. */
export function isPassing({ kind }: StoreFault): boolean {
  return ["too-many-requests", "server", "unreachable", "timeout"].includes(kind);
}

/** The wait that an answer asks for, in milliseconds: `Retry-After` is seconds or a date. */
export function askedWait(response: Response, now: number): number | undefined {
  const text = response.headers.get("retry-after")?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
