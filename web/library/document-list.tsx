import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useRef, useState } from "react";
import type { PublicDocument } from "../../src/contract/index.ts";
import { DocumentRow } from "./document-row.tsx";

/** Beyond this only the rows that can be seen are in the page. */
const PLAIN_UP_TO = 100;
const ROW_PIXELS = 62;

interface DocumentListProps {
  readonly documents: readonly PublicDocument[];
  readonly mayDelete: boolean;
  readonly isLoading: boolean;
}

export function DocumentList({ documents, mayDelete, isLoading }: DocumentListProps) {
  const [open, setOpen] = useState<string>();
  if (isLoading) return <p className="quiet">Loading the documents…</p>;
  if (documents.length === 0) return <p className="quiet nothing">No document fits.</p>;
  const toggle = (id: string): void => setOpen(open === id ? undefined : id);
  const rows = { documents, mayDelete, open, toggle };
  return (
    <>
      <div className="docs-head" aria-hidden="true">
        <span>Document</span>
        <span>Kind</span>
        <span className="r">Pages</span>
        <span className="r">Chunks</span>
        <span>Receipt</span>
        <span>Added</span>
      </div>
      {documents.length > PLAIN_UP_TO ? <VirtualRows {...rows} /> : <PlainRows {...rows} />}
    </>
  );
}

interface RowsProps {
  readonly documents: readonly PublicDocument[];
  readonly mayDelete: boolean;
  readonly open: string | undefined;
  toggle(id: string): void;
}

function PlainRows({ documents, mayDelete, open, toggle }: RowsProps) {
  return (
    <ul className="docs" aria-label="Documents" onKeyDown={moveByArrow}>
      {documents.map((document) => (
        <li key={document.id}>
          <DocumentRow
            document={document}
            mayDelete={mayDelete}
            isOpen={open === document.id}
            onToggle={() => toggle(document.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function VirtualRows({ documents, mayDelete, open, toggle }: RowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => list.current?.closest(".one") ?? null,
    estimateSize: () => ROW_PIXELS,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => documents[index]?.id ?? index,
  });
  return (
    <ul
      ref={list}
      className="docs virtual"
      aria-label="Documents"
      onKeyDown={moveByArrow}
      style={{ blockSize: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const document = documents[index];
        if (document === undefined) return null;
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={documents.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <DocumentRow
              document={document}
              mayDelete={mayDelete}
              isOpen={open === document.id}
              onToggle={() => toggle(document.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Up and down go from row to row. */
function moveByArrow(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target instanceof HTMLElement ? event.target.closest("li[data-index], .docs > li") : null;
  if (step === undefined || row === null) return;
  const next = step === 1 ? row.nextElementSibling : row.previousElementSibling;
  const button = next?.querySelector(".doc-row");
  if (!(button instanceof HTMLElement)) return;
  event.preventDefault();
  button.focus();
}
