/**
 * Publishes the extension to the VS Code Marketplace and to Open VSX: `node release.mjs [--dry-run] [--package FILE]`.
 *
 * Packs it (or takes FILE), checks everything that a person would regret later, and publishes the same file to both.
 * A dry run does all but the last, and prints what it would have published. Tokens come from the environment alone
 * (`VSCE_PAT`, `OVSX_PAT`), and each publisher sees its own only. After a failure of one it can be run again: what is
 * published already stays.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { faultsOfPackage } from "./release/checkPackage.mjs";
import { faultsOfImages, faultsOfVersion, imagesOf, isPreRelease } from "./release/checkTexts.mjs";
import { outsideTool, ovsx, run, tokenNames, vsce, withTokens } from "./release/outsideTool.mjs";
import { readZip } from "./release/readZip.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: given } = parseArgs({
  options: { "dry-run": { type: "boolean" }, package: { type: "string" } },
});
const isDryRun = given["dry-run"] === true;
const { version } = JSON.parse(read("package.json"));
const { GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_SHA, GITHUB_REF_TYPE, GITHUB_REF_NAME } =
  process.env;
const onTheWeb =
  GITHUB_REPOSITORY === undefined
    ? undefined
    : (/** @type {"blob" | "raw"} */ kind) =>
        `${GITHUB_SERVER_URL ?? ""}/${GITHUB_REPOSITORY}/${kind}/${GITHUB_SHA ?? "HEAD"}/extension`;

const file = given.package === undefined ? packed() : resolve(given.package);
const bytes = readFileSync(file);
const files = filesOf(bytes);
const faults = [
  ...(files === undefined
    ? ["The package cannot be read."]
    : faultsOfPackage({ size: bytes.length, files })),
  ...faultsOfVersion({
    version,
    changelog: read("CHANGELOG.md"),
    tag: GITHUB_REF_TYPE === "tag" ? GITHUB_REF_NAME : undefined,
  }),
  ...faultsOfImages(read("README.md"), here),
  ...(isDryRun ? [] : publishingFaults()),
];

const channel = isPreRelease(version) ? "pre-release" : "release";
const size = `${(bytes.length / 1024 / 1024).toFixed(2)} MB`;
console.log(`halyard-vscode ${version} (${channel}), ${size}, ${files?.size ?? 0} files`);
console.log(`sha256 ${createHash("sha256").update(bytes).digest("hex")}`);
for (const name of [...(files?.keys() ?? [])].sort()) console.log(`  ${name}`);
const pictures = imagesOf(read("README.md")).map(({ source }) => source);
console.log(`Pictures of the page: ${pictures.join(", ") || "none"}`);
if (faults.length > 0) {
  console.error(`\nNot fit to be published:\n${faults.map((fault) => `- ${fault}\n`).join("")}`);
  process.exit(1);
}

const publishers = [
  {
    title: "VS Code Marketplace",
    tool: vsce,
    args: ["publish", "--skip-duplicate", "--packagePath", file],
    token: "VSCE_PAT",
  },
  { title: "Open VSX", tool: ovsx, args: ["publish", "--skip-duplicate", file], token: "OVSX_PAT" },
];
for (const { title, tool, args, token } of publishers) {
  if (isDryRun) {
    console.log(`Would publish to ${title}: ${tool.name} ${args.join(" ")} (token: ${token})`);
    continue;
  }
  console.log(`Publishing to ${title}`);
  run(process.execPath, [outsideTool(tool), ...args], { cwd: here, env: withTokens([token]) });
}

/** @param {string} path From the extension's folder. */
function read(path) {
  return readFileSync(join(here, path), "utf8");
}

function packed() {
  const target = join(here, `halyard-${version}.vsix`);
  run(process.execPath, [join(here, "build.mjs")], { cwd: here });
  const links =
    onTheWeb === undefined
      ? []
      : ["--content-url", onTheWeb("blob"), "--images-url", onTheWeb("raw")];
  run(process.execPath, [join(here, "package.mjs"), target, ...links], { cwd: here });
  return target;
}

/** @param {Buffer} vsix */
function filesOf(vsix) {
  try {
    return readZip(vsix);
  } catch {
    return undefined;
  }
}

/** What a real run needs beside a good package. */
function publishingFaults() {
  const missing = tokenNames.filter((name) => (process.env[name] ?? "") === "");
  const faults = missing.map((name) => `${name} is not set; it holds the marketplace's token.`);
  if (onTheWeb === undefined) {
    faults.push("GITHUB_REPOSITORY is not set, so nobody would see the page's pictures.");
  }
  return faults;
}
