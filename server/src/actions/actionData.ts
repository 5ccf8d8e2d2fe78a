import type { FixData } from "@halyard/core";

/** All that resolving an action needs; it travels to the editor and back, and is not trusted when it returns. */
export type ActionData =
  | { readonly kind: "fix"; readonly uri: string; readonly fixId: string; readonly fix: FixData }
  | { readonly kind: "fix-all"; readonly uri: string }
  | { readonly kind: "removal"; readonly uri: string; readonly flagKey: string };

/** The data, if it is of the shape that this server gives out. */
export function readActionData(data: unknown): ActionData | undefined {
  if (!isRecord(data) || typeof data.uri !== "string") return undefined;
  const { kind, uri, fixId, flagKey } = data;
  if (kind === "fix-all") return { kind, uri };
  if (kind === "removal" && typeof flagKey === "string") return { kind, uri, flagKey };
  const fix = readFixData(data.fix);
  if (kind !== "fix" || typeof fixId !== "string" || fix === undefined) return undefined;
  return { kind, uri, fixId, fix };
}

function readFixData(data: unknown): FixData | undefined {
  if (!isRecord(data)) return undefined;
  const { path, start, end, written, flagKey, values } = data;
  if (typeof path !== "string" || typeof written !== "string") return undefined;
  if (!isOffset(start) || !isOffset(end)) return undefined;
  const texts = isRecord(values)
    ? Object.entries(values).filter((one): one is [string, string] => typeof one[1] === "string")
    : undefined;
  return {
    path,
    start,
    end,
    written,
    ...(typeof flagKey === "string" && { flagKey }),
    ...(texts !== undefined && { values: Object.fromEntries(texts) }),
  };
}

function isOffset(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
