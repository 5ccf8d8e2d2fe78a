import fc from "fast-check";

/** A flagd flag as the generator makes it, with the shared evaluators it may refer to. */
export interface Definition {
  readonly valueType: "boolean" | "string";
  readonly flag: Readonly<Record<string, unknown>>;
  readonly evaluators: Readonly<Record<string, unknown>>;
}

const attributes = ["targetingKey", "email", "plan", "clientId", "version", "age"];
const words = ["17", "42", "pro", "a@example.test", "1.2.3", ""];

const attribute = fc.constantFrom(...attributes);
const variable = attribute.map((name) => ({ var: name }));
const word = fc.constantFrom(...words);
const timestamp = { var: "$flagd.timestamp" };
const flagKey = { var: "$flagd.flagKey" };

const operand = fc.oneof(
  { weight: 4, arbitrary: variable },
  { weight: 3, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, 7, true, false, null, flagKey) },
  { weight: 1, arbitrary: word.map((text) => ({ var: ["plan", text] })) },
);

const comparison = fc
  .tuple(fc.constantFrom("===", "!==", "==", "!=", "<", ">="), operand, operand)
  .map(([operator, left, right]) => ({ [operator]: [left, right] }));

const clock = fc
  .tuple(fc.constantFrom("<", ">", "<=", ">="), fc.constantFrom(0, 1_700_000_000, 4_000_000_000))
  .map(([operator, time]) => ({ [operator]: [timestamp, time] }));

const membership = fc
  .tuple(operand, fc.oneof(fc.array(word, { maxLength: 3 }), word, variable))
  .map(([item, container]) => ({ in: [item, container] }));

const textCondition = fc.oneof(
  fc
    .tuple(fc.constantFrom("starts_with", "ends_with"), operand, operand)
    .map(([operator, text, part]) => ({ [operator]: [text, part] })),
  fc
    .tuple(variable, fc.constantFrom("=", ">=", "^", "?"), fc.constantFrom("1.0.0", "2.1.0", "x"))
    .map(([version, operator, other]) => ({ sem_ver: [version, operator, other] })),
);

const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(true, false, null, "", { $ref: "pilot" }) },
    { weight: 3, arbitrary: membership },
    { weight: 3, arbitrary: comparison },
    { weight: 1, arbitrary: clock },
    { weight: 2, arbitrary: textCondition },
    { weight: 1, arbitrary: variable },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom("and", "or"), fc.array(tie("condition"), { maxLength: 3 }))
        .map(([operator, list]) => ({ [operator]: list })),
    },
    { weight: 1, arbitrary: tie("condition").map((inner) => ({ "!": [inner] })) },
    { weight: 1, arbitrary: fc.tuple(variable, operand).map((list) => ({ "+": list })) },
  ),
}));

const bucketing = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: variable },
  { weight: 3, arbitrary: variable.map((one) => ({ cat: [flagKey, one] })) },
  { weight: 1, arbitrary: variable.map((one) => ({ cat: [one] })) },
  { weight: 1, arbitrary: fc.constant("salt") },
);

const weight = fc.constantFrom<unknown>(100, 100, 100, 0, 0, 50, -5, 1.5, { var: "age" });

function outcomeOf(leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const bucket = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(leaf, weight).map((pair): unknown => pair) },
    { weight: 1, arbitrary: leaf.map((one): unknown => [one]) },
  );
  const fractional = fc
    .tuple(bucketing, fc.array(bucket, { minLength: 1, maxLength: 3 }))
    .map(([value, list]) => ({ fractional: value === undefined ? list : [value, ...list] }));
  const { outcome } = fc.letrec<{ outcome: unknown }>((tie) => ({
    outcome: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      { weight: 2, arbitrary: fractional },
      {
        weight: 5,
        arbitrary: fc
          .tuple(condition, tie("outcome"), tie("outcome"))
          .map((list) => ({ if: list })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(condition, tie("outcome"), condition, tie("outcome"))
          .map((list) => ({ if: list })),
      },
      { weight: 1, arbitrary: fc.array(tie("outcome"), { maxLength: 2 }).map((or) => ({ or })) },
    ),
  }));
  return outcome;
}

/** Flagd definitions of which a good share serves one variant to everyone, by way of many detours. */
export const definitions: fc.Arbitrary<Definition> = fc
  .record({
    valueType: fc.constantFrom("boolean" as const, "string" as const),
    favoured: fc.constantFrom(0, 1),
    bias: fc.constantFrom(1, 8, 1_000),
    state: fc.constantFrom("ENABLED", "ENABLED", "ENABLED", "ENABLED", "ENABLED", "DISABLED"),
    fallback: fc.constantFrom("same", "same", "same", "other", "null", "absent"),
    hasTargeting: fc.constantFrom(true, true, true, true, false),
    pilot: membership,
  })
  .chain(({ valueType, favoured, bias, state, fallback, hasTargeting, pilot }) => {
    const names = valueType === "boolean" ? ["on", "off"] : ["blue", "green"];
    const values = valueType === "boolean" ? [true, false] : ["b", "g"];
    const [same, other] = favoured === 0 ? names : [...names].reverse();
    const leaf = fc.oneof(
      { weight: 12 * bias, arbitrary: fc.constant<unknown>(same) },
      { weight: 2 * bias, arbitrary: fc.constant<unknown>(null) },
      { weight: 3, arbitrary: fc.constant<unknown>(other) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>("ghost", true, 3, { var: "plan" }) },
    );
    const defaultVariant = { same, other, null: null, absent: undefined }[fallback];
    return (hasTargeting ? outcomeOf(leaf) : fc.constant(undefined)).map((targeting) => ({
      valueType,
      evaluators: { pilot },
      flag: {
        state,
        variants: Object.fromEntries(names.map((name, index) => [name, values[index]])),
        ...(defaultVariant !== undefined && { defaultVariant }),
        // flagd takes an expression; a bare variant name is wrapped as one.
        ...(targeting !== undefined && { targeting: asExpression(targeting) }),
      },
    }));
  });

function asExpression(targeting: unknown): unknown {
  return targeting !== null && typeof targeting === "object" ? targeting : { if: [targeting] };
}

const attributeValue = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 3, arbitrary: fc.string({ maxLength: 8 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(0, 7, -1.5, true, false, null, [], ["on"], ["off", 1], {}),
  },
);

/** Evaluation contexts: any attribute may be missing or of any type. */
export const contexts: fc.Arbitrary<Record<string, unknown>> = fc
  .subarray(attributes)
  .chain((names) =>
    fc
      .tuple(...names.map(() => attributeValue))
      .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]]))),
  );
