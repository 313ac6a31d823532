import { useQuery } from "@tanstack/react-query";
import type { Passage } from "../../src/core/index.ts";
import { readDocumentText } from "../api/index.ts";
import { locateSpan, type Place } from "../reading/index.ts";
import { SourceViewer, useLostFocus } from "../source/index.ts";
import type { MapModel } from "./model.ts";

interface OpenedPassageProps {
  readonly model: MapModel;
  readonly row: number;
  readonly onClose: () => void;
}

/** Shows a passage within its document. */
export function OpenedPassage({ model, row, onClose }: OpenedPassageProps) {
  const { collection, passages, documents } = model.map;
  const passage = passages[row];
  const document = documents[passage?.document ?? -1];
  const name = { collection, documentId: document?.id ?? "" };
  const { data, error } = useQuery({
    queryKey: ["document-text", name],
    queryFn: ({ signal }) => readDocumentText(name, signal),
    enabled: document !== undefined,
  });
  if (passage === undefined || document === undefined) return null;
  // The viewer chooses its first page only once, so it waits until the place is known.
  if (data === undefined && error === null)
    return (
      <aside className="evidence viewer" aria-label="Source">
        <p className="loading">Opening the document…</p>
      </aside>
    );
  const { span, headingPath, chunkId, excerpt } = passage;
  const quote = data?.text.slice(span.start, span.end) ?? excerpt;
  const location = data === undefined ? undefined : locateSpan(data.locations, span);
  const located = location === undefined ? {} : { location };
  const place = { number: 1, documentId: document.id, span, quote, ...located };
  const hit: Passage["hit"] = {
    chunkId,
    documentId: document.id,
    title: document.title,
    uri: document.uri,
    span,
    headingPath,
    text: quote,
    rank: 1,
    score: 1,
    stage: "vectors",
    explanation: { stages: [] },
    ...located,
  };
  return (
    <Viewer place={place} collection={collection} onClose={onClose} passages={[{ number: 1, hit, text: quote }]} />
  );
}

interface ViewerProps {
  readonly place: Place;
  readonly passages: readonly Passage[];
  readonly collection: string;
  readonly onClose: () => void;
}

/** Shows the source, and focuses it if the row that opened it is no longer visible. */
function Viewer({ place, passages, collection, onClose }: ViewerProps) {
  useLostFocus();
  return (
    <SourceViewer
      place={place}
      passages={passages}
      collection={collection}
      onClose={onClose}
      places={[place]}
      sentence={undefined}
      onStep={() => undefined}
      onOpen={() => undefined}
    />
  );
}
