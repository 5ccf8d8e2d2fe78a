/** An element of a picture: plain data, which the web view draws and the export writes. */
export interface Picture {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Picture | string)[];
}

/** Makes an element; children that are undefined are left out. */
export function draw(
  tag: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Picture | string | undefined)[]
): Picture {
  return { tag, attributes, children: children.filter((child) => child !== undefined) };
}

/** The picture as SVG text that stands alone. `style` is put inside, for viewers that know no theme. */
export function svgText(picture: Picture, style: string): string {
  const { attributes, children } = picture;
  const whole = draw(
    picture.tag,
    { xmlns: "http://www.w3.org/2000/svg", ...attributes },
    draw("style", {}, style),
    ...children,
  );
  return `${textOf(whole)}\n`;
}

function textOf({ tag, attributes, children }: Picture): string {
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
  const inner = children
    .map((child) => (typeof child === "string" ? escaped(child) : textOf(child)))
    .join("");
  return `<${tag}${written}>${inner}</${tag}>`;
}

/* eslint-disable-next-line no-control-regex -- XML allows no other control characters, not even escaped. */
const forbidden = /[\u0000-\u0008\v\f\u000e-\u001f]/g;

function escaped(text: string): string {
  return text
    .replaceAll(forbidden, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A whole number of at most two digits after the point, so that pictures are the same on every machine. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
