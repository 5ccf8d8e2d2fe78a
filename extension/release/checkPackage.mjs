/**
 * What a packed extension must be before anybody gets it. Every check answers with sentences about what is wrong.
 *
 * @typedef {{ readonly size: number, readonly files: ReadonlyMap<string, () => Buffer> }} Vsix
 */

/** The most that a package may weigh, in bytes. */
export const sizeLimit = 4 * 1024 * 1024;

/** What may be in a package; the example is a small application, with its sources. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package\.json|package\.nls(?:\.\w+)?\.json)$/,
  /^extension\/(?:readme\.md|changelog\.md|LICENSE(?:\.txt|\.md)?)$/i,
  /^extension\/dist\/(?:extension|running)\.cjs$/,
  /^extension\/dist\/(?:package\.json|THIRD-PARTY-NOTICES\.txt)$/,
  /^extension\/dist\/webview\/dashboard\.js$/,
  /^extension\/dist\/tools\/[\w-]+\.js$/,
  /^extension\/dist\/docs\/(?:rules\/[\w-]+|problems|suppressions)\.md$/,
  /^extension\/dist\/example\/(?!.*(?:node_modules|\.env))/,
  /^extension\/l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^extension\/media\/[\w-]+\.(?:png|svg|css)$/,
  /^extension\/schema\/[\w.-]+\.schema\.json$/,
  /^extension\/snippets\/\w+\.json$/,
  /^extension\/walkthrough\/\w+\.md$/,
];

const needed = [
  "extension/package.json",
  "extension/package.nls.json",
  "extension/dist/extension.cjs",
  "extension/dist/running.cjs",
  "extension/dist/THIRD-PARTY-NOTICES.txt",
  "extension/dist/webview/dashboard.js",
  "extension/dist/tools/server.js",
  "extension/dist/tools/halyard.js",
  "extension/dist/tools/parserWorker.js",
  "extension/dist/tools/removalThread.js",
  "extension/dist/example/flags.json",
];

/**
 * Everything that is wrong with a package; empty for a good one.
 *
 * @param {Vsix} vsix
 * @returns {readonly string[]}
 */
export function faultsOfPackage(vsix) {
  const names = [...vsix.files.keys()].filter((name) => !name.endsWith("/"));
  const missing = needed.filter((name) => !vsix.files.has(name));
  const faults = [
    ...sizeFaults(vsix.size),
    ...names
      .filter((name) => !allowed.some((pattern) => pattern.test(name)))
      .map((name) => `${name} does not belong into the package.`),
    ...missing.map((name) => `${name} is missing.`),
    ...pageFaults(names),
  ];
  const manifest = vsix.files.get("extension/package.json");
  return manifest === undefined
    ? faults
    : [...faults, ...manifestFaults(vsix, JSON.parse(manifest().toString("utf8")))];
}

/** @param {number} size */
function sizeFaults(size) {
  const megabytes = (size / 1024 / 1024).toFixed(2);
  return size > sizeLimit ? [`The package has ${megabytes} MB; 4 MB is the most.`] : [];
}

/** @param {readonly string[]} names */
function pageFaults(names) {
  const pages = { readme: "README", changelog: "change log", license: "licence" };
  return Object.entries(pages).flatMap(([page, title]) =>
    names.some((name) => new RegExp(`^extension/${page}(?:\\.|$)`, "i").test(name))
      ? []
      : [`The ${title} is missing.`],
  );
}

/**
 * @param {Vsix} vsix
 * @param {Record<string, unknown>} manifest
 */
function manifestFaults({ files }, manifest) {
  const faults = [];
  for (const field of [
    "name",
    "displayName",
    "description",
    "version",
    "publisher",
    "license",
    "icon",
  ]) {
    if (typeof manifest[field] !== "string") faults.push(`The manifest has no ${field}.`);
  }
  for (const path of pathsIn(manifest)) {
    if (!files.has(`extension/${path}`))
      faults.push(`The manifest names ${path}, which is missing.`);
  }
  const icon =
    typeof manifest.icon === "string" ? files.get(`extension/${manifest.icon}`) : undefined;
  if (icon !== undefined) faults.push(...iconFaults(icon()));
  const tools = files.get("extension/dist/package.json");
  const bundled = tools === undefined ? {} : JSON.parse(tools().toString("utf8"));
  if (tools !== undefined && bundled.version !== manifest.version) {
    faults.push(`The tools say that they are ${bundled.version}, not ${String(manifest.version)}.`);
  }
  return faults;
}

/**
 * Every path of a file that the manifest names, from the extension's root.
 *
 * @param {unknown} value
 * @returns {readonly string[]}
 */
function pathsIn(value) {
  if (typeof value === "string") {
    const path = value.replace(/^\.\//, "");
    const isFile = /^(?:dist|media|schema|snippets|walkthrough)\/[\w/.-]+\.\w+$/.test(path);
    return isFile ? [path] : [];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

/**
 * A PNG of at least 128 by 128; the marketplaces show no other kind.
 *
 * @param {Buffer} bytes
 */
function iconFaults(bytes) {
  const isPng = bytes.subarray(1, 4).toString("latin1") === "PNG";
  const [width, height] = isPng ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [0, 0];
  return Math.min(width, height) < 128 ? ["The icon is no PNG of at least 128 by 128."] : [];
}
