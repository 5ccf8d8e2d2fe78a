import type { Context } from "unleash-client";

/** Someone who looks at the live feed. */
export interface Viewer {
  readonly userId: string;
  readonly teamId: string;
  readonly email: string;
}

/** What Unleash may decide by. */
export function contextOf(viewer: Viewer): Context {
  return { userId: viewer.userId, properties: { email: viewer.email, teamId: viewer.teamId } };
}
