import { useId } from "react";
import type { PublicDocument } from "../../src/contract/index.ts";
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
}

/** Two lines; the receipt opens below them. */
export function DocumentRow({ document, mayChange, isOpen, onToggle }: DocumentRowProps) {
  const receipt = useId();
  const { title, uri, mediaType, addedAt } = document;
  const { pages, chunks } = document.receipt;
  const isWarned = hasWarnings(document);
  return (
    <>
      <button
        type="button"
        className="doc-row"
        aria-expanded={isOpen}
        aria-controls={isOpen ? receipt : undefined}
        onClick={onToggle}
      >
        <span className="names">
          <span className="title">{title}</span>
          <span className="file" title={uri}>
            {fileName(uri)}
          </span>
        </span>
        <span className="c">{kindOf(mediaType)}</span>
        <span className="c r" data-label={pages === undefined ? undefined : pages === 1 ? "page" : "pages"}>
          {pages}
        </span>
        <span className="c r" data-label={chunks === 1 ? "chunk" : "chunks"}>
          {chunks.toLocaleString("en")}
        </span>
        <span className={isWarned ? "rc warn" : "rc"}>
          <Icon name={isWarned ? "warn" : "supported"} />
          {summarizeReceipt(document)}
        </span>
        <span className="c date">{dayOf(addedAt)}</span>
      </button>
      {isOpen ? <Receipt id={receipt} document={document} mayChange={mayChange} /> : null}
    </>
  );
}
