import type { StoreSettings } from "../../core/src/registry/model.js";
import type { Answerer, Question } from "./fakeServer.js";

/** A store as its vendor describes its API, as far as a sync needs it. */
export interface FakeStore {
  readonly type: string;
  readonly settings: Partial<StoreSettings>;
  readonly isAllowed: (question: Question, token: string) => boolean;
  readonly answer: Answerer;
  /** The verdict-bearing part of the state that a sync must give: flag, environment, what is served. */
  readonly expected: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const number = (query: URLSearchParams, name: string): number => Number(query.get(name) ?? "0");

/** One item per page, whatever the client would like: servers may give less than they are asked for. */
function slice(items: readonly unknown[], at: number, size = 1): readonly unknown[] {
  return items.slice(at, at + size);
}

const bearer = ({ headers }: Question, token: string): boolean =>
  headers.authorization === `Bearer ${token}`;

const unleashFlags = ["new-nav", "half"].map((name) => ({
  name,
  type: "release",
  project: "default",
  createdAt: "2026-06-01T00:00:00.000Z",
  archivedAt: null,
  dependencyType: null,
  environments: [
    {
      name: "production",
      type: "production",
      enabled: true,
      lastSeenAt: "2026-11-20T00:00:00.000Z",
    },
  ],
}));

const unleash: FakeStore = {
  type: "unleash",
  settings: { project: "default" },
  isAllowed: ({ headers }, token) => headers.authorization === token,
  answer: ({ path, query, method, body }) => {
    if (path === "/api/admin/environments") {
      return {
        version: 1,
        environments: [{ name: "production", type: "production", enabled: true }],
      };
    }
    if (path === "/api/admin/search/features") {
      const archived = query.get("archived") === "IS:true";
      const all = archived
        ? [{ ...unleashFlags[0], name: "old", archivedAt: "2026-01-01T00:00:00.000Z" }]
        : unleashFlags;
      return { features: slice(all, number(query, "offset")), total: all.length };
    }
    if (path === "/api/admin/features-batch/export" && method === "POST") {
      const { features } = JSON.parse(body) as { features: readonly string[] };
      return {
        features: features.map((name) => ({ name })),
        featureStrategies: features.map((featureName) => ({
          name: "flexibleRollout",
          featureName,
          parameters: { rollout: featureName === "half" ? "50" : "100", stickiness: "default" },
          constraints: [],
          segments: [],
        })),
        featureEnvironments: features.map((featureName) => ({
          featureName,
          name: featureName,
          environment: "production",
          enabled: true,
        })),
        segments: [],
        dependencies: [],
      };
    }
    if (path === "/api/admin/search/events") {
      const event = {
        type: "feature-environment-enabled",
        featureName: "new-nav",
        environment: "production",
      };
      return { events: [{ ...event, createdAt: "2026-07-01T00:00:00.000Z" }], total: 1 };
    }
    if (path === "/api/admin/metrics/unknown-flags") {
      return {
        unknownFlags: [
          {
            name: "ghost",
            lastEventAt: "2026-11-20T00:00:00.000Z",
            reports: [{ appName: "shop", environments: [{ environment: "production" }] }],
          },
        ],
      };
    }
    return undefined;
  },
  expected: {
    "new-nav": {
      production: {
        served: { on: 100 },
        since: "2026-07-01T00:00:00.000Z",
        lastEvaluated: "2026-11-20T00:00:00.000Z",
      },
    },
    half: { production: { served: { off: 100 }, since: "2026-06-01T00:00:00.000Z" } },
    old: {},
  },
};

const launchdarklyFlags = ["new-nav", "half"].map((key) => ({
  key,
  name: key,
  kind: "boolean",
  temporary: true,
  archived: false,
  creationDate: 1_780_000_000_000,
  variations: [
    { _id: "a", value: true },
    { _id: "b", value: false },
  ],
  environments: {
    production: {
      on: true,
      lastModified: 1_788_000_000_000,
      targets: [],
      contextTargets: [],
      rules: [],
      fallthrough:
        key === "half"
          ? {
              rollout: {
                variations: [
                  { variation: 0, weight: 50_000 },
                  { variation: 1, weight: 50_000 },
                ],
              },
            }
          : { variation: 0 },
      offVariation: 1,
      prerequisites: [],
    },
  },
}));

const launchdarkly: FakeStore = {
  type: "launchdarkly",
  settings: { project: "shop" },
  isAllowed: ({ headers }, token) =>
    headers.authorization === token && headers["ld-api-version"] === "20240415",
  answer: ({ path, query }) => {
    if (path === "/api/v2/projects/shop/environments") {
      const items = ["test", "qa", "staging", "production"].map((key) => ({ key }));
      return { items: slice(items, number(query, "offset"), 2), totalCount: items.length };
    }
    if (path === "/api/v2/flags/shop") {
      const asked = query.getAll("env");
      if (asked.length === 0 || asked.length > 3) return 400;
      const all = query.get("filter") === "state:archived" ? [] : launchdarklyFlags;
      const items = slice(all, number(query, "offset")).map((flag) => ({
        ...(flag as object),
        environments: Object.fromEntries(
          asked.map((key) => [
            key,
            (flag as (typeof launchdarklyFlags)[0]).environments.production,
          ]),
        ),
      }));
      return { items, totalCount: all.length };
    }
    if (path.startsWith("/api/v2/flag-statuses/shop/") && !path.endsWith("/production")) {
      return { items: [] };
    }
    if (path === "/api/v2/flag-statuses/shop/production") {
      const link = (key: string) => ({ parent: { href: `/api/v2/flags/shop/${key}` } });
      return {
        items: [
          { name: "launched", lastRequested: "2026-11-20T00:00:00Z", _links: link("new-nav") },
        ],
      };
    }
    return undefined;
  },
  expected: {
    "new-nav": {
      production: { since: "2026-08-29T10:40:00.000Z", lastEvaluated: "2026-11-20T00:00:00.000Z" },
    },
    half: { production: {} },
  },
};

const tggl: FakeStore = {
  type: "tggl",
  settings: {},
  isAllowed: ({ headers }, token) => headers["x-tggl-api-key"] === token,
  answer: ({ path }) =>
    path === "/config"
      ? [
          { slug: "new-nav", defaultVariation: { active: true, value: null }, conditions: [] },
          {
            slug: "half",
            defaultVariation: { active: false, value: null },
            conditions: [
              {
                rules: [
                  {
                    key: "clientId",
                    operator: "PERCENTAGE",
                    rangeStart: 0,
                    rangeEnd: 0.5,
                    seed: 7,
                    negate: false,
                  },
                ],
                variation: { active: true, value: null },
              },
            ],
          },
        ]
      : undefined,
  expected: { "new-nav": { production: {} }, half: { production: {} } },
};

const configcat: FakeStore = {
  type: "configcat",
  settings: {},
  isAllowed: ({ path }, token) => path.includes(`/${token}/`),
  answer: ({ path }) =>
    /^\/configuration-files\/[^/]+\/config_v6\.json$/.test(path)
      ? {
          p: { u: "https://cdn.example.test", r: 0, s: "salt" },
          f: {
            newNav: { t: 0, v: { b: true } },
            half: {
              t: 0,
              v: { b: false },
              p: [
                { p: 50, v: { b: true } },
                { p: 50, v: { b: false } },
              ],
            },
          },
        }
      : undefined,
  expected: { newNav: { production: {} }, half: { production: {} } },
};

const flagsmith: FakeStore = {
  type: "flagsmith",
  settings: {},
  isAllowed: ({ headers }, token) => headers["x-environment-key"] === token,
  answer: ({ path, headers }) =>
    path === "/api/v1/environment-document/"
      ? {
          id: 1,
          // The real document holds the key that asked for it.
          api_key: headers["x-environment-key"],
          name: "Live",
          updated_at: "2026-11-01T00:00:00Z",
          project: { id: 1, name: "shop", segments: [] },
          feature_states: [
            {
              feature: { id: 9, name: "new_nav", type: "STANDARD" },
              enabled: true,
              feature_state_value: null,
              multivariate_feature_state_values: [],
            },
          ],
          identity_overrides: [],
        }
      : undefined,
  expected: { new_nav: { production: {} } },
};

const posthogFlags = ["new-nav", "half"].map((key, id) => ({
  id,
  key,
  active: true,
  deleted: false,
  archived: false,
  created_at: "2026-06-01T00:00:00Z",
  updated_at: "2026-07-01T00:00:00Z",
  last_called_at: "2026-11-20T00:00:00Z",
  filters: {
    groups: [{ properties: [], rollout_percentage: key === "half" ? 50 : 100, variant: null }],
    multivariate: null,
    payloads: {},
  },
}));

const posthog: FakeStore = {
  type: "posthog",
  settings: { project: "12" },
  isAllowed: bearer,
  answer: ({ path, query }) => {
    if (path !== "/api/projects/12/feature_flags/") return undefined;
    const offset = number(query, "offset");
    const isLast = offset + 1 >= posthogFlags.length;
    // The address is another host's: nobody must follow it.
    const next = isLast ? null : "http://127.0.0.2:9/api/projects/12/feature_flags/?offset=1";
    return { count: posthogFlags.length, next, results: slice(posthogFlags, offset) };
  },
  expected: {
    "new-nav": {
      production: { lastEvaluated: "2026-11-20T00:00:00Z", since: "2026-07-01T00:00:00Z" },
    },
    half: { production: {} },
  },
};

const growthbookFeatures = ["new-nav", "half"].map((id) => ({
  id,
  dateCreated: "2026-06-01T00:00:00Z",
  dateUpdated: "2026-07-01T00:00:00Z",
  archived: false,
  valueType: "boolean",
  defaultValue: "true",
  environments: {
    production: {
      enabled: true,
      rules:
        id === "half"
          ? [
              {
                id: "r",
                type: "rollout",
                enabled: true,
                value: "false",
                coverage: 0.5,
                hashAttribute: "id",
              },
            ]
          : [],
    },
  },
}));

const growthbook: FakeStore = {
  type: "growthbook",
  settings: {},
  isAllowed: bearer,
  answer: ({ path, query }) => {
    if (path !== "/api/v1/features") return undefined;
    const offset = number(query, "offset");
    const features = slice(growthbookFeatures, offset);
    const hasMore = offset + 1 < growthbookFeatures.length;
    return { features, total: 2, hasMore, nextOffset: hasMore ? offset + 1 : null };
  },
  expected: {
    "new-nav": { production: { since: "2026-07-01T00:00:00Z" } },
    half: { production: {} },
  },
};

const statsigGates = ["new_nav", "half"].map((id) => ({
  id,
  name: id,
  isEnabled: true,
  status: "In Progress",
  type: "TEMPORARY",
  createdTime: 1_780_000_000_000,
  lastModifiedTime: 1_788_000_000_000,
  holdoutIDs: [],
  rules: [
    {
      id: "r",
      name: "everyone",
      passPercentage: id === "half" ? 50 : 100,
      conditions: [{ type: "public" }],
      environments: ["production"],
    },
  ],
}));

const statsig: FakeStore = {
  type: "statsig",
  settings: {},
  isAllowed: ({ headers }, token) => headers["statsig-api-key"] === token,
  answer: ({ path, query }) => {
    if (path !== "/console/v1/gates") return undefined;
    const page = number(query, "page");
    const nextPage = page < statsigGates.length ? `/console/v1/gates?page=${page + 1}` : null;
    const pagination = {
      itemsPerPage: 1,
      pageNumber: page,
      totalItems: 2,
      nextPage,
      previousPage: null,
    };
    return {
      message: "Gates listed successfully.",
      data: slice(statsigGates, page - 1),
      pagination,
    };
  },
  expected: { new_nav: { production: {} }, half: { production: {} } },
};

/** More than one page of 100. */
const devcycleFeatures = Array.from({ length: 103 }, (_, at) => ({
  _id: `f${at}`,
  key: `flag-${at}`,
  type: "release",
  status: "active",
  createdAt: "2026-06-01T00:00:00Z",
  updatedAt: "2026-07-01T00:00:00Z",
  variables: [{ key: `flag-${at}`, type: "Boolean" }],
  variations: [
    { _id: "on", key: "on", variables: { [`flag-${at}`]: true } },
    { _id: "off", key: "off", variables: { [`flag-${at}`]: false } },
  ],
  configurations: [
    {
      _environment: "e1",
      status: "active",
      targets: [
        {
          audience: { filters: { operator: "and", filters: [{ type: "all" }] } },
          distribution: [{ _variation: "on", percentage: 1 }],
        },
      ],
    },
  ],
}));

const devcycle: FakeStore = {
  type: "devcycle",
  settings: { project: "shop" },
  isAllowed: bearer,
  answer: ({ path, query }) => {
    const from = (number(query, "page") - 1) * 100;
    if (path === "/v1/projects/shop/environments") return [{ _id: "e1", key: "production" }];
    if (path !== "/v2/projects/shop/features") return undefined;
    return query.get("status") === "archived" ? [] : slice(devcycleFeatures, from, 100);
  },
  expected: { "flag-0": { production: {} }, "flag-102": { production: {} } },
};

/** Every kind of store that can be read. */
export const fakeStores: readonly FakeStore[] = [
  unleash,
  launchdarkly,
  tggl,
  growthbook,
  posthog,
  flagsmith,
  configcat,
  statsig,
  devcycle,
];
