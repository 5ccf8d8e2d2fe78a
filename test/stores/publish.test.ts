import { execFileSync } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { webAddress } from "../../cli/src/stores/repositoryOf.js";
import { fakeServer, type Answerer, type FakeServer, type Question } from "./fakeServer.js";
import { storeWorkspace, type StoreWorkspace, type Told } from "./halyard.js";

const token = "tok-3nVeryS3cret-of-the-tests";
const now = "2026-11-22T12:00:00.000Z";
const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const flag = { flagType: "boolean", variants: { on: true, off: false } };
const code = [
  'import { isEnabled } from "./flags";',
  'export const a = () => isEnabled("new-nav");',
  'export const b = () => isEnabled("new-nav") || isEnabled("other");',
  'export const c = () => isEnabled("nobodys");',
  "",
].join("\n");

/** A repository with three references to two flags, and one to a flag of nobody. */
function repository(store: object, url: string): StoreWorkspace {
  const matchers = [{ kind: "call", names: ["isEnabled"], key: 0, valueType: "boolean" }];
  const stores = { main: { url: "env:URL", token: "env:READ", writeToken: "env:WRITE", ...store } };
  const linked = { ...flag, lifecycle: { store: { name: "main", key: "other-in-store" } } };
  const shop = storeWorkspace(
    {
      "halyard.config.json": JSON.stringify({ stores, matchers }),
      "flags.json": JSON.stringify({ flags: { "new-nav": flag, other: linked } }),
      "src/a.ts": code,
    },
    { URL: url, READ: "read-only-token", WRITE: token },
  );
  endings.push(() => shop.remove());
  const git = (...args: readonly string[]): void => {
    const settings = ["-c", "user.name=t", "-c", "user.email=t@t.invalid"];
    execFileSync("git", [...settings, ...args], { cwd: shop.root, stdio: "pipe" });
  };
  git("init", "-q", "--initial-branch", "main");
  git("remote", "add", "origin", `https://me:${token}@git.example.test/team/shop.git`);
  git("update-ref", "refs/remotes/origin/topic", emptyCommit(shop.root));
  return shop;
}

function emptyCommit(root: string): string {
  const tree = execFileSync("git", ["mktree"], { cwd: root, input: "", encoding: "utf8" }).trim();
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: "t",
    GIT_AUTHOR_EMAIL: "t@t.invalid",
    GIT_COMMITTER_NAME: "t",
    GIT_COMMITTER_EMAIL: "t@t.invalid",
  };
  return execFileSync("git", ["commit-tree", tree, "-m", "x"], {
    cwd: root,
    env,
    encoding: "utf8",
  }).trim();
}

async function serve(answer: Answerer): Promise<FakeServer> {
  const server = await fakeServer(answer);
  endings.push(() => server.close());
  return server;
}

function publish(shop: StoreWorkspace, ...args: readonly string[]): Promise<Told> {
  return shop.halyard(["publish", "--revision", "abc123", "--now", now, ...args]);
}

function bodies(server: FakeServer, method: string): readonly (readonly [string, unknown])[] {
  return server.questions
    .filter((question) => question.method === method)
    .map(({ path, body }) => [path, JSON.parse(body)]);
}

const published = { code: 0, stdout: "main: 3 references published\n", stderr: "" };

test("LaunchDarkly gets the branch's references, and an event for each flag that is gone", async () => {
  const known = {
    references: [
      { path: "src/old.ts", hunks: [{ startingLineNumber: 1, projKey: "shop", flagKey: "gone" }] },
    ],
  };
  const server = await serve(({ method, path, headers }: Question) => {
    if (headers.authorization !== token) return 401;
    if (method !== "GET") return {};
    return path.endsWith("/branches/main") ? known : undefined;
  });
  const shop = repository({ type: "launchdarkly", project: "shop" }, server.url);
  expect(await publish(shop)).toEqual(published);
  const home = "/api/v2/code-refs/repositories";
  const [created, events] = bodies(server, "POST");
  expect(created).toEqual([
    home,
    {
      type: "custom",
      name: "shop",
      defaultBranch: "main",
      sourceLink: "https://git.example.test/team/shop",
      commitUrlTemplate: "https://git.example.test/team/shop/commit/${sha}",
      hunkUrlTemplate: "https://git.example.test/team/shop/blob/${sha}/${filePath}#L${lineNumber}",
    },
  ]);
  const hunk = (startingLineNumber: number, flagKey: string) => ({
    startingLineNumber,
    projKey: "shop",
    flagKey,
    contentHash: expect.stringMatching(/^[\da-f]{64}$/),
  });
  const hunks = [hunk(2, "new-nav"), hunk(3, "new-nav"), hunk(3, "other-in-store")];
  expect(bodies(server, "PUT")).toEqual([
    [
      `${home}/shop/branches/main`,
      {
        name: "main",
        head: "abc123",
        syncTime: Date.parse(now),
        references: [{ path: "src/a.ts", hunks }],
      },
    ],
  ]);
  expect(events).toEqual([
    `${home}/shop/branches/main/extinction-events`,
    [{ revision: "abc123", message: "", time: Date.parse(now), projKey: "shop", flagKey: "gone" }],
  ]);
});

