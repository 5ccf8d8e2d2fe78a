import { expect, it } from "vitest";
import type { ToggleDatabase } from "../src/toggles/toggleDatabase.js";
import { Toggles } from "../src/toggles/toggles.js";

/** A database that counts its reads and can be away. */
function countingDatabase(): ToggleDatabase & { reads: number; away: boolean } {
  const states = new Map<string, boolean>([["known", true]]);
  const database = {
    reads: 0,
    away: false,
    readAll: (): Promise<ReadonlyMap<string, boolean>> => {
      database.reads += 1;
      return database.away ? Promise.reject(new Error("away")) : Promise.resolve(new Map(states));
    },
    set: (key: string, on: boolean): Promise<void> => {
      states.set(key, on);
      return Promise.resolve();
    },
  };
  return database;
}

it("asks the database again only when the cache is too old", async () => {
  const database = countingDatabase();
  let now = 0;
  const toggles = new Toggles({ database, maxAgeMs: 1000, now: () => now });
  expect(await toggles.isOn("known", false)).toBe(true);
  await database.set("known", false);
  now = 1000;
  expect(await toggles.isOn("known", false)).toBe(true);
  expect(database.reads).toBe(1);
  now = 1001;
  expect(await toggles.isOn("known", true)).toBe(false);
  expect(database.reads).toBe(2);
});

it("falls back for what the database does not know", async () => {
  const toggles = new Toggles({ database: countingDatabase(), maxAgeMs: 0, now: () => 0 });
  expect(await toggles.isOn("unheard-of", true)).toBe(true);
  expect(await toggles.isOn("unheard-of", false)).toBe(false);
});

it("keeps to the last known states while the database is away", async () => {
  const database = countingDatabase();
  let now = 0;
  const toggles = new Toggles({ database, maxAgeMs: 0, now: () => now });
  expect(await toggles.isOn("known", false)).toBe(true);
  database.away = true;
  now = 1;
  expect(await toggles.isOn("known", false)).toBe(true);
});
