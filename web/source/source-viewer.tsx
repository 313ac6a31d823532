import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Passage, PublicDocument } from "../../src/core/index.ts";
import { type DocumentText, readDocument, readDocumentText } from "../api/index.ts";
import { Trouble } from "../pieces/index.ts";
import type { Place, Sentence } from "../reading/index.ts";
import { Changed } from "./changed.tsx";
import { Desk } from "./desk.tsx";
import { PageRuler } from "./page-ruler.tsx";
import { ShowAs } from "./show-as.tsx";
import { SourceBar } from "./source-bar.tsx";
import { TextPage } from "./text-page.tsx";
import { trackPlaces } from "./track-places.ts";

/** Loads PDF.js only when a page is shown, since it is large. */
const PdfPages = lazy(async () => ({ default: (await import("./pdf-pages.tsx")).PdfPages }));

export interface SourceViewerProps {
  readonly place: Place;
  readonly places: readonly Place[];
  readonly passages: readonly Passage[];
  readonly collection: string;
  /** Sentence that cites the place; shown again if the answer is not visible beside the source. */
  readonly sentence: Sentence | undefined;
  readonly onClose: () => void;
  readonly onStep: (by: number) => void;
  readonly onOpen: (number: number) => void;
}

/** Shows a cited span in its document, as text or on the original page. */
export function SourceViewer(props: SourceViewerProps) {
  const { place, collection } = props;
  const name = { collection, documentId: place.documentId };
  const about = useQuery({ queryKey: ["document", name], queryFn: ({ signal }) => readDocument(name, signal) });
  const whole = useQuery({
    queryKey: ["document-text", name],
    queryFn: ({ signal }) => readDocumentText(name, signal),
  });
  const error = about.error ?? whole.error;
  const isThere = about.data !== undefined && whole.data !== undefined;
  return (
    <aside className="evidence viewer" aria-label={`Source of citation ${place.number}`}>
      <SourceBar {...props} about={about.data} />
      {error !== null ? (
        <Desk label="The source">
          <Trouble title="The source could not be opened" error={error} />
        </Desk>
      ) : isThere ? (
        <OpenedSource {...props} about={about.data} whole={whole.data} />
      ) : (
        <Desk label="The source">
          <p className="loading">Opening the document…</p>
        </Desk>
      )}
    </aside>
  );
}

interface OpenedProps extends SourceViewerProps {
  readonly about: PublicDocument;
  readonly whole: DocumentText;
}

function OpenedSource({ about, whole, ...props }: OpenedProps) {
  const { place, collection, passages, onOpen } = props;
  const hasChanged = isOfOtherText(place, whole);
  const places = props.places.filter(({ documentId }) => documentId === place.documentId);
  const tracked = hasChanged ? trackPlaces(whole.text, places) : places;
  const [view, setView] = useState<"page" | "text">();
  const [turn, setTurn] = useState<{ readonly page: number }>();
  const [page, setPage] = useState(pageOf(place) ?? 1);
  const isPaged = isOnPage(place, about);
  // A changed document is shown as text, since the boxes of the old version do not fit its pages.
  const isText = !isPaged || view === "text" || (view === undefined && hasChanged);
  const name = { collection, documentId: place.documentId };
  return (
    <>
      {isPaged ? (
        <PageOrText isText={isText} onChoose={setView}>
          <PageRuler
            page={page}
            pages={about.receipt.pages ?? page}
            cited={places.flatMap((one) => pageOf(one) ?? [])}
            onTurn={(to) => setTurn({ page: to })}
          />
        </PageOrText>
      ) : null}
      <Desk label={isText ? "Text of the document" : `Page ${page}`}>
        {hasChanged ? (
          <Changed
            place={place}
            passages={passages}
            isStill={tracked.some(({ number, span }) => number === place.number && span.end > span.start)}
          />
        ) : null}
        {isText ? (
          <TextPage
            document={whole}
            mediaType={about.mediaType}
            marks={tracked
              .map(({ number, span }) => ({ ...span, number, isOpen: number === place.number }))
              .sort((a, b) => a.start - b.start)}
            onOpen={onOpen}
          />
        ) : (
          <Suspense fallback={<p className="loading">Opening the page…</p>}>
            <PdfPages
              name={name}
              place={place}
              turn={turn}
              onOpen={onOpen}
              places={hasChanged ? [] : places}
              onPage={setPage}
              onText={() => setView("text")}
            />
          </Suspense>
        )}
      </Desk>
    </>
  );
}

interface PageOrTextProps {
  readonly isText: boolean;
  readonly onChoose: (view: "page" | "text") => void;
  /** Controls that move through the pages. */
  readonly children: ReactNode;
}

function PageOrText({ isText, onChoose, children }: PageOrTextProps) {
  return (
    <div className="pages">
      <ShowAs<"page" | "text">
        of={{ page: "Page", text: "Text" }}
        shown={isText ? "text" : "page"}
        onChoose={onChoose}
      />
      {isText ? <span className="kind">Text extracted from the pages</span> : children}
    </div>
  );
}

/** Returns whether the document has changed since the place was cited. */
const isOfOtherText = (place: Place, { contentHash }: DocumentText): boolean =>
  place.contentHash !== undefined && place.contentHash !== contentHash;

const isOnPage = (place: Place, { mediaType }: PublicDocument): boolean =>
  mediaType === "application/pdf" && pageOf(place) !== undefined;

const pageOf = ({ location }: Place): number | undefined =>
  location !== undefined && "page" in location ? location.page : undefined;
