import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Passage } from "../../src/core/index.ts";
import { readDocument, readDocumentText } from "../api/index.ts";
import { IconButton, Notice, Trouble, VerdictMark } from "../pieces/index.ts";
import { describePlace, type Place, type Sentence } from "../reading/index.ts";
import { PageRuler } from "./page-ruler.tsx";
import { TextPage } from "./text-page.tsx";

/** PDF.js is large, and only who looks at a page needs it. */
const PdfPage = lazy(async () => ({ default: (await import("./pdf-page.tsx")).PdfPage }));

interface SourceViewerProps {
  readonly place: Place;
  readonly places: readonly Place[];
  readonly passages: readonly Passage[];
  readonly collection: string;
  /** The one under test, repeated where the answer is not beside it. */
  readonly sentence: Sentence | undefined;
  readonly onClose: () => void;
  readonly onStep: (by: number) => void;
  readonly onOpen: (number: number) => void;
}

/** Where it stands written: a cited span in its document, as text or on the page of the original. */
export function SourceViewer(props: SourceViewerProps) {
  const { place, collection } = props;
  const [isText, setIsText] = useState(false);
  const [turned, setTurned] = useState<{ readonly number: number; readonly page: number }>();
  const name = { collection, documentId: place.documentId };
  const about = useQuery({ queryKey: ["document", name], queryFn: ({ signal }) => readDocument(name, signal) });
  const whole = useQuery({
    queryKey: ["document-text", name],
    queryFn: ({ signal }) => readDocumentText(name, signal),
  });
  const error = about.error ?? whole.error;
  const isPdf = about.data?.mediaType === "application/pdf" && pageOf(place) !== undefined;
  const page = turned?.number === place.number ? turned.page : pageOf(place);
  return (
    <aside className="evidence viewer" aria-label={`Source of citation ${place.number}`}>
      <Bar {...props} />
      {isPdf && page !== undefined ? (
        <PageRuler
          {...{ isText, setIsText, page }}
          pages={about.data?.receipt.pages ?? page}
          cited={props.places
            .filter(({ documentId }) => documentId === place.documentId)
            .flatMap((one) => pageOf(one) ?? [])}
          onTurn={(to) => setTurned({ number: place.number, page: to })}
        />
      ) : null}
      <section
        className="desk"
        data-source
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        aria-label={isPdf && !isText ? `Page ${page}` : "Text of the document"}
      >
        {whole.data !== undefined && place.contentHash !== undefined && whole.data.contentHash !== place.contentHash ? (
          <Changed quote={place.quote} />
        ) : null}
        {error !== null ? (
          <Trouble title="The source could not be opened" error={error} />
        ) : whole.data === undefined || about.data === undefined ? (
          <p className="loading">Opening the document…</p>
        ) : isPdf && !isText && page !== undefined ? (
          <Suspense fallback={<p className="loading">Opening the page…</p>}>
            <PdfPage {...{ name, page, place }} places={props.places} onText={() => setIsText(true)} />
          </Suspense>
        ) : (
          <TextPage
            document={whole.data}
            keepsLines={about.data.mediaType === "text/plain"}
            marks={marksOf(props)}
            onOpen={props.onOpen}
          />
        )}
      </section>
    </aside>
  );
}

const pageOf = ({ location }: Place): number | undefined =>
  location !== undefined && "page" in location ? location.page : undefined;

const marksOf = ({ place, places }: SourceViewerProps) =>
  places
    .filter(({ documentId }) => documentId === place.documentId)
    .map(({ number, span }) => ({ ...span, number, isOpen: number === place.number }))
    .sort((a, b) => a.start - b.start);

function Bar({ place, places, passages, sentence, onClose, onStep }: SourceViewerProps) {
  const { title, heading, at } = describePlace(place, passages);
  return (
    <div className="bar">
      <span className="num" aria-hidden="true">
        {place.number}
      </span>
      <div>
        <h2>{title}</h2>
        <p className="at">{[at, heading].filter((part) => part !== "").join(", ")}</p>
      </div>
      <div className="tools">
        <IconButton icon="previous" label="Previous citation" onClick={() => onStep(-1)} />
        <span className="of">
          {place.number} of {places.length}
        </span>
        <IconButton icon="next" label="Next citation" onClick={() => onStep(1)} />
        <IconButton icon="close" label="Close the source" onClick={onClose} />
      </div>
      {sentence?.verdict === undefined ? null : (
        <p className="echo" data-v={sentence.verdict}>
          <VerdictMark verdict={sentence.verdict} />
          <span>{sentence.text}</span>
        </p>
      )}
    </div>
  );
}

function Changed({ quote }: { readonly quote: string }) {
  return (
    <div className="changed">
      <Notice>This document has changed since the answer. What was cited then:</Notice>
      <blockquote>{quote}</blockquote>
    </div>
  );
}
