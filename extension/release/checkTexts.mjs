import { existsSync } from "node:fs";
import { resolve } from "node:path";

/**
 * What is wrong with the version, as a sentence each: its form, its change log, and the tag that is released.
 *
 * @param {{ version: string, changelog: string, tag?: string | undefined }} release
 * @returns {readonly string[]}
 */
export function faultsOfVersion({ version, changelog, tag }) {
  const faults = [];
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    faults.push(`The version is ${version}; the marketplaces take three numbers and nothing else.`);
  }
  const [, after = ""] = changelog.split(
    new RegExp(`^## ${version.replaceAll(".", "\\.")}\\b.*$`, "m"),
  );
  const [text = ""] = after.split(/^## /m);
  if (text.trim() === "") faults.push(`CHANGELOG.md says nothing of ${version}.`);
  if (tag !== undefined && tag !== tagOf(version)) {
    faults.push(`The tag is ${tag}, and the version wants ${tagOf(version)}.`);
  }
  return faults;
}

/**
 * The tag whose push releases a version.
 *
 * @param {string} version
 */
function tagOf(version) {
  return `vscode-v${version}`;
}

/**
 * Whether a version is for those who asked for early ones: the marketplaces know no `-beta`, and Microsoft's advice is
 * an odd second number.
 *
 * @param {string} version
 */
export function isPreRelease(version) {
  return Number(version.split(".")[1]) % 2 === 1;
}

/**
 * What is wrong with the pictures of the page: each has to be there, and the marketplaces show no SVG.
 *
 * @param {string} readme
 * @param {string} folder The one that holds the page.
 * @returns {readonly string[]}
 */
export function faultsOfImages(readme, folder) {
  return imagesOf(readme).flatMap(({ source, text }) => {
    const faults = [];
    if (text.trim() === "")
      faults.push(`The picture ${source} has no text for those who cannot see it.`);
    if (/\.svg(?:$|[?#])/i.test(source)) faults.push(`The picture ${source} is an SVG.`);
    if (/^https:/.test(source)) return faults;
    if (/^[a-z]+:/i.test(source))
      return [...faults, `The picture ${source} is not on the web by https.`];
    return existsSync(resolve(folder, source))
      ? faults
      : [...faults, `The picture ${source} is missing.`];
  });
}

/**
 * @param {string} readme
 * @returns {readonly { source: string, text: string }[]}
 */
export function imagesOf(readme) {
  const written = [...readme.matchAll(/!\[([^\]]*)\]\(([^\s)]+)(?:\s[^)]*)?\)/g)].map(
    ([, text = "", source = ""]) => ({ source, text }),
  );
  const tags = [...readme.matchAll(/<img\b[^>]*>/g)].map(([tag]) => ({
    source: /\bsrc="([^"]*)"/.exec(tag)?.[1] ?? "",
    text: /\balt="([^"]*)"/.exec(tag)?.[1] ?? "",
  }));
  return [...written, ...tags];
}
