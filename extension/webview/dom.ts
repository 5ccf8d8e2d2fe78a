import type { Picture } from "../src/dashboard/charts/picture.js";

/** Makes an element of the page; texts become text nodes, so nothing of the workspace is ever markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Draws a picture into the page. */
export function drawn({ tag, attributes, children }: Picture): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children.map((child) => (typeof child === "string" ? child : drawn(child))));
  return made;
}

/** A table with a caption that only a screen reader says. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (Node | string)[])[],
): HTMLTableElement {
  return element(
    "table",
    {},
    element("caption", { class: "hidden" }, caption),
    element(
      "thead",
      {},
      element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, name))),
    ),
    element(
      "tbody",
      {},
      ...rows.map(([first, ...others]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, first),
          ...others.map((cell) => element("td", {}, cell)),
        ),
      ),
    ),
  );
}
