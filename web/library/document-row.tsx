import { useId } from "react";
import type { PublicDocument } from "../../src/core/index.ts";
import { documentAddress, Link } from "../current/index.ts";
import { dayOf, Icon } from "../pieces/index.ts";
import { fileName } from "./describe-job.ts";
import { hasWarnings, summarizeReceipt } from "./describe-receipt.ts";
import { kindOf } from "./kind-of.ts";
import { Receipt } from "./receipt.tsx";

interface DocumentRowProps {
  readonly document: PublicDocument;
  readonly mayChange: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** True if this document is open beside the list; undefined if none is. */
  readonly isRead: boolean | undefined;
  readonly onRead: () => void;
}

/** Shows a document in two lines. A click opens its receipt below, or the document itself while another one is open. */
export function DocumentRow({ document, mayChange, isOpen, onToggle, isRead, onRead }: DocumentRowProps) {
  const receipt = useId();
  const { id, collection, title, uri, mediaType, addedAt } = document;
  const address = documentAddress({ documentId: id, collection });
  const isReading = isRead !== undefined;
  const isWarned = hasWarnings(document);
  return (
    <>
      <button
        type="button"
        className="doc-row"
        data-document={id}
        aria-expanded={isReading ? undefined : isOpen}
        aria-controls={isOpen && !isReading ? receipt : undefined}
        aria-current={isRead || undefined}
        onClick={isReading ? onRead : onToggle}
      >
        <span className="names">
          <span className="title">{title}</span>
          <span className="file" title={uri}>
            {fileName(uri)}
          </span>
        </span>
        <span className="c">{kindOf(mediaType)}</span>
        <Lengths {...document.receipt} />
        <span className={isWarned ? "rc warn" : "rc"}>
          <Icon name={isWarned ? "warn" : "supported"} />
          {summarizeReceipt(document)}
        </span>
        <span className="c date">{dayOf(addedAt)}</span>
      </button>
      {isReading ? null : (
        <Link className="plain read" to={address} aria-label={`Read ${title}`} title="Read the document (o)">
          Read
        </Link>
      )}
      {isOpen && !isReading ? (
        <Receipt
          id={receipt}
          document={document}
          mayChange={mayChange}
          first={
            <Link className="button" to={address}>
              Read
            </Link>
          }
        />
      ) : null}
    </>
  );
}

/** Shows the numbers of pages and chunks. */
function Lengths({ pages, chunks }: Pick<PublicDocument["receipt"], "pages" | "chunks">) {
  return (
    <>
      <span className="c r" data-label={pages === undefined ? undefined : pages === 1 ? "page" : "pages"}>
        {pages}
      </span>
      <span className="c r" data-label={chunks === 1 ? "chunk" : "chunks"}>
        {chunks.toLocaleString("en")}
      </span>
    </>
  );
}
