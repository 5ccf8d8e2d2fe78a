import type { Registry } from "../../registry/model.js";
import { containsSpan } from "../../text/span.js";
import { CallGraph } from "../follow/callGraph.js";
import { Entities } from "../follow/entities.js";
import type { FollowedCode } from "../follow/followMigrations.js";
import { Program, type FlowSource } from "../follow/program.js";
import type { MigrationCandidate } from "../model.js";
import { assembled } from "./assemble.js";
import { filesAskingByName } from "./askingNames.js";
import { candidateFiles, isCandidatePath } from "./candidateFiles.js";
import { FlagChoicesOf } from "./flagChoices.js";
import { Gates } from "./gates.js";
import { HandedSides } from "./handedSides.js";
import { Pairs } from "./pairs.js";
import { ReachedSymbols } from "./reachedSymbols.js";
import type { Sighting } from "./sighting.js";
import { sideTakersIn, type SideTaker, type TakenSide } from "./sideTakers.js";

/** Code that looks like a migration which no registry declares, by path and offset. */
export function candidatesIn(
  source: FlowSource,
  known: FollowedCode,
  registries: readonly Registry[],
): MigrationCandidate[] {
  const asking = candidateFiles(source);
  if (asking.length === 0) return [];
  const files = [...new Set([...asking, ...filesAskingByName(source)])].sort();
  const entities = new Entities(new Program(source));
  const choices = new FlagChoicesOf(source, registries);
  const gates = new Gates(entities, choices);
  const takers = files.flatMap((path) => {
    const facts = entities.program.factsOf(path);
    return facts === undefined ? [] : sideTakersIn(path, facts, entities, gates);
  });
  const look = (): Sighting[] => sightingsIn(files, takers, entities, gates, choices);
  let sightings = look();
  const makers = makersOf(sightings, source);
  if (makers.length > 0) {
    // Fields that hold a contract are told by what the class is made with.
    const graph = new CallGraph(entities, [...new Set([...files, ...makers])]);
    entities.argumentsOf = (path, func, index) => graph.argumentsOf(path, func, index);
    entities.forget();
    sightings = look();
  }
  const isKnown = knownBy(known);
  const ids = registries.flatMap(({ migrations }) => [...migrations.keys()]);
  return assembled(
    sightings.filter((one) => !isKnown(one)),
    new Set(ids),
  );
}

/** More files than these are not looked through for what a class is made with. */
const maximumMakers = 40;

/** Files that make the classes in whose fields sides stand that could not be named. */
function makersOf(sightings: readonly Sighting[], source: FlowSource): string[] {
  const unnamed = sightings.filter(
    ({ clients, old, new: next }) =>
      clients.some((one) => one.startsWith("this.")) &&
      (old.symbols.length === 0 || next.symbols.length === 0),
  );
  const classes = [...new Set(unnamed.map(({ inside }) => inside.name.split(".")[0] ?? ""))];
  if (classes.length === 0) return [];
  const paths = source.index.filesNamingAny?.(classes) ?? [];
  const made = new RegExp(`\\bnew (?:${classes.join("|")})\\(`, "u");
  const makers = paths.filter(
    (path) => isCandidatePath(path, source) && made.test(source.textOf(path) ?? ""),
  );
  return makers.length > maximumMakers ? [] : makers;
}

function sightingsIn(
  files: readonly string[],
  takers: readonly SideTaker[],
  entities: Entities,
  gates: Gates,
  choices: FlagChoicesOf,
): Sighting[] {
  const { source } = entities.program;
  const handing = new Set([...files, ...usersOf(takers, source)]);
  return [
    ...takers.map((one) => takerSighting(one, entities)),
    ...files.flatMap((path) => {
      const facts = entities.program.factsOf(path);
      return facts === undefined ? [] : new Pairs(path, facts, entities, gates).sightings();
    }),
    ...[...handing].sort().flatMap((path) => {
      const facts = entities.program.factsOf(path);
      if (facts === undefined) return [];
      return new HandedSides(path, facts, entities, { takers, choices }).sightings();
    }),
  ];
}

/** Whether a declared migration speaks of a sighting: of its flag, or of a call in it. */
function knownBy({ migrations }: FollowedCode): (one: Sighting) => boolean {
  const keys = new Set(
    [...migrations.keys()].flatMap(({ flags }) => flags.map(({ flagKey }) => flagKey)),
  );
  const calls = [...migrations.values()].flatMap((one) => one.calls);
  return ({ gates, place, old }) =>
    gates.some(({ flagKey }) => flagKey !== undefined && keys.has(flagKey)) ||
    calls.some((call) =>
      [place, old.place].some(
        ({ path, span }) => call.place.path === path && containsSpan(span, call.place.span),
      ),
    );
}

/** Files that name a function which takes both sides. */
function usersOf(takers: readonly SideTaker[], source: FlowSource): string[] {
  const names = takers.flatMap(({ site }) => site.name.split(".").at(-1) ?? []);
  if (names.length === 0) return [];
  return (source.index.filesNamingAny?.(names) ?? []).filter((path) => !source.isTest(path));
}

function takerSighting(
  { path, site, gates, old, new: next }: SideTaker,
  entities: Entities,
): Sighting {
  const symbols = new ReachedSymbols(entities);
  const sideOf = ({ label, call, isMember }: TakenSide): Sighting["old"] => {
    const text = isMember ? symbols.of(call.value.callee, path) : undefined;
    const operation = gates.every(({ text: key }) => /from|read|return/iu.test(key))
      ? "read"
      : "write";
    return {
      text: label,
      name: label,
      symbols: text === undefined ? [] : [{ text, operation }],
      place: { path, span: call.span },
    };
  };
  const sides = { old: sideOf(old), new: sideOf(next) };
  return {
    kind: "wrapper",
    place: sides.new.place,
    inside: site,
    gates,
    ...sides,
    group: gates[0]?.flagKey ?? site.id,
    isContract: true,
    clients: [],
    title: site.name,
  };
}
