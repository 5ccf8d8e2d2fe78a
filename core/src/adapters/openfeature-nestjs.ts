import type { Adapter } from "./model.js";

const from = ["@openfeature/nestjs-sdk"];

/** OpenFeature's NestJS SDK: parameter decorators and the `RequireFlagsEnabled` guard. */
export const openfeatureNestjs: Adapter = {
  name: "openfeature-nestjs",
  title: "OpenFeature (NestJS)",
  packages: from,
  matchers: [
    {
      kind: "decorator",
      name: "featureFlag",
      names: ["BooleanFeatureFlag", "StringFeatureFlag", "NumberFeatureFlag", "ObjectFeatureFlag"],
      from,
      key: "0.flagKey",
      default: "0.defaultValue",
      valueType: "variant",
      members: {},
    },
    {
      kind: "decorator",
      name: "requireFlagsEnabled",
      names: ["RequireFlagsEnabled"],
      from,
      key: "0.flags.*.flagKey",
      valueType: "boolean",
    },
  ],
};
