import type { RunningUnleash } from "./server.js";

/** What the admin API answered. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** The admin API as a person with all rights uses it. */
export interface Admin {
  call(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Makes a flag that is on in production with this strategy, or without one. */
  create(name: string, type?: string): Promise<void>;
  addStrategy(name: string, environment: string, strategy: object): Promise<void>;
  turn(name: string, environment: string, state: "on" | "off"): Promise<void>;
  /** A personal access token of a new user who may only look. */
  viewerToken(): Promise<string>;
}

/** Speaks to a running Unleash; every answer that is not asked for otherwise must be good. */
export function adminOf(server: RunningUnleash): Admin {
  const call = async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: server.adminToken, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
  const good = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answered = await call(method, path, body);
    if (answered.status < 300) return answered.body;
    throw new Error(`${method} ${path}: ${answered.status} ${JSON.stringify(answered.body)}`);
  };
  const features = "/api/admin/projects/default/features";
  return {
    call,
    create: async (name, type = "release") => {
      await good("POST", features, { name, type, description: "" });
    },
    addStrategy: async (name, environment, strategy) => {
      await good("POST", `${features}/${name}/environments/${environment}/strategies`, strategy);
    },
    turn: async (name, environment, state) => {
      await good("POST", `${features}/${name}/environments/${environment}/${state}`);
    },
    viewerToken: async () => {
      const password = "a-Password-of-the-tests-1";
      const user = { username: "viewer", email: "viewer@example.com", password, rootRole: 3 };
      await good("POST", "/api/admin/user-admin", user);
      const login = await fetch(`${server.url}/auth/simple/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: "viewer", password }),
      });
      const cookie = login.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
      const made = await fetch(`${server.url}/api/admin/user/tokens`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: JSON.stringify({ description: "sync", expiresAt }),
      });
      const { secret } = (await made.json()) as { secret?: string };
      if (secret === undefined) throw new Error(`No token: ${made.status}`);
      return secret;
    },
  };
}
