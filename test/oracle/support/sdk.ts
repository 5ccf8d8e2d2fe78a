import type { Adapter } from "../../../core/src/adapters/model.js";

/** Declarations of a small flag SDK: a function, a hook and a client's method. */
export const sdkDeclarations = `
export declare class Client {
  isOn(key: string, fallback?: boolean): boolean;
  close(key: string): void;
}
export declare function createClient(): Client;
export declare function isOn(key: string): boolean;
export declare function useFlag(key: string): boolean;
`;

/** The SDK as the index knows it. */
export const sdkAdapter: Adapter = {
  name: "flag-sdk",
  title: "Flag SDK",
  packages: ["flag-sdk"],
  matchers: [
    { kind: "call", names: ["isOn"], key: 0, from: ["flag-sdk"] },
    { kind: "hook", names: ["useFlag"], key: 0, from: ["flag-sdk"] },
    { kind: "method", methods: ["isOn"], key: 0, from: ["flag-sdk"] },
  ],
};
