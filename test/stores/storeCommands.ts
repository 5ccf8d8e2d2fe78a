import { afterEach } from "vitest";
import { fakeServer, type Answerer, type FakeServer } from "./fakeServer.js";
import { fakeStores } from "./fakes/all.js";
import { storeWorkspace, type StoreWorkspace } from "./halyard.js";

export const token = "tok-3nVeryS3cret-of-the-tests";
export const now = ["--now", "2026-11-22T12:00:00Z"] as const;
const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export async function serve(answer: Answerer): Promise<FakeServer> {
  const server = await fakeServer(answer);
  endings.push(() => server.close());
  return server;
}

export function workspace(
  stores: object,
  variables: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): StoreWorkspace {
  const made = storeWorkspace(
    {
      "package.json": '{ "name": "shop", "private": true }\n',
      "halyard.config.json": JSON.stringify({ stores, matchers }),
      "flags.json": JSON.stringify({ flags: { "new-nav": flag } }),
      ...files,
    },
    variables,
  );
  endings.push(() => made.remove());
  return made;
}

const matchers = [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }];
const flag = {
  flagType: "boolean",
  variants: { on: true, off: false },
  lifecycle: { type: "release", owner: "team-shop", expires: "2027-06-30" },
};
export const unleashStore = {
  main: { type: "unleash", url: "env:URL", token: "env:TOKEN", project: "default" },
};

export function fakeOf(type: string): Answerer {
  const fake = fakeStores.find((one) => one.type === type);
  if (fake === undefined) throw new Error(`No fake ${type}.`);
  return (question) => (fake.isAllowed(question, token) ? fake.answer(question) : 401);
}

/** Unleash with a flag that may be archived. */
export function archivable(archived: { done: boolean }, parents: readonly string[] = []): Answerer {
  const base = fakeOf("unleash");
  return (question) => {
    const { method, path, query } = question;
    if (path.endsWith("/archive/validate")) {
      return { parentsWithChildFeatures: parents, hasDeletedDependencies: false };
    }
    if (method === "DELETE" && path === "/api/admin/projects/default/features/new-nav") {
      archived.done = true;
      return {};
    }
    const answered = base(question);
    if (path !== "/api/admin/search/features" || !archived.done) return answered;
    const feature = {
      name: "new-nav",
      type: "release",
      environments: [],
      archivedAt: "2026-11-22T12:00:00.000Z",
    };
    return query.get("archived") === "IS:true"
      ? { features: [feature], total: 1 }
      : { features: [], total: 0 };
  };
}
