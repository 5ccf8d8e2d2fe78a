/** The formats that a registry can be exported to. */
export const exportNames = ["flagd", "openfeature"] as const;
