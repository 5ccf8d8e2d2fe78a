import type { Adapter } from "./model.js";

const web = ["firebase/remote-config", "@firebase/remote-config"];
const config = ["firebase-admin", "firebase/compat"];

/** Firebase Remote Config: the web functions, the older namespaced API, and the Admin SDK. */
export const firebaseRemoteConfig: Adapter = {
  name: "firebase-remote-config",
  title: "Firebase Remote Config",
  packages: ["firebase", "firebase-admin", "@firebase/remote-config"],
  matchers: [
    {
      kind: "call",
      name: "getBoolean",
      names: ["getBoolean"],
      from: web,
      key: 1,
      valueType: "boolean",
    },
    {
      kind: "call",
      name: "getString",
      names: ["getString"],
      from: web,
      key: 1,
      valueType: "string",
    },
    {
      kind: "call",
      name: "getNumber",
      names: ["getNumber"],
      from: web,
      key: 1,
      valueType: "number",
    },
    {
      kind: "call",
      name: "getValue",
      names: ["getValue"],
      from: web,
      key: 1,
      valueType: "variant",
      members: {},
    },
    {
      kind: "property",
      name: "getAll",
      calls: ["getAll"],
      valueType: "variant",
      members: {},
      from: web,
    },
    // Methods of the Admin SDK's evaluated template, and of the namespaced web API.
    {
      kind: "method",
      name: "configGetBoolean",
      methods: ["getBoolean"],
      from: config,
      key: 0,
      argumentCount: [1, 1],
      valueType: "boolean",
    },
    {
      kind: "method",
      name: "configGetString",
      methods: ["getString"],
      from: config,
      key: 0,
      argumentCount: [1, 1],
      valueType: "string",
    },
    {
      kind: "method",
      name: "configGetNumber",
      methods: ["getNumber"],
      from: config,
      key: 0,
      argumentCount: [1, 1],
      valueType: "number",
    },
    {
      kind: "method",
      name: "configGetValue",
      methods: ["getValue"],
      from: config,
      key: 0,
      argumentCount: [1, 1],
      valueType: "variant",
      members: {},
    },
  ],
};
