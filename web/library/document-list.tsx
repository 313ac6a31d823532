import { type KeyboardEvent, useState } from "react";
import type { PublicDocument } from "../../src/core/index.ts";
import { documentAddress, goTo, isTyped } from "../current/index.ts";
import { RowList } from "../pieces/index.ts";
import { deleteLater, deletions } from "./deletions.ts";
import { DocumentRow } from "./document-row.tsx";
import type { LoadedDocuments, ShownRows } from "./use-documents.ts";

const ROW_PIXELS = 58;

interface DocumentListProps {
  readonly loaded: LoadedDocuments;
  readonly mayChange: boolean;
  readonly onShow: (rows: ShownRows) => void;
  /** Id of the document that is open beside the list. */
  readonly read: string | undefined;
}

/**
 * Lists the documents. The key `o` opens the document of a row; pressing it again moves the focus into the document.
 */
export function DocumentList({ loaded, mayChange, onShow, read }: DocumentListProps) {
  const [open, setOpen] = useState<string>();
  const { waiting, sent } = deletions.use();
  const gone = new Set([...waiting, ...sent].map(({ id }) => id));
  const { total, at, isLoading, isStale } = loaded;
  const openByKey = (event: KeyboardEvent): void => {
    const { target, nativeEvent } = event;
    if (event.key !== "o" || isTyped(nativeEvent) || !(target instanceof HTMLElement)) return;
    const document = at(Number(target.closest<HTMLElement>("li[data-index]")?.dataset.index ?? Number.NaN));
    if (document !== undefined) openDocument(document, read);
  };
  if (isLoading) return <p className="quiet">Loading the documents…</p>;
  if (total === 0) return <p className="quiet nothing">No matching documents.</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows are buttons, and this handles one more of their keys
    <div data-stale={isStale} onKeyDown={openByKey}>
      <div className="docs-head" aria-hidden="true">
        <span>Document</span>
        <span>Kind</span>
        <span className="r">Pages</span>
        <span className="r">Chunks</span>
        <span>Receipt</span>
        <span>Added</span>
      </div>
      <RowList
        label="Documents"
        className="docs"
        count={total}
        rowPixels={ROW_PIXELS}
        scroller=".one"
        keyOf={(index) => at(index)?.id ?? index}
        isGone={(index) => gone.has(at(index)?.id ?? "")}
        onShow={(first, last) => onShow({ first, last })}
        {...(mayChange
          ? {
              onDelete: (index: number) => {
                const document = at(index);
                if (document !== undefined) deleteLater(document);
              },
            }
          : {})}
        renderRow={(index) => {
          const document = at(index);
          if (document === undefined) return <p className="doc-row awaited">Loading…</p>;
          const { id } = document;
          return (
            <DocumentRow
              document={document}
              mayChange={mayChange}
              isOpen={open === id}
              isRead={read === undefined ? undefined : read === id}
              onRead={() => openDocument(document, read)}
              onToggle={() => setOpen(open === id ? undefined : id)}
            />
          );
        }}
      />
    </div>
  );
}

function openDocument({ id, collection }: PublicDocument, read: string | undefined): void {
  if (read === id) document.querySelector<HTMLElement>("[data-source]")?.focus();
  else goTo(documentAddress({ documentId: id, collection }));
}
