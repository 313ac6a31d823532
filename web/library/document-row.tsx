import { useId } from "react";
import type { PublicDocument } from "../../src/contract/index.ts";
import { collectionPath, downloadFile } from "../api/index.ts";
import { Button, dayOf, Icon } from "../pieces/index.ts";
import { deleteLater } from "./deletions.ts";
import { fileName } from "./describe-job.ts";
import { hasWarnings, listFacts, summarizeReceipt } from "./describe-receipt.ts";
import { kindOf } from "./kind-of.ts";

interface DocumentRowProps {
  readonly document: PublicDocument;
  readonly mayDelete: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Two lines; the receipt opens below them. */
export function DocumentRow({ document, mayDelete, isOpen, onToggle }: DocumentRowProps) {
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
          <span className="file">{fileName(uri)}</span>
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
      {isOpen ? <Receipt id={receipt} document={document} mayDelete={mayDelete} /> : null}
    </>
  );
}

interface ReceiptProps {
  readonly id: string;
  readonly document: PublicDocument;
  readonly mayDelete: boolean;
}

function Receipt({ id, document, mayDelete }: ReceiptProps) {
  const { title, collection } = document;
  const { warnings, nearDuplicates = [] } = document.receipt;
  const path = collectionPath(collection, "documents", document.id, "original");
  return (
    <section
      id={id}
      className={hasWarnings(document) ? "receipt-in warned" : "receipt-in"}
      aria-label={`Receipt of ${title}`}
    >
      <div>
        {warnings.length === 0 ? <p>All of it was read, and all of it is searched.</p> : null}
        {warnings.map(({ code, message, page }) => (
          <p key={`${code} ${page ?? ""} ${message}`}>{message}</p>
        ))}
        {nearDuplicates.length === 0 ? null : (
          <p>Says nearly the same as {nearDuplicates.map(({ uri }) => fileName(uri)).join(", ")}.</p>
        )}
        <p className="do">
          <Button onClick={() => void downloadFile(path, fileName(document.uri))}>Download the original</Button>
          {mayDelete ? (
            <Button onClick={() => deleteLater({ id: document.id, collection, title })}>Delete</Button>
          ) : null}
        </p>
      </div>
      <dl className="facts">
        {listFacts(document).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={name === "Content" ? "code" : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
