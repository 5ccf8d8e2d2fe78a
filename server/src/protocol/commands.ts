/** Runs on the server: plans a removal and sends its edit to the editor. */
export const applyRemovalCommand = "halyard.applyRemoval";
/** Runs on the server: reads everything again. */
export const reloadCommand = "halyard.reload";
/** Runs in the editor, where `clientCommands` names it: shows places, as a peek view does. */
export const showReferencesCommand = "halyard.showReferences";
/** Runs in the editor, where `clientCommands` names it: shows a removal's plan and applies it. */
export const removeFlagCommand = "halyard.removeFlag";
