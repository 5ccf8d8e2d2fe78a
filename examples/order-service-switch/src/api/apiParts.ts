import type { ServiceA } from "../serviceA/service.js";
import type { ServiceBClient } from "../serviceB/client.js";
import type { Toggles } from "../toggles/toggles.js";

/** What every public call of service A needs: itself, and service B to pass calls on to. */
export interface ApiParts {
  readonly toggles: Toggles;
  readonly serviceA: ServiceA;
  readonly serviceB: ServiceBClient;
}
