/** The rule whose findings a removal mends. */
export const removalRule = "rolled-out-flag";

/** Its messages that ask for a removal, and for nothing before it. */
export const removalMessages: ReadonlySet<string> = new Set(["rolledOut", "rolledBack"]);
