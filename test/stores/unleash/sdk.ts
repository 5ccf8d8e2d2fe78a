import { startUnleash, type Context, type Unleash } from "unleash-client";
import type { RunningUnleash } from "./server.js";

/** The SDK as an application in production uses it, polling and reporting twice a second. */
export async function sdkOf(server: RunningUnleash, appName: string): Promise<Unleash> {
  return startUnleash({
    url: `${server.url}/api/`,
    appName,
    customHeaders: { Authorization: server.backendTokens.production },
    refreshInterval: 500,
    metricsInterval: 500,
  });
}

/** What it answers for many contexts, the empty one among them: the set of answers. */
export function answersOf(sdk: Unleash, flag: string): ReadonlySet<boolean> {
  const contexts: Context[] = [{}];
  for (let i = 0; i < 300; i++) {
    contexts.push(
      i % 3 === 0 ? { userId: `u${i}` } : { sessionId: `s${i}`, properties: { clientId: `${i}` } },
    );
  }
  return new Set(contexts.map((context) => sdk.isEnabled(flag, context)));
}
