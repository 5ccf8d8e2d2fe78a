/**
 * Another key in the spelling of the place where one stands: a literal keeps its quotes, a property its bare name.
 *
 * Undefined where the place does not spell the key itself (a constant's name, a camel-cased property), or where the new
 * key cannot be written in that form.
 */
export function writtenLike(written: string, oldKey: string, newKey: string): string | undefined {
  if (/[\n\r\\]/u.test(newKey)) return undefined;
  if (written === oldKey)
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(newKey) ? newKey : undefined;
  const quote = written[0] ?? "";
  if (!`"'\``.includes(quote) || written !== `${quote}${oldKey}${quote}`) return undefined;
  return newKey.includes(quote) || (quote === "`" && newKey.includes("${"))
    ? undefined
    : `${quote}${newKey}${quote}`;
}
