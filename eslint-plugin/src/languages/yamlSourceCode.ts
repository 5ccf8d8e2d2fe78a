import {
  ConfigCommentParser,
  Directive,
  TextSourceCodeBase,
  VisitNodeStep,
} from "@eslint/plugin-kit";
import type { YamlComment, YamlDocument } from "./yamlTree.js";

const commentParser = new ConfigCommentParser();

type DirectiveType = "disable" | "enable" | "disable-line" | "disable-next-line";
const directiveTypes: readonly DirectiveType[] = [
  "disable",
  "enable",
  "disable-line",
  "disable-next-line",
];

/** A YAML file as ESLint's rules see it: its text, and a tree of one node, for the rules work from ranges. */
export class YamlSourceCode extends TextSourceCodeBase<{
  LangOptions: Record<string, unknown>;
  RootNode: YamlDocument;
  SyntaxElementWithLoc: YamlDocument | YamlComment;
  ConfigNode: YamlComment;
}> {
  readonly comments: readonly YamlComment[];

  constructor(text: string, ast: YamlDocument) {
    super({ text, ast, lineEndingPattern: /\r\n|[\r\n]/u });
    this.comments = ast.comments;
  }

  /** The root has no parent, and there is no other node. */
  override getParent(): undefined {
    return undefined;
  }

  /** One visit, to and from the root. */
  override traverse(): Iterable<VisitNodeStep> {
    const target = this.ast;
    return [
      new VisitNodeStep({ target, phase: 1, args: [target] }),
      new VisitNodeStep({ target, phase: 2, args: [target] }),
    ];
  }

  /** `# eslint-disable-next-line halyard/missing-owner -- reason` and its kin. */
  getDisableDirectives(): { problems: never[]; directives: Directive[] } {
    const directives = this.comments.flatMap((comment) => {
      const parsed = commentParser.parseDirective(comment.value);
      const type = directiveTypes.find((name) => parsed?.label === `eslint-${name}`);
      if (parsed === undefined || type === undefined) return [];
      const { value, justification } = parsed;
      return [new Directive({ type, node: comment, value, justification })];
    });
    return { problems: [], directives };
  }
}
