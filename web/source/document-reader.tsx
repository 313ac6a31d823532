import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import type { PublicDocument, Span } from "../../src/core/index.ts";
import type { DocumentText } from "../api/index.ts";
import { Icon } from "../pieces/index.ts";
import { locateSpan, type Place } from "../reading/index.ts";
import { Desk } from "./desk.tsx";
import { FindBar } from "./find-bar.tsx";
import { PageRuler } from "./page-ruler.tsx";
import { ShowAs } from "./show-as.tsx";
import { TextPage } from "./text-page.tsx";
import { type Finding, useFind } from "./use-find.ts";

const PdfPages = lazy(async () => ({ default: (await import("./pdf-pages.tsx")).PdfPages }));

type View = "page" | "text" | "receipt";

export interface DocumentReaderProps {
  readonly about: PublicDocument;
  readonly whole: DocumentText;
  /** Span to scroll to; absent for the top. */
  readonly span?: Span | undefined;
  readonly receipt: ReactNode;
  readonly isReceiptFirst: boolean;
  readonly isWarned: boolean;
}

/** Shows a whole document as pages or text, with a search field and its receipt. */
export function DocumentReader({ about, whole, span, receipt, isReceiptFirst, isWarned }: DocumentReaderProps) {
  const isPaged = about.mediaType === "application/pdf" && about.receipt.pages !== undefined;
  const reading = isPaged ? "page" : "text";
  const [view, setView] = useState<View>(isReceiptFirst ? "receipt" : reading);
  const [turn, setTurn] = useState<{ readonly page: number }>();
  const [page, setPage] = useState(1);
  const finding = useFind(whole.text, about.mediaType === "text/markdown");
  const look = (query: string): void => {
    if (view === "receipt") setView(reading);
    finding.look(query);
  };
  const words = isWarned ? <Warned /> : "Receipt";
  return (
    <>
      <div className="pages reading">
        <ShowAs<View>
          of={isPaged ? { page: "Page", text: "Text", receipt: words } : { text: "Text", receipt: words }}
          shown={view}
          onChoose={setView}
        />
        {view === "page" ? (
          <PageRuler
            page={page}
            pages={about.receipt.pages ?? page}
            cited={[]}
            onTurn={(to) => setTurn({ page: to })}
          />
        ) : null}
        <FindBar finding={{ ...finding, look }} />
      </div>
      <Desk label={{ page: `Page ${page}`, text: "Text of the document", receipt: "Receipt" }[view]}>
        {view === "receipt" ? (
          receipt
        ) : view === "text" ? (
          <Words about={about} whole={whole} span={span} finding={finding} />
        ) : (
          <Suspense fallback={<p className="loading">Opening the page…</p>}>
            <Leaves
              about={about}
              whole={whole}
              span={span}
              finding={finding}
              turn={turn}
              onPage={setPage}
              onText={() => setView("text")}
            />
          </Suspense>
        )}
      </Desk>
    </>
  );
}

function Warned() {
  return (
    <span className="warned-receipt">
      <Icon name="warn" />
      Receipt
    </span>
  );
}

interface ShownProps extends Pick<DocumentReaderProps, "about" | "whole" | "span"> {
  readonly finding: Finding;
}

/** Number of a place that is not a citation and has no pin. */
const NONE = { number: 0 };
const nothing = (): void => undefined;

function Words({ about, whole, span, finding: { found, current } }: ShownProps) {
  if (whole.text.trim() === "")
    return <p className="quiet">No text could be read from this document. Its receipt says why.</p>;
  const first = span === undefined ? [] : [{ ...span, ...NONE, isOpen: true }];
  const marks = found.map((place) => ({ ...place, ...NONE, isOpen: place === current }));
  return (
    <TextPage
      document={whole}
      mediaType={about.mediaType}
      marks={current === undefined ? first : marks}
      onOpen={nothing}
    />
  );
}

interface LeavesProps extends ShownProps {
  readonly turn: { readonly page: number } | undefined;
  onPage(page: number): void;
  onText(): void;
}

function Leaves({ about, whole, span, finding: { current }, ...others }: LeavesProps) {
  const name = { collection: about.collection, documentId: about.id };
  const place = usePlace(whole, about.id, current ?? span);
  const isShown = place.span.end > place.span.start;
  return <PdfPages {...others} name={name} place={place} places={isShown ? [place] : []} onOpen={nothing} />;
}

/** Returns the same object for the same place, since a new object would scroll the page again. */
function usePlace({ text, locations }: DocumentText, documentId: string, span: Span | undefined): Place {
  return useMemo(() => {
    const top = { page: 1, boxes: [] };
    if (span === undefined) return { ...NONE, documentId, span: { start: 0, end: 0 }, quote: "", location: top };
    const location = locateSpan(locations, span) ?? top;
    return { ...NONE, documentId, span, quote: text.slice(span.start, span.end), location };
  }, [text, locations, documentId, span]);
}
