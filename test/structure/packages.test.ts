import { expect, test } from "vitest";
import { pageOf, repositoryFiles } from "./repository.js";

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly bin?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly link?: boolean;
}

const locked = JSON.parse(pageOf("package-lock.json")).packages as Record<string, Manifest>;
const workspaces = repositoryFiles()
  .filter((path) => /^(?:[\w-]+|examples\/[\w-]+)\/package\.json$/.test(path))
  .map((path) => path.slice(0, -"/package.json".length));

function manifestOf(workspace: string): Manifest {
  return JSON.parse(
    pageOf(workspace === "" ? "package.json" : `${workspace}/package.json`),
  ) as Manifest;
}

test.each(["", ...workspaces])(
  "the lock knows what %j asks for, so that npm ci works",
  (workspace) => {
    const { name, dependencies, devDependencies } = manifestOf(workspace);
    const entry = locked[workspace];
    expect(entry?.dependencies).toEqual(dependencies);
    expect(entry?.devDependencies).toEqual(devDependencies);
    if (workspace !== "") {
      expect(locked[`node_modules/${name ?? ""}`]).toMatchObject({
        resolved: workspace,
        link: true,
      });
    }
  },
);

test("the lock names no place to fetch a package from", () => {
  const named = Object.entries(locked).filter(([, { resolved }]) => resolved?.includes("://"));
  expect(named).toEqual([]);
});

test.each(workspaces)("%s runs nothing when it is installed and names its licence", (workspace) => {
  const { scripts = {}, license } = manifestOf(workspace);
  const onInstall = ["preinstall", "install", "postinstall", "prepare"];
  expect(Object.keys(scripts).filter((script) => onInstall.includes(script))).toEqual([]);
  expect(license).toBe("MIT");
});

test("packages that share a release share a version", () => {
  const { fixed } = JSON.parse(pageOf(".changeset/config.json")) as { fixed: string[][] };
  for (const group of fixed) {
    const versions = workspaces
      .map(manifestOf)
      .filter(({ name }) => name !== undefined && group.includes(name))
      .map(({ version }) => version);
    expect(versions).toHaveLength(group.length);
    expect(new Set(versions).size).toBe(1);
  }
});
