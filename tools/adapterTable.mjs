/** The part of `docs/adapters.md` that follows from the adapters themselves. */
const marked = /<!-- adapters -->\n[\s\S]*?<!-- \/adapters -->/;

/**
 * Fills the marked part of the page with every adapter's packages and shapes.
 *
 * @param {string} page
 * @param {readonly Adapter[]} adapters
 * @returns {string}
 */
export function withAdapterTable(page, adapters) {
  const sections = [overviewOf(adapters), ...adapters.map(sectionOf)].join("\n\n");
  return page.replace(marked, () => `<!-- adapters -->\n\n${sections}\n\n<!-- /adapters -->`);
}

/** @param {readonly Adapter[]} adapters */
function overviewOf(adapters) {
  const rows = adapters.map(
    ({ name, title, packages }) =>
      `| [${title}](#${anchorOf(title)}) | \`${name}\` | ${packages.map(code).join("<br>")} |`,
  );
  return ["| SDK | Adapter | Packages |", "| --- | --- | --- |", ...rows].join("\n");
}

/** @param {Adapter} adapter */
function sectionOf({ title, name, matchers }) {
  const rows = matchers.map((matcher) => {
    const shapes = shapesOf(matcher).map(code).join("<br>");
    return `| ${shapes} | \`${name}/${matcher.name ?? matcher.kind}\` | ${valueOf(matcher)} |`;
  });
  return [`## ${title}`, "", "| Shape | Matcher | Value |", "| --- | --- | --- |", ...rows].join(
    "\n",
  );
}

/**
 * How the shapes of a matcher look in code.
 *
 * @param {Matcher} matcher
 * @returns {string[]}
 */
function shapesOf(matcher) {
  switch (matcher.kind) {
    case "method":
      return matcher.methods.map((method) => `.${method}(${argumentsOf(matcher)})`);
    case "call":
    case "hook":
    case "selector":
    case "hoc":
    case "migration":
      return matcher.names.map((name) => `${name}(${argumentsOf(matcher)})`);
    case "decorator":
      return matcher.names.map((name) => `@${name}(${argumentsOf(matcher)})`);
    case "component":
      return matcher.names.map((name) => {
        const key = matcher.keyList ? `${matcher.key}={[key]}` : `${matcher.key}={key}`;
        const props = matcher.default ? `${key} ${matcher.default}={default}` : key;
        return `<${name} ${props}>`;
      });
    case "property":
      return [
        ...(matcher.calls ?? []).map((call) => `${call}().key`),
        ...(matcher.types ?? []).map((type) => `(flags: ${type}) => flags.key`),
        ...(matcher.literals ?? []).map((name) => `${name}: { key: … }`),
        ...(matcher.literalArguments ?? []).flatMap(({ names, argument }) =>
          names.map((name) => `${name}(${literalAt(argument)})`),
        ),
      ];
    case "constant":
      return (matcher.initializers ?? []).map((name) => `const x = ${name}({ key })`);
    case "env":
      return (matcher.keys ?? ["*"]).map((key) => `process.env.${key}`);
    default:
      return [];
  }
}

/**
 * The arguments as far as they matter: `_, key, default`.
 *
 * @param {Extract<Matcher, { key: number | string }>} matcher
 */
function argumentsOf(matcher) {
  const key = placeOf(matcher.key, "keyList" in matcher && matcher.keyList ? "[key]" : "key");
  const other =
    "default" in matcher && matcher.default !== undefined
      ? placeOf(matcher.default, "default")
      : undefined;
  if (other !== undefined && other.index === key.index) {
    return [...Array.from({ length: key.index }, () => "_"), merged(key.text, other.text)].join(
      ", ",
    );
  }
  const last = Math.max(key.index, other?.index ?? 0);
  return Array.from({ length: last + 1 }, (_, index) =>
    index === key.index ? key.text : index === other?.index ? other.text : "_",
  ).join(", ");
}

/**
 * @param {number | string} path
 * @param {string} leaf
 */
function placeOf(path, leaf) {
  const [index = "0", ...steps] = String(path).split(".");
  const text = steps.reduceRight(
    (inner, step) => (step === "*" ? `[${inner}]` : `{ ${step}: ${inner} }`),
    leaf,
  );
  return { index: Number(index), text };
}

/**
 * Two one-member objects as one.
 *
 * @param {string} left
 * @param {string} right
 */
function merged(left, right) {
  return `${left.slice(0, -2)}, ${right.slice(2)}`;
}

/** @param {Matcher} matcher */
function valueOf(matcher) {
  const type = matcher.valueType ?? "any";
  const words = type === "variant" ? "an object around the value" : type;
  if (matcher.access === "override" || setsOnly(matcher)) return "sets the flag";
  if (matcher.access === "mention") return "names the flag";
  return matcher.inverted ? `${words}, true when off` : words;
}

/**
 * @param {number | string} argument
 */
function literalAt(argument) {
  const { index, text } = placeOf(argument, "{ key: … }");
  return [...Array.from({ length: index }, () => "_"), text].join(", ");
}

/** @param {Matcher} matcher */
function setsOnly(matcher) {
  return matcher.kind === "property" && !matcher.objects && !matcher.calls && !matcher.types;
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/**
 * The anchor that GitHub gives a heading.
 *
 * @param {string} title
 */
function anchorOf(title) {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

/** @typedef {import("../core/src/adapters/model.js").Adapter} Adapter */
/** @typedef {import("../core/src/adapters/model.js").Matcher} Matcher */
