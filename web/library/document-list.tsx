import { useState } from "react";
import { RowList } from "../pieces/index.ts";
import { deleteLater, deletions } from "./deletions.ts";
import { DocumentRow } from "./document-row.tsx";
import type { LoadedDocuments, ShownRows } from "./use-documents.ts";

const ROW_PIXELS = 58;

interface DocumentListProps {
  readonly loaded: LoadedDocuments;
  readonly mayChange: boolean;
  readonly onShow: (rows: ShownRows) => void;
}

export function DocumentList({ loaded, mayChange, onShow }: DocumentListProps) {
  const [open, setOpen] = useState<string>();
  const { waiting, sent } = deletions.use();
  const gone = new Set([...waiting, ...sent].map(({ id }) => id));
  const { total, at, isLoading, isStale } = loaded;
  if (isLoading) return <p className="quiet">Loading the documents…</p>;
  if (total === 0) return <p className="quiet nothing">No document fits.</p>;
  return (
    <div data-stale={isStale}>
      <div className="docs-head" aria-hidden="true">
        <span>Document</span>
        <span>Kind</span>
        <span className="r">Pages</span>
        <span className="r">Chunks</span>
        <span>Receipt</span>
        <span>Added</span>
      </div>
      <RowList
        {...{ label: "Documents", className: "docs", count: total, rowPixels: ROW_PIXELS, scroller: ".one" }}
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
              onToggle={() => setOpen(open === id ? undefined : id)}
            />
          );
        }}
      />
    </div>
  );
}
