import { describe, expect, test } from "vitest";
import { storeFormats } from "../../../stores/src/formats/index.js";
import { read, samples, shown, verdictsOf } from "./support.js";

const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws-appconfig.json": { "es-read base": "partial" },
  "azure-feature-management.json": {
    "EsRead base": "partial",
    "EsDualWrite base": "constant on",
  },
  "chromium-flag-metadata.json": {
    "es-read-new-cluster base": "unknown",
    "es-debug base": "unknown",
  },
  "configcat-v6.json": { "searchEsRead base": "partial", "searchEsDualWrite base": "constant on" },
  "devcycle-api-feature.json": { "es-read e1": "constant v-on" },
  "devcycle-config.json": { "es-read production": "constant on" },
  "firebase-remote-config.json": {
    "es_read base": "partial",
    "es_page_size base": "constant code default",
  },
  "flagd.json": {
    "search.es.read-new base": "partial",
    "search.es.dual-write base": "constant on",
  },
  "flagsmith-environment-document.json": { "es_read Production": "partial" },
  "flipt-features.yaml": {
    "search-es-read base": "partial",
    "page-layout base": "constant compact",
  },
  "gitlab-feature-flag.yml": { "es_read_new_cluster base": "unknown" },
  "go-feature-flag.yaml": {
    "search-es-read base": "constant-if on (targetingKey)",
    "page-layout base": "partial",
  },
  "grafana-toggles_gen.json": { "esReadNewCluster base": "unknown" },
  "growthbook-api-feature.json": { "search-es-read production": "constant-if on (clientId)" },
  "growthbook-payload.json": {
    "search-es-read base": "partial",
    "search-es-dual-write base": "constant on",
  },
  "growthbook-stale.json": {
    "search-es-read production": "unknown",
    "search-es-read staging": "unknown",
  },
  "launchdarkly-devserver-import.json": { "search-es-read production": "unknown" },
  "launchdarkly-filedata.json": {
    "search-es-read base": "constant on",
    "search-es-kill base": "constant off",
  },
  "launchdarkly-flag-statuses.json": {
    "search-es-read production": "unknown",
    "search-es-read staging": "unknown",
  },
  "launchdarkly-migration-flag.json": { "search-es-migration production": "partial" },
  // Its prerequisite is not in the file.
  "launchdarkly-rest-flag.json": { "search-es-read production": "unknown" },
  "openfeature-manifest.json": {
    "search.es.dual-write base": "unknown",
    "search.es.page-size base": "unknown",
  },
  "optimizely-datafile.json": { "es_read production": "constant on" },
  "posthog-flag.json": { "es-read base": "partial" },
  "posthog-local-evaluation.json": { "es-read base": "constant on" },
  "split-definition.json": { "es_read Prod": "partial" },
  "statsig-gate.json": { "search_es_read production": "partial" },
  "tggl-config.json": { "es-read base": "partial", "es-dual-write base": "constant on" },
  "unleash-client-features.json": {
    "search.es.read production": "constant on",
    "search.es.dual-write production": "constant on",
  },
  "unleash-export.json": { "search.es.read production": "constant on" },
  "vercel-flags-datafile.json": {
    "es-read production": "partial",
    "es-read preview": "constant on",
    "es-read development": "constant on",
  },
};

describe.each(samples)("$path", ({ format, path, text }) => {
  const content = read(format, text, { now: new Date("2026-11-22T12:00:00Z") }, path);

  test("is read without a problem, and judged", () => {
    expect(content.problems).toEqual([]);
    const verdicts = [...verdictsOf(content)].flatMap(([key, environments]) =>
      [...environments].map(([name, verdict]) => [`${key} ${name}`, shown(verdict)]),
    );
    expect(Object.fromEntries(verdicts)).toEqual(expected[path]);
  });

  test("points at its flags", () => {
    for (const { key, definitions } of content.flags.values()) {
      const [{ keySpan, entrySpan, fields }] = definitions;
      const written = text.slice(keySpan.start, keySpan.end).replace(/^["']|["']$/g, "");
      expect(written).toBe(key);
      expect(entrySpan.start).toBeLessThanOrEqual(keySpan.start);
      expect(entrySpan.end).toBeGreaterThanOrEqual(keySpan.end);
      for (const span of Object.values(fields)) expect(span.end).toBeGreaterThan(span.start);
    }
  });
});

test("every format has a sample", () => {
  const sampled = new Set(samples.map(({ format }) => format));
  expect([...storeFormats.keys()].filter((name) => !sampled.has(name))).toEqual([]);
});
