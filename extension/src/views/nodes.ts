import type { FlagItem, FlagReferenceItem } from "halyard-language-server/protocol/flags";

/** A place that the registry does not know by its key. */
export interface UnknownKey {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly message: string;
}

/** What stands in the tree of flags. */
export type FlagNode =
  | { readonly kind: "group"; readonly name: string; readonly children: readonly FlagNode[] }
  | {
      readonly kind: "flag";
      readonly flag: FlagItem;
      /** The group that it stands in here: by file, a flag stands in several. */
      readonly group: string;
    }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly references: readonly FlagReferenceItem[];
    }
  | { readonly kind: "unknown"; readonly place: UnknownKey };
