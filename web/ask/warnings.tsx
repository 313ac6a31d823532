import type { Warning } from "../../src/core/index.ts";
import { documentAddress, Link } from "../current/index.ts";
import { Notice } from "../pieces/index.ts";

interface WarningsProps {
  readonly warnings: readonly Warning[];
  readonly collection: string;
}

const HAS_GAPS = "document-has-gaps";

const HELP = "crisis-help";

export const hasHelp = (warnings: readonly Warning[]): boolean => warnings.some(({ code }) => code === HELP);

/** Shows where a person in need finds help. */
export function Help({ warnings }: Pick<WarningsProps, "warnings">) {
  const helps = warnings.filter(({ code }) => code === HELP);
  return helps.map(({ message }) => (
    <p className="reason help" role="alert" key={message}>
      ☎ {message}
    </p>
  ));
}

/** Shows the warnings of an answer, each with a link to its document. */
export function Warnings({ warnings, collection }: WarningsProps) {
  const others = warnings.filter(({ code }) => code !== HELP);
  return others.map(({ code, message, documentId }) => (
    <Notice key={`${code} ${documentId ?? ""} ${message}`}>
      {message}{" "}
      {documentId === undefined ? null : (
        <Link to={documentAddress({ documentId, collection, isReceipt: code === HAS_GAPS })}>
          {code === HAS_GAPS ? "See the receipt" : "Open the document"}
        </Link>
      )}
    </Notice>
  ));
}