test("Flagsmith gets a scan", async () => {
  const server = await serve(({ headers }) =>
    headers.authorization === `Api-Key ${token}` ? {} : 401,
  );
  const shop = repository({ type: "flagsmith", project: "7" }, server.url);
  expect(await publish(shop)).toEqual(published);
  const at = (feature_name: string, line_number: number) => ({
    feature_name,
    file_path: "src/a.ts",
    line_number,
  });
  expect(bodies(server, "POST")).toEqual([
    [
      "/api/v1/projects/7/code-references/",
      {
        repository_url: "https://git.example.test/team/shop",
        vcs_provider: "github",
        revision: "abc123",
        code_references: [at("new-nav", 2), at("new-nav", 3), at("other-in-store", 3)],
      },
    ],
  ]);
});

test("GrowthBook gets references without source text", async () => {
  const server = await serve(({ headers }) =>
    headers.authorization === `Bearer ${token}` ? { featuresUpdated: [] } : 401,
  );
  const shop = repository({ type: "growthbook" }, server.url);
  expect(await publish(shop)).toEqual(published);
  expect(server.questions[0]?.query.get("deleteMissing")).toBe("true");
  const [[path, body] = []] = bodies(server, "POST");
  expect(path).toBe("/api/v1/code-refs");
  expect(body).toMatchObject({ branch: "main", repoName: "shop" });
  const { refs } = body as { refs: readonly object[] };
  expect(refs).toHaveLength(3);
  expect(refs[0]).toEqual({
    filePath: "src/a.ts",
    startingLineNumber: 2,
    lines: "",
    flagKey: "new-nav",
    contentHash: expect.stringMatching(/^[\da-f]{64}$/),
  });
});

test("ConfigCat gets references by the settings' numbers, and the branches that are left", async () => {
  const basic = `Basic ${Buffer.from(token).toString("base64")}`;
  const server = await serve(({ headers, path }) => {
    if (headers.authorization !== basic) return 401;
    return path.endsWith("/settings") ? [{ settingId: 11, key: "new-nav" }] : {};
  });
  const shop = repository({ type: "configcat", project: "c1" }, server.url);
  expect(await publish(shop)).toEqual(published);
  const place = (lineNumber: number) => ({
    file: "src/a.ts",
    fileUrl: `https://git.example.test/team/shop/blob/abc123/src/a.ts#L${lineNumber}`,
    preLines: [],
    postLines: [],
    referenceLine: { lineText: "", lineNumber },
  });
  expect(bodies(server, "POST")).toEqual([
    [
      "/v1/code-references",
      {
        configId: "c1",
        repository: "shop",
        branch: "main",
        commitHash: "abc123",
        commitUrl: "https://git.example.test/team/shop/commit/abc123",
        uploader: "halyard",
        activeBranches: ["main", "topic"],
        flagReferences: [{ settingId: 11, references: [place(2), place(3)] }],
      },
    ],
  ]);
});

test("a dry run tells nobody, and nothing secret is in it", async () => {
  const server = await serve(() => ({}));
  const shop = repository({ type: "growthbook" }, server.url);
  const { code: status, stdout } = await publish(shop, "--dry-run");
  expect(status).toBe(0);
  expect(server.questions).toEqual([]);
  expect(stdout).not.toContain(token);
  const { main } = JSON.parse(stdout);
  expect(main).toMatchObject({ repository: "shop", branch: "main", commit: "abc123" });
  expect(main.references).toHaveLength(3);
});

test("a store that refuses is told, and so is one that takes no references", async () => {
  const server = await serve(() => 403);
  const refused = await publish(repository({ type: "growthbook" }, server.url));
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("(403)");
  expect(refused.stderr).not.toContain(token);
  const none = await publish(repository({ type: "tggl" }, server.url));
  expect(none.code).toBe(2);
  expect(none.stderr).toContain("takes no code references");
});

test("a registry with an error publishes nothing", async () => {
  const server = await serve(() => ({}));
  const shop = repository({ type: "growthbook" }, server.url);
  shop.write("flags.json", '{ "flags": {');
  const { code: status, stderr } = await publish(shop);
  expect(status).toBe(2);
  expect(stderr).toContain("Nothing was published");
  expect(server.questions).toEqual([]);
});

test.each([
  ["git@git.example.test:team/shop.git", "https://git.example.test/team/shop"],
  ["ssh://git@git.example.test:2222/team/shop.git", "https://git.example.test/team/shop"],
  ["https://me:secret@git.example.test/team/shop", "https://git.example.test/team/shop"],
  ["/srv/git/shop.git", undefined],
  ["C:\\git\\shop", undefined],
  ["file:///srv/git/shop", undefined],
])("%s on the web is %s", (origin, address) => {
  expect(webAddress(origin)).toBe(address);
});
