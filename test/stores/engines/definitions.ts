import fc from "fast-check";

/** One of a flag's two values, by position: on and off, or two texts. */
export type Side = 0 | 1;

/** What a rule serves: one side, or both by weights of 100, drawn by an attribute. */
export type Served =
  | { readonly kind: "one"; readonly side: Side }
  | { readonly kind: "split"; readonly weights: readonly [number, number]; readonly by: Attribute };

/** Attributes that contexts may have. */
export type Attribute = "id" | "plan";

/** Whom a rule is for: everyone, nobody, those with a plan that is named, or those with an id that is named. */
export interface Rule {
  readonly who: "everyone" | "nobody" | "plan" | "ids";
  readonly served: Served;
}

/** A flag in no store's words; each store's engine says it in its own. */
export interface Definition {
  readonly on: boolean;
  /** What is served while it is off, where the store lets one choose. */
  readonly off: Side;
  readonly rules: readonly Rule[];
  readonly rest: Served;
  /** A flag that must serve `wants` for this one to be on; it serves what `parent` says. */
  readonly parent?: { readonly served: Served; readonly wants: Side };
  readonly isText: boolean;
}

/** A context in no store's words; the empty one has nothing. */
export interface Context {
  readonly id?: string;
  readonly plan?: string;
}

/** The plans and ids that rules name. */
export const named: Readonly<Record<Attribute, readonly string[]>> = {
  plan: ["pro", "team"],
  id: ["17", "42"],
};

const side = fc.constantFrom<Side>(0, 1);
const attribute = fc.constantFrom<Attribute>("id", "plan");

function servedOf(favoured: Side, bias: number): fc.Arbitrary<Served> {
  const one = fc
    .oneof({ weight: bias, arbitrary: fc.constant(favoured) }, { weight: 1, arbitrary: side })
    .map((chosen): Served => ({ kind: "one", side: chosen }));
  const whole: readonly [number, number] = favoured === 0 ? [100, 0] : [0, 100];
  const weights = fc.oneof(
    { weight: bias, arbitrary: fc.constant(whole) },
    { weight: 1, arbitrary: fc.constantFrom<readonly [number, number]>([50, 50], [2, 98]) },
  );
  const split = fc
    .tuple(weights, attribute)
    .map(([shares, by]): Served => ({ kind: "split", weights: shares, by }));
  return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: split });
}

/** Flags of which a good share serves one side to everyone, by way of many detours. */
export const definitions: fc.Arbitrary<Definition> = fc
  .record({
    favoured: side,
    bias: fc.constantFrom(1, 6, 60),
    on: fc.constantFrom(true, true, true, true, false),
    isText: fc.constantFrom(true, false, false),
    hasParent: fc.constantFrom(true, false, false, false),
  })
  .chain(({ favoured, bias, on, isText, hasParent }) => {
    const served = servedOf(favoured, bias);
    const rule = fc.record({
      who: fc.constantFrom<Rule["who"]>("everyone", "nobody", "plan", "plan", "ids", "ids"),
      served,
    });
    const parent = fc.record({
      served: servedOf(0, bias),
      wants: fc.constantFrom<Side>(0, 0, 0, 1),
    });
    return fc
      .record({
        off: fc.oneof(
          { weight: bias, arbitrary: fc.constant(favoured) },
          { weight: 1, arbitrary: side },
        ),
        rules: fc.array(rule, { maxLength: 3 }),
        rest: served,
        parent: hasParent ? parent : fc.constant(undefined),
      })
      .map(({ parent: wanted, ...rest }) => ({
        ...rest,
        on,
        isText,
        ...(wanted !== undefined && { parent: wanted }),
      }));
  });

const contextOf: fc.Arbitrary<Context> = fc
  .record({
    id: fc.oneof(fc.constantFrom(undefined, ...named.id), fc.uuid(), fc.uuid(), fc.uuid()),
    plan: fc.oneof(
      fc.constantFrom(undefined, "free", ...named.plan),
      fc.string({ minLength: 1, maxLength: 8 }),
    ),
  })
  .map(({ id, plan }) => ({
    ...(id !== undefined && { id }),
    ...(plan !== undefined && { plan }),
  }));

/** As many contexts, the empty one first. */
export function contexts(count: number, seed: number): readonly Context[] {
  return [{}, ...fc.sample(contextOf, { numRuns: count - 1, seed })];
}

/** The value of a side. */
export function valueOf({ isText }: Pick<Definition, "isText">, chosen: Side): boolean | string {
  if (isText) return chosen === 0 ? "blue" : "green";
  return chosen === 0;
}

/** The side that has all of the weight, or undefined. */
export function wholeSide(served: Served): Side | undefined {
  if (served.kind === "one") return served.side;
  if (served.weights[0] === 0) return 1;
  return served.weights[1] === 0 ? 0 : undefined;
}
