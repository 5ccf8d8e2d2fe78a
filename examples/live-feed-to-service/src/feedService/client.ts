import type { DealEvent } from "../feed/dealEvent.js";

/** The feed service did not do what it was asked. */
export class FeedServiceError extends Error {
  override readonly name = "FeedServiceError";
}

/** Speaks to the live feed's own service. */
export class FeedServiceClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Where browsers connect to follow a team. */
  streamUrl(teamId: string): string {
    return `${this.#url}/teams/${encodeURIComponent(teamId)}/stream`;
  }

  /**
   * Hands an event to the service; the same event twice does no harm.
   *
   * @throws {FeedServiceError} when the service is down or refuses.
   */
  async publish(event: DealEvent): Promise<void> {
    const request = { method: "PUT", body: JSON.stringify(event) };
    await this.#send(`/events/${encodeURIComponent(event.id)}`, request);
  }

  /**
   * The team's latest events, newest first.
   *
   * @throws {FeedServiceError} when the service is down or refuses.
   */
  async latest(teamId: string): Promise<readonly DealEvent[]> {
    const response = await this.#send(`/teams/${encodeURIComponent(teamId)}/events`, {});
    return (await response.json()) as DealEvent[];
  }

  async #send(path: string, request: RequestInit): Promise<Response> {
    const response = await fetch(this.#url + path, request).catch((cause: unknown) => {
      throw new FeedServiceError("The feed service cannot be reached.", { cause });
    });
    if (!response.ok) {
      throw new FeedServiceError(`The feed service answered ${String(response.status)}.`);
    }
    return response;
  }
}
