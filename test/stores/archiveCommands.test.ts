import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { archivable, fakeOf, now, serve, token, unleashStore, workspace } from "./storeCommands.js";

test("can-archive tells its verdict by exit code, as text and as data", async () => {
  const server = await serve(fakeOf("unleash"));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  const later = ["--now", "2026-12-20"];
  const ask = (...args: readonly string[]) =>
    shop.halyard(["can-archive", "new-nav", ...args, ...later]);
  expect((await ask()).code).toBe(3);
  await shop.halyard(["sync", ...later]);
  const careful = await ask();
  expect(careful.code).toBe(1);
  expect(careful.stdout).toContain("new-nav: caution\n");
  expect(careful.stdout).toMatch(/caution {2}deployed/);
  shop.write(
    "src/a.ts",
    'import { isEnabled } from "./flags";\nexport const a = () => isEnabled("new-nav");\n',
  );
  const blocked = await ask("--format", "json");
  expect(blocked.code).toBe(3);
  const { checks } = JSON.parse(blocked.stdout);
  expect(checks[1]).toMatchObject({ id: "references", evidence: [{ path: "src/a.ts", line: 2 }] });
});

test("archive archives in the store, buries the key, and everyone knows", async () => {
  const archived = { done: false };
  const server = await serve(archivable(archived));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  await shop.halyard(["sync", ...now]);
  const refused = await shop.halyard(["archive", "new-nav", ...now]);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("(deployed, evaluated)");
  const allowed = [
    "--allow",
    "deployed",
    "--allow",
    "evaluated",
    "--reason",
    "it was never released",
  ];
  const done = await shop.halyard(["archive", "new-nav", ...allowed, ...now]);
  expect(done.code, done.stderr).toBe(0);
  expect(archived.done).toBe(true);
  const { tombstones } = JSON.parse(shop.read("halyard-tombstones.json"));
  expect(tombstones["new-nav"]).toEqual({
    store: "main",
    archived: "2026-11-22T12:00:00.000Z",
    reason: "it was never released",
  });
  const { main } = JSON.parse(shop.read("halyard-state.json")).stores;
  expect(main.flags["new-nav"].lifecycle.status).toBe("archived");
  const asked = server.questions.map(({ method, path }) => `${method} ${path}`);
  expect(asked).toContain("DELETE /api/admin/projects/default/features/new-nav");
  expect(asked.join("\n")).not.toContain("/delete");
});

test("without a configured project the flag's own is asked for", async () => {
  const archived = { done: false };
  const server = await serve(archivable(archived));
  const { project: _project, ...store } = unleashStore.main;
  const shop = workspace({ main: store }, { URL: server.url, TOKEN: token });
  const allowed = ["--allow", "deployed", "--allow", "evaluated", "--reason", "to see"];
  const { code, stderr } = await shop.halyard(["archive", "new-nav", ...allowed, ...now]);
  expect(code, stderr).toBe(0);
  expect(archived.done).toBe(true);
  expect(stderr).toContain('Take its entry out of flags.json, or set its status to "archived".');
});

test("tombstones that cannot be read are not written over", async () => {
  const archived = { done: false };
  const server = await serve(archivable(archived));
  const broken = '{ "tombstonesVersion": 1, "tombstones": { "older": { "archived": "2026-01-01" }';
  const files = { "halyard-tombstones.json": broken };
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token }, files);
  const allowed = ["--allow", "deployed", "--allow", "evaluated", "--reason", "to see"];
  const { code, stderr } = await shop.halyard(["archive", "new-nav", ...allowed, ...now]);
  expect(code).toBe(2);
  expect(stderr).toContain("halyard-tombstones.json:1:");
  expect(shop.read("halyard-tombstones.json")).toBe(broken);
  expect(archived.done).toBe(false);
});

test("archive asks the store how it is now, and gives up where it cannot", async () => {
  const archived = { done: false };
  const server = await serve(archivable(archived));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  await shop.halyard(["sync", ...now]);
  server.trouble({ kind: "html" });
  const { code, stderr } = await shop.halyard(["archive", "new-nav", ...now]);
  expect(code).toBe(2);
  expect(stderr).toContain("not JSON");
  expect(archived.done).toBe(false);
});

test("a store that refuses is heard, and no tombstone is written", async () => {
  const server = await serve(archivable({ done: false }, ["child"]));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  const allowed = ["--allow", "deployed", "--allow", "evaluated", "--reason", "to see"];
  await shop.halyard(["sync", ...now]);
  const told = await shop.halyard(["archive", "new-nav", ...allowed, ...now]);
  expect(told.code).toBe(3);
  expect(told.stderr).toContain("because other flags depend on it");
  expect(() => shop.read("halyard-tombstones.json")).toThrow();
});

