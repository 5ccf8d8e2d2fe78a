import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { named } from "./definitions.js";
import type { Context, Definition, Served } from "./definitions.js";
import type { Answer, Engine } from "./engine.js";

interface Bucket {
  readonly treatment: string;
  readonly size: number;
}

interface Flag {
  readonly name: string;
  readonly killed: boolean;
  readonly treatments: readonly { readonly name: string; readonly keys: readonly string[] }[];
  readonly defaultTreatment: string;
  readonly trafficAllocation: number;
  readonly rules: readonly { readonly buckets: readonly Bucket[] }[];
  readonly defaultRule: readonly Bucket[];
}

interface Client {
  ready(): Promise<void>;
  getTreatment(key: string, name: string, attributes: object): string;
  destroy(): Promise<void>;
}

interface Sdk {
  readonly SplitFactory: (settings: object) => { client(): Client };
}

const names = ["on", "off"] as const;

function bucketsOf(served: Served): readonly Bucket[] {
  const weights =
    served.kind === "one" ? [100 * (1 - served.side), 100 * served.side] : served.weights;
  return names.map((treatment, at) => ({ treatment, size: weights[at] ?? 0 }));
}

/** A key that is named gets a treatment as a whole, so that only rules of one side name keys. */
function flagOf(name: string, one: Definition): Flag {
  const wanted = one.rules.find(({ who, served }) => who === "ids" && served.kind === "one");
  const side = wanted?.served.kind === "one" ? wanted.served.side : undefined;
  return {
    name,
    killed: !one.on,
    treatments: names.map((treatment, at) => ({
      name: treatment,
      keys: side === at ? named.id : [],
    })),
    defaultTreatment: names[one.off],
    trafficAllocation: one.rules.some(({ who }) => who === "nobody") ? 50 : 100,
    rules: one.rules
      .filter(({ who }) => who === "plan")
      .map(({ served }) => ({ buckets: bucketsOf(served) })),
    defaultRule: bucketsOf(one.rest),
  };
}

/** The definition as the SDK fetches it. */
function splitOf(flag: Flag): object {
  const condition = (
    conditionType: string,
    matcher: object,
    partitions: readonly Bucket[],
  ): object => ({
    conditionType,
    label: "",
    partitions,
    matcherGroup: { combiner: "AND", matchers: [{ negate: false, ...matcher }] },
  });
  const whitelist = (values: readonly string[]): object => ({
    matcherType: "WHITELIST",
    whitelistMatcherData: { whitelist: values },
  });
  const keySelector = { trafficType: "user", attribute: "plan" };
  const whole = (treatment: string): readonly Bucket[] => [{ treatment, size: 100 }];
  return {
    name: flag.name,
    trafficTypeName: "user",
    changeNumber: 1,
    status: "ACTIVE",
    algo: 2,
    seed: 7,
    trafficAllocation: flag.trafficAllocation,
    trafficAllocationSeed: 11,
    killed: flag.killed,
    defaultTreatment: flag.defaultTreatment,
    conditions: [
      ...flag.treatments
        .filter(({ keys }) => keys.length > 0)
        .map(({ name, keys }) => condition("WHITELIST", whitelist(keys), whole(name))),
      ...flag.rules.map(({ buckets }) =>
        condition("ROLLOUT", { ...whitelist(named.plan), keySelector }, buckets),
      ),
      condition(
        "ROLLOUT",
        { matcherType: "ALL_KEYS", keySelector: { trafficType: "user" } },
        flag.defaultRule,
      ),
    ],
  };
}

/** Split's SDK, which fetches the definitions from a server on loopback. */
export const split: Engine = {
  format: "split",
  takes: { texts: false, parents: false },
  payload: (flags) => ({ objects: [...flags].map(([key, one]) => flagOf(key, one)) }),
  start: async (payload, load) => {
    const { SplitFactory } = load("@splitsoftware/splitio") as Sdk;
    const splits = (payload as { readonly objects: readonly Flag[] }).objects.map(splitOf);
    const server = createServer((request, response) => {
      const isFirst = request.url?.includes("since=-1") === true;
      const changes = { d: isFirst ? splits : [], s: isFirst ? -1 : 1, t: 1 };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ff: changes, rbs: { d: [], s: -1, t: 1 } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api`;
    const client = SplitFactory({
      core: { authorizationKey: "key" },
      startup: { readyTimeout: 20 },
      urls: { sdk: url, events: url, auth: url, streaming: url, telemetry: url },
      streamingEnabled: false,
      sync: { impressionsMode: "NONE" },
    }).client();
    await client.ready();
    return {
      evaluate: (key, { id, plan }: Context): Answer =>
        client.getTreatment(id ?? "nobody", key, plan === undefined ? {} : { plan }),
      stop: async () => {
        await client.destroy();
        server.closeAllConnections();
        server.close();
      },
    };
  },
};
