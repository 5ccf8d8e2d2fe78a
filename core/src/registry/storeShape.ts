import { mapOf, named, objectOf, optional, required, text } from "../schema/describe.js";
import { entriesOf, fieldOf, stringOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { ObjectShape } from "../schema/shape.js";
import { defined } from "./defined.js";
import type { StoreSettings } from "./model.js";

/** A flag store as a registry or a configuration names it. */
export const storeShape: ObjectShape = named(
  "store",
  objectOf(
    "a store",
    {
      type: required("The kind of store: `unleash`, `launchdarkly`, `tggl` and so on.", text()),
      url: optional(
        "The environment variable that holds its address, as `env:VARIABLE`; never the address itself.",
        text(),
      ),
      token: optional("The environment variable that holds the token, as `env:VARIABLE`.", text()),
      writeToken: optional(
        "The same for archiving and for publishing code references, where `token` may only read.",
        text(),
      ),
      tokens: optional(
        "For stores whose token is good for one environment: the variable by the environment's name.",
        mapOf(text()),
      ),
      project: optional("The project in the store.", text()),
      environments: optional(
        "The registry's names for the store's environments, where they differ.",
        mapOf(text("the name of an environment")),
      ),
    },
    { open: true },
  ),
);

/** The stores of a checked `stores` block, by name. */
export function storesFrom(node: DataNode | undefined): ReadonlyMap<string, StoreSettings> {
  const stores = new Map<string, StoreSettings>();
  for (const { key, value } of entriesOf(node)) {
    const text = (name: string): string | undefined => stringOf(fieldOf(value, name));
    stores.set(key, {
      type: text("type") ?? "",
      ...defined({ url: text("url"), token: text("token") }),
      ...defined({ writeToken: text("writeToken"), project: text("project") }),
      tokens: textsFrom(fieldOf(value, "tokens")),
      environments: textsFrom(fieldOf(value, "environments")),
    });
  }
  return stores;
}

function textsFrom(node: DataNode | undefined): ReadonlyMap<string, string> {
  return new Map(entriesOf(node).map(({ key, value }) => [key, stringOf(value) ?? ""]));
}