test("a store without a way to archive leaves it to people, and takes their word for the tombstone", async () => {
  const server = await serve(fakeOf("tggl"));
  const shop = workspace(
    { main: { type: "tggl", url: "env:URL", token: "env:TOKEN" } },
    { URL: server.url, TOKEN: token },
  );
  const allowed = ["--allow", "deployed", "--allow", "evaluated", "--reason", "done by hand"];
  await shop.halyard(["sync", ...now]);
  const told = await shop.halyard(["archive", "new-nav", ...allowed, ...now]);
  expect(told.code).toBe(3);
  expect(told.stderr).toContain("--tombstone-only");
  const byHand = await shop.halyard(["archive", "new-nav", "--tombstone-only", ...allowed, ...now]);
  expect(byHand.code, byHand.stderr).toBe(0);
  expect(shop.read("halyard-tombstones.json")).toContain('"new-nav"');
});

test.each([
  [["archive", "new-nav", "--allow", "deployed"], "--allow needs --reason"],
  [
    ["archive", "new-nav", "--allow", "deployd", "--reason", "x"],
    'no check "deployd". Did you mean "deployed"?',
  ],
  [["archive"], "Name the flag"],
  [["can-archive", "new-nav", "--deployed", "2026-02-30"], "--deployed cannot be"],
  [["can-archive", "new-nav", "--deployed", "no-such-tag"], "git knows no commit"],
  [["can-archive", "new-nav", "--references", "missing.json"], "cannot read missing.json"],
  [["can-archive", "new-nav", "--references", "flags.json"], "flags.json is no report"],
  [["can-archive", "new-nav", "--references", "http://flags.example.test/a.json"], "is not https"],
])("%j is wrong usage", async (args, words) => {
  const shop = workspace(unleashStore, {});
  const { code, stdout, stderr } = await shop.halyard([...args, ...now]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(words);
});

test("--deployed takes a commit that no longer names the flag", async () => {
  const server = await serve(fakeOf("unleash"));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  const git = (...args: readonly string[]): void => {
    const settings = ["-c", "user.name=t", "-c", "user.email=t@t.invalid"];
    const env = { ...process.env, GIT_COMMITTER_DATE: "2026-11-21T09:00:00Z" };
    execFileSync("git", [...settings, ...args], { cwd: shop.root, env, stdio: "pipe" });
  };
  await shop.halyard(["sync", ...now]);
  git("init", "-q");
  shop.write(
    "src/a.ts",
    'import { isEnabled } from "./flags";\nexport const a = () => isEnabled("new-nav");\n',
  );
  git("add", "-A");
  git("commit", "-qm", "with the flag");
  git("tag", "with");
  shop.write("src/a.ts", "export const a = () => true;\n");
  git("commit", "-qam", "without the flag");
  const early = await shop.halyard(["can-archive", "new-nav", "--deployed", "with", ...now]);
  expect(early.code).toBe(2);
  expect(early.stderr).toContain("still names the flag (src/a.ts)");
  const { stdout } = await shop.halyard(["can-archive", "new-nav", "--deployed", "HEAD", ...now]);
  expect(stdout).toContain("production runs without it since 2026-11-21 (1 day), not yet");
  const later = ["--now", "2026-12-20T00:00:00Z"];
  await shop.halyard(["sync", ...later]);
  const safe = await shop.halyard(["can-archive", "new-nav", "--deployed", "HEAD", ...later]);
  expect(safe.code, safe.stdout).toBe(0);
});

test("--references counts what other repositories read: in a file, a folder or on the web", async () => {
  const server = await serve(fakeOf("unleash"));
  const code =
    'import { isEnabled } from "./flags";\nexport const a = () => isEnabled("new-nav");\n';
  const web = workspace({}, {}, { "src/b.ts": code });
  const report = (await web.halyard(["index", "--format", "report", ...now])).stdout;
  const files = {
    "reports/web.json": report,
    "reports/changed.txt": report.replace("b.ts", "c.ts"),
  };
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token }, files);
  const storage = await serve(({ path }) =>
    path === "/bucket/web.json" ? JSON.parse(report) : 404,
  );
  await shop.halyard(["sync", ...now]);
  const ask = (where: string) =>
    shop.halyard(["can-archive", "new-nav", "--references", where, ...now]);
  const address = `${storage.url}/bucket/web.json?signature=s3cret`;
  for (const where of ["reports/web.json", "reports", address]) {
    const { code: status, stdout } = await ask(where);
    expect(status).toBe(3);
    expect(stdout).toContain("web: src/b.ts:2");
  }
  const changed = await ask("reports/changed.txt");
  expect(changed).toMatchObject({ code: 2, stdout: "" });
  expect(changed.stderr).toContain("reports/changed.txt was changed");
  const gone = await ask(address.replace("web.json", "none.json"));
  expect(gone.stderr).toContain("has no report there (404)");
  expect(gone.stderr).not.toContain("s3cret");
  storage.trouble({ kind: "redirect", to: `${server.url}/` });
  expect((await ask(address)).stderr).toContain("another host");
});
