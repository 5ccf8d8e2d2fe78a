// Compares the index with findReferences of a full ts-morph project, place by place, on a real repository.
//
//   node bench/oracle/oracle.mjs --checkouts DIR (desktop | unleash)
//
// DIR holds the checkouts by name; HALYARD_CHECKOUTS says the same. bench/detection holds the configurations.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Node, Project, SyntaxKind, ts } from "ts-morph";

const here = dirname(fileURLToPath(import.meta.url));
const halyard = join(here, "../../cli/bin/halyard.js");
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { checkouts: { type: "string", default: process.env.HALYARD_CHECKOUTS } },
});
const [name] = positionals;
const repositories = { desktop, unleash };
if (options.checkouts === undefined || !Object.hasOwn(repositories, name ?? "")) {
  console.error("Usage: node bench/oracle/oracle.mjs --checkouts DIR (desktop | unleash)");
  process.exit(2);
}
const root = join(options.checkouts, name);
const { found, looked, ...cost } = repositories[name]();
console.log(`${name}: full project of ${cost.files} files, ${looked} declarations looked up`);
console.log(
  `  load ${cost.load} s, references ${cost.references} s, ${cost.memory} MB at the peak`,
);
compare(found, indexed());

/** One exported function per flag: every use of each, but imports and exports. */
function desktop() {
  const { project, load } = loaded({ allowJs: false, jsx: ts.JsxEmit.React }, [""]);
  const declarations = project.getSourceFileOrThrow(join(root, "app/src/lib/feature-flag.ts"));
  const exported = [...declarations.getExportedDeclarations()];
  return measured(project, load, exported.length, (found) => {
    for (const [key, [declaration]] of exported) {
      for (const use of usesOf(declaration.getNameNode())) found.add(placeOf(use, key));
    }
  });
}

/** Calls of the resolver and the hook, and uses of the members of the flags type. */
function unleash() {
  const { project, load } = loaded({ allowJs: false, jsx: ts.JsxEmit.ReactJSX }, ["frontend/"]);
  const experimental = project.getSourceFileOrThrow(join(root, "src/lib/types/experimental.ts"));
  const uiConfig = project.getSourceFileOrThrow(join(root, "frontend/src/interfaces/uiConfig.ts"));
  const hooks = project.getSourceFileOrThrow(join(root, "frontend/src/hooks/useUiFlag.ts"));
  const resolver = experimental.getInterfaceOrThrow("IFlagResolver");
  const external = experimental.getInterfaceOrThrow("IExternalFlagResolver");
  const called = [
    ...[resolver, external].flatMap((one) =>
      ["isEnabled", "getVariant"].map((method) =>
        (one.getMethod(method) ?? one.getPropertyOrThrow(method)).getNameNode(),
      ),
    ),
    hooks.getVariableDeclarationOrThrow("useUiFlag").getNameNode(),
  ];
  const members = uiConfig
    .getTypeAliasOrThrow("UiFlags")
    .getTypeNodeOrThrow()
    .getDescendantsOfKind(SyntaxKind.PropertySignature);
  return measured(project, load, called.length + members.length, (found) => {
    for (const one of called) for (const use of usesOf(one)) addKeys(use, found);
    for (const member of members) {
      const key = member.getName().replaceAll(/["']/g, "");
      for (const use of usesOf(member.getNameNode())) found.add(placeOf(use, key));
    }
  });
}

function addKeys(use, found) {
  const call = callOf(use);
  const argument = call?.getArguments()[0];
  if (argument === undefined) return;
  const type = argument.getType();
  const literal = type.isUnion() && Node.isConditionalExpression(argument) ? null : type;
  const arms = literal === null ? [argument.getWhenTrue(), argument.getWhenFalse()] : [argument];
  for (const arm of arms) {
    const value = arm.getType().getLiteralValue();
    if (typeof value === "string") found.add(placeOf(arm, value));
  }
}

/** Without installed packages, whatever comes from one is `any`; the repository's own types hold. */
function loaded(compilerOptions, configured) {
  const started = performance.now();
  const project = new Project({
    compilerOptions: {
      ...compilerOptions,
      skipLibCheck: true,
      strict: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: pathsOf(configured),
    },
  });
  for (const path of sourcesIn(root)) project.addSourceFileAtPath(path);
  project.getProgram().compilerObject.getTypeChecker();
  return { project, load: seconds(started) };
}

/** Aliases that the repositories' own tsconfig files declare, absolute. */
function pathsOf(folders) {
  const paths = {};
  for (const folder of folders) {
    const { config } = ts.readConfigFile(join(root, folder, "tsconfig.json"), ts.sys.readFile);
    const { baseUrl = ".", paths: own = {} } = config?.compilerOptions ?? {};
    for (const [pattern, targets] of Object.entries(own)) {
      paths[pattern] = targets.map((target) => join(root, folder, baseUrl, target));
    }
    if (config?.compilerOptions?.baseUrl !== undefined) {
      paths["*"] = [join(root, folder, baseUrl, "*")];
    }
  }
  return paths;
}

function measured(project, load, looked, collect) {
  const started = performance.now();
  const found = new Set();
  collect(found);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const files = project.getSourceFiles().length;
  return { found, looked, files, load, references: seconds(started), memory };
}

function usesOf(name) {
  return name.findReferencesAsNodes().filter((node) => {
    const parent = node.getParent();
    return !(
      (node.getSourceFile() === name.getSourceFile() && node.getStart() === name.getStart()) ||
      Node.isImportSpecifier(parent) ||
      Node.isExportSpecifier(parent)
    );
  });
}

function callOf(use) {
  const parent = use.getParent();
  const callee = Node.isPropertyAccessExpression(parent) ? parent : use;
  const call = callee.getParent();
  return Node.isCallExpression(call) && call.getExpression() === callee ? call : undefined;
}

function placeOf(node, key) {
  const { line, column } = node.getSourceFile().getLineAndColumnAtPos(node.getStart());
  return `${relative(root, node.getSourceFile().getFilePath())}:${line}:${column} ${key}`;
}

function* sourcesIn(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.name === "node_modules" || entry.name.startsWith(".git")) continue;
    if (entry.isDirectory()) yield* sourcesIn(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

function indexed() {
  const config = join(here, `../detection/${name}.halyard.json`);
  const args = ["index", "--cwd", root, "--config", config, "--format", "json", "--no-cache"];
  const run = spawnSync(process.execPath, [halyard, ...args, "--now", "2026-01-01"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`halyard index failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

function compare(oracle, references) {
  const index = new Map(
    references.map((one) => [`${one.path}:${one.line}:${one.column} ${one.flagKey}`, one]),
  );
  const both = [...oracle].filter((place) => index.has(place));
  console.log(`  oracle ${oracle.size}, index ${index.size}, both ${both.length}`);
  for (const place of [...oracle].filter((one) => !index.has(one)).sort()) {
    console.log(`  oracle only  ${place}  ${lineAt(place)}`);
  }
  for (const [place, { matcher }] of [...index].filter(([one]) => !oracle.has(one))) {
    console.log(`  index only   ${place}  ${matcher}  ${lineAt(place)}`);
  }
}

function lineAt(place) {
  const [, path = "", line = "1"] = /^(.*?):(\d+):/.exec(place) ?? [];
  const text = readFileSync(join(root, path), "utf8").split("\n")[Number(line) - 1] ?? "";
  return text.trim().slice(0, 100);
}

function seconds(started) {
  return ((performance.now() - started) / 1000).toFixed(1);
}
