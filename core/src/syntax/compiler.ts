/**
 * The TypeScript compiler that ts-morph bundles, and the only one that Halyard uses.
 *
 * Everything that looks at a syntax tree takes it from here, so that another compiler would change one line.
 */
export { ts } from "ts-morph";
