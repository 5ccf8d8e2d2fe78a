/**
 * The server's own requests, by method, with what each takes and gives. Types only: the extension never imports what
 * the server does, and `docs/protocol.md` says what every field means.
 */
import type { Dashboard, DashboardParams } from "halyard-language-server/protocol/dashboard";
import type { Decorations, DecorationsParams } from "halyard-language-server/protocol/decorations";
import type { Flags, FlagsParams } from "halyard-language-server/protocol/flags";
import type { Migrations, MigrationsParams } from "halyard-language-server/protocol/migrations";
import type { RemovalParams, RemovalPreview } from "halyard-language-server/protocol/removal";
import type {
  RetirementParams,
  RetirementPreview,
} from "halyard-language-server/protocol/retirement";
import type { Stores, StoresParams } from "halyard-language-server/protocol/stores";
import type { Status, StatusParams } from "halyard-language-server/protocol/status";

/** A request's parameters and answer. */
interface Exchange<Params, Answer> {
  readonly params: Params;
  readonly answer: Answer;
}

/** Every request that the extension makes. */
export interface Requests {
  readonly "halyard/dashboard": Exchange<DashboardParams, Dashboard>;
  readonly "halyard/decorations": Exchange<DecorationsParams, Decorations>;
  readonly "halyard/flags": Exchange<FlagsParams, Flags>;
  readonly "halyard/migrations": Exchange<MigrationsParams, Migrations>;
  readonly "halyard/removal": Exchange<RemovalParams, RemovalPreview>;
  readonly "halyard/retirement": Exchange<RetirementParams, RetirementPreview>;
  readonly "halyard/status": Exchange<StatusParams, Status>;
  readonly "halyard/stores": Exchange<StoresParams, Stores>;
}

/** What the server tells without being asked. */
export const statusChanged = "halyard/statusChanged";
