import type { Warning } from "../../src/core/index.ts";
import { documentAddress, Link } from "../current/index.ts";
import { Notice } from "../pieces/index.ts";

interface WarningsProps {
  readonly warnings: readonly Warning[];
  readonly collection: string;
}

const HAS_GAPS = "document-has-gaps";

/** Shows the warnings of an answer, each with a link to its document. */
export function Warnings({ warnings, collection }: WarningsProps) {
  return warnings.map(({ code, message, documentId }) => (
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
