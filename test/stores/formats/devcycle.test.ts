import { describe, expect, test } from "vitest";
import { verdictOn } from "./support.js";

const past = "2026-10-01T00:00:00Z";
const future = "2027-01-01T00:00:00Z";

describe("DevCycle", () => {
  const all = { filters: { operator: "and", filters: [{ type: "all" }] } };
  const some = { filters: { operator: "and", filters: [{ type: "user" }] } };
  const serve = (id: string): object[] => [{ _variation: id, percentage: 1 }];
  const config = (configuration: object, settings: object = {}): unknown => ({
    environment: { key: "production" },
    features: [
      {
        _id: "f",
        key: "f",
        type: "release",
        configuration,
        settings,
        variations: [
          { _id: "von", key: "on", variables: [{ _var: "k", value: true }] },
          { _id: "voff", key: "off", variables: [{ _var: "k", value: false }] },
        ],
      },
    ],
    variables: [{ _id: "k", key: "a", type: "Boolean" }],
  });

  test.each<[string, object, string]>([
    [
      "a target for all",
      { targets: [{ _audience: all, distribution: serve("von") }] },
      "constant on",
    ],
    ["no target", { targets: [] }, "constant code default"],
    [
      "a winner",
      { winningVariation: { _variation: "von", updatedAt: past }, targets: [] },
      "constant on",
    ],
    [
      "a target for some",
      { targets: [{ _audience: some, distribution: serve("von") }] },
      "partial",
    ],
    [
      "an earlier target that differs",
      {
        targets: [
          { _audience: some, distribution: serve("voff") },
          { _audience: all, distribution: serve("von") },
        ],
      },
      "partial",
    ],
    [
      "a forced user",
      { forcedUsers: { u: "voff" }, targets: [{ _audience: all, distribution: serve("von") }] },
      "partial",
    ],
    [
      "prerequisites",
      { prerequisites: [{}], targets: [{ _audience: all, distribution: serve("von") }] },
      "partial",
    ],
    [
      "a rollout that is over",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: {
              type: "gradual",
              startDate: past,
              stages: [{ type: "linear", date: past, percentage: 1 }],
            },
          },
        ],
      },
      "constant on",
    ],
    [
      "a rollout that runs",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: {
              type: "gradual",
              startDate: past,
              stages: [{ type: "linear", date: future, percentage: 1 }],
            },
          },
        ],
      },
      "partial",
    ],
    [
      "a rollout that stopped half way",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: {
              type: "stepped",
              stages: [{ type: "discrete", date: past, percentage: 0.5 }],
            },
          },
        ],
      },
      "partial",
    ],
    [
      "a schedule to come",
      {
        targets: [
          {
            _audience: all,
            distribution: serve("von"),
            rollout: { type: "schedule", startDate: future },
          },
        ],
      },
      "partial",
    ],
  ])("%s", (_, configuration, expected) => {
    expect(verdictOn("devcycle", config(configuration))).toBe(expected);
  });

  test("people who may opt in", () => {
    const targets = [{ _audience: all, distribution: serve("von") }];
    expect(verdictOn("devcycle", config({ targets }, { optInEnabled: true }))).toBe("unknown");
  });
});
