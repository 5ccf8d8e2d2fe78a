/** Under which name the editor lists what this server says. */
export const source = "halyard";
