/**
 * Whether a key can be what a pattern stands for; `*` is any run of characters, the empty one included.
 *
 * Works without a regular expression, so no pattern can make it slow.
 */
export function matchesKeyPattern(pattern: string, key: string): boolean {
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  if (parts.length === 1) return key === pattern;
  const last = parts[parts.length - 1] ?? "";
  if (key.length < first.length + last.length) return false;
  if (!key.startsWith(first) || !key.endsWith(last)) return false;
  let from = first.length;
  const end = key.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = key.indexOf(part, from);
    if (at === -1 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
