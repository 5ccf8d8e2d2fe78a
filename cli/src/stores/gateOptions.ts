import type { OptionTable } from "../command.js";

const evidence = "Evidence";

/** What a person can tell the gate that no file says. */
export const gateOptions = {
  deployed: {
    type: "string",
    value: "COMMIT|DATE",
    summary: "Since when production runs without the flag: the commit that it runs, or the day",
    group: evidence,
  },
  references: {
    type: "string",
    value: "REPORT",
    multiple: true,
    summary: "Report of another repository: file, folder of them, or https URL; repeatable",
    group: evidence,
  },
} as const satisfies OptionTable;
