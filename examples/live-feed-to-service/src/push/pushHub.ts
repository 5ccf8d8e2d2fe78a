import type { DealEvent } from "../feed/dealEvent.js";

/** Receives what a connected browser is sent. */
export type PushConnection = (event: DealEvent) => void;

/** The monolith's own push: it holds every open connection and remembers the latest events. */
export class PushHub {
  readonly #connections = new Map<string, Set<PushConnection>>();
  readonly #latest = new Map<string, DealEvent[]>();

  /** Connects a browser to its team's feed; the returned function disconnects it. */
  connect(teamId: string, connection: PushConnection): () => void {
    const team = this.#connections.get(teamId) ?? new Set();
    this.#connections.set(teamId, team.add(connection));
    return () => {
      team.delete(connection);
    };
  }

  /** Sends an event to every connected browser of the team. */
  broadcast(event: DealEvent): void {
    this.#latest.set(event.teamId, [event, ...this.latest(event.teamId)].slice(0, 50));
    for (const connection of this.#connections.get(event.teamId) ?? []) {
      connection(event);
    }
  }

  /** The team's latest events, newest first. */
  latest(teamId: string): readonly DealEvent[] {
    return this.#latest.get(teamId) ?? [];
  }
}
