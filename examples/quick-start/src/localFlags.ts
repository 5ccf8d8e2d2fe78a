import { readFile } from "node:fs/promises";
import { TypedInMemoryProvider, OpenFeature } from "@openfeature/server-sdk";

interface RegistryFlag {
  readonly variants: Readonly<Record<string, boolean>>;
  readonly defaultVariant: string;
  readonly state: "ENABLED" | "DISABLED";
}

/** Lets OpenFeature answer from the registry file itself, so that the shop runs offline. */
export async function answerFromRegistry(file: URL): Promise<void> {
  const registry = JSON.parse(await readFile(file, "utf8")) as {
    readonly flags: Readonly<Record<string, RegistryFlag>>;
  };
  const flags = Object.entries(registry.flags).map(([key, flag]) => {
    const { variants, defaultVariant, state } = flag;
    return [key, { variants, defaultVariant, disabled: state === "DISABLED" }] as const;
  });
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider(Object.fromEntries(flags)));
}
