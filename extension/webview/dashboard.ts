import { exportFormats, type FromView, type ToView } from "../src/dashboard/messages.js";
import { element } from "./dom.js";
import { sections } from "./sections.js";

interface Editor {
  postMessage(message: FromView): void;
}

declare function acquireVsCodeApi(): Editor;

const editor = acquireVsCodeApi();
const send = (message: FromView): void => {
  editor.postMessage(message);
};

/** Shows a dashboard in place of what was there. */
function show({ data, words, language }: ToView): void {
  document.documentElement.lang = language;
  document.title = words.title;
  const exports = exportFormats.map((format) => {
    const name = format === "markdown" ? "Markdown" : format.toUpperCase();
    const button = element("button", { id: `export ${format}` }, name);
    button.addEventListener("click", () => {
      send({ type: "export", format });
    });
    return button;
  });
  const header = element(
    "header",
    {},
    element("h1", {}, `${words.title}: ${data.folder}`),
    element("p", {}, words.summary),
    element(
      "div",
      { class: "exports", role: "group", "aria-label": words.exportHeading },
      ...exports,
    ),
  );
  const main = element("main", {}, header, ...sections({ data, words, send }));
  // Whoever works with the keyboard stays where they were.
  const focused = document.activeElement?.id ?? "";
  document.body.replaceChildren(main);
  if (focused !== "") document.getElementById(focused)?.focus();
}

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  show(data);
});
send({ type: "ready" });
