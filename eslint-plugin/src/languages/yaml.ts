import { LineCounter, parseAllDocuments } from "yaml";
import { YamlSourceCode } from "./yamlSourceCode.js";
import { yamlTree, type YamlDocument } from "./yamlTree.js";

interface YamlFile {
  readonly body: string | Uint8Array;
}

interface ParsedYaml {
  readonly ok: true;
  readonly ast: YamlDocument;
}

interface YamlFailure {
  readonly ok: false;
  readonly errors: { message: string; line: number; column: number }[];
}

/** YAML as a language of ESLint, so that registries written in it are linted too. Lines and columns begin at 1. */
export const yamlLanguage = {
  fileType: "text",
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: "type",
  visitorKeys: { Document: [] as string[] },

  /** There is nothing to set. */
  validateLanguageOptions(): void {
    return undefined;
  },

  parse({ body }: YamlFile): ParsedYaml | YamlFailure {
    const text = textOf(body);
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
    const errors = [...documents].flatMap((document) => document.errors);
    if (errors.length === 0) return { ok: true, ast: yamlTree(text, lines) };
    return {
      ok: false,
      errors: errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { message, line, column: col };
      }),
    };
  },

  createSourceCode({ body }: YamlFile, { ast }: ParsedYaml): YamlSourceCode {
    return new YamlSourceCode(textOf(body), ast);
  },
} as const;

function textOf(body: YamlFile["body"]): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
