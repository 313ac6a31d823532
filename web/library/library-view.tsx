import { useEffect, useRef, useState } from "react";
import { mayAdministrate, mayWrite, useAbout } from "../api/index.ts";
import { readDocumentAddress, useAddress, useCollection } from "../current/index.ts";
import { Button, countOf, Trouble } from "../pieces/index.ts";
import { AddingWork } from "./adding-work.tsx";
import { DocumentFilters } from "./document-filters.tsx";
import { DocumentList } from "./document-list.tsx";
import { DocumentPane } from "./document-pane.tsx";
import { DropZone } from "./drop-zone.tsx";
import { FailedFiles } from "./failed-files.tsx";
import { FirstDocuments } from "./first-documents.tsx";
import { Sources } from "./sources.tsx";
import { UndoBar } from "./undo-bar.tsx";
import { MissingVectors, Reindex } from "./upkeep.tsx";
import { type ListChoice, type ShownRows, useDocuments } from "./use-documents.ts";
import { useJobs } from "./use-jobs.ts";
import { useSettled } from "./use-settled.ts";
import { work } from "./work.ts";
import "./library.css";
import "./document.css";

const ALL: ListChoice = { text: "", where: "", onlyWarnings: false, sort: "uri" };

/** Shows the documents of a collection, and the opened document beside the list. */
export function LibraryView() {
  const { name, all, choose } = useCollection();
  const opened = readDocumentAddress(useAddress());
  const { collection = name, documentId } = opened ?? {};
  const isElsewhere = collection !== name && all.some((one) => one.name === collection);
  useEffect(() => {
    if (isElsewhere) choose(collection);
  }, [isElsewhere, collection, choose]);
  useWayBack(documentId);
  return (
    <div className="view library" data-reading={opened !== undefined}>
      {opened === undefined ? null : <h1 className="sr">Library</h1>}
      <Listed read={documentId} />
      {opened === undefined ? null : (
        <DocumentPane key={`${collection} ${documentId}`} {...opened} collection={collection} />
      )}
      <UndoBar />
    </div>
  );
}

/** Returns the focus to a document's row when the document is closed. */
function useWayBack(documentId: string | undefined): void {
  const before = useRef(documentId);
  useEffect(() => {
    const closed = documentId === undefined ? before.current : undefined;
    before.current = documentId;
    if (closed === undefined || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-document="${CSS.escape(closed)}"]`)?.focus();
  }, [documentId]);
}

function Listed({ read }: { readonly read: string | undefined }) {
  const { name, isLoading: isCollectionLoading } = useCollection();
  const about = useAbout();
  const [choice, setChoice] = useState(ALL);
  const [shown, setShown] = useState<ShownRows>({ first: 0, last: 0 });
  const text = useSettled(choice.text);
  const loaded = useDocuments(name, { ...choice, text }, shown);
  const isAdding = work.use().some((one) => one.collection === name);
  useJobs(name, mayWrite(about));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another collection is shown without the filter of the previous one
  useEffect(() => setChoice(ALL), [name]);

  const isWhole = text === "" && choice.where === "" && !choice.onlyWarnings;
  const isEmpty = !loaded.isLoading && loaded.error === null && loaded.total === 0 && isWhole;
  const isReading = read !== undefined;
  if (isEmpty && !isCollectionLoading && !isAdding)
    return (
      <div className="one">
        <FirstDocuments collection={name} about={about} />
        <FailedFiles collection={name} />
      </div>
    );
  if ((loaded.isLoading || isCollectionLoading) && !isAdding) return <p className="loading">Loading the documents…</p>;
  return (
    <div className="one">
      <div className="one-in">
        <CollectionHead documents={loaded.total} isReading={isReading} />
        <CollectionWork isReading={isReading} />
        <DocumentFilters choice={choice} loaded={loaded} onChoose={setChoice} isMain={!isReading} />
        {loaded.error === null ? null : (
          <Trouble title="The documents could not be listed" error={loaded.error}>
            <Button onClick={loaded.retry}>Try again</Button>
          </Trouble>
        )}
        <DocumentList loaded={loaded} mayChange={mayWrite(about)} onShow={setShown} read={read} />
      </div>
    </div>
  );
}

interface CollectionWorkProps {
  /** True beside an open document, where the actions for the whole collection are hidden. */
  readonly isReading: boolean;
}

interface CollectionHeadProps extends CollectionWorkProps {
  /** Number of listed documents. */
  readonly documents: number;
}

/** Shows the name of the collection and what it contains. */
function CollectionHead({ documents, isReading }: CollectionHeadProps) {
  const { name, collection } = useCollection();
  const mayManage = mayAdministrate(useAbout()) && !isReading;
  const Title = isReading ? "h2" : "h1";
  return (
    <div className="head">
      <div>
        <Title className="view-title">{name}</Title>
        <p>{describeCollection(collection?.documents ?? documents, collection)}</p>
      </div>
      {mayManage ? <Reindex collection={name} /> : null}
    </div>
  );
}

/** Adds documents to the collection, and shows the work on it. */
function CollectionWork({ isReading }: CollectionWorkProps) {
  const { name, collection } = useCollection();
  const about = useAbout();
  const mayChange = mayWrite(about) && !isReading;
  const mayManage = mayAdministrate(about) && !isReading;
  return (
    <>
      {mayChange ? <DropZone collection={name} about={about} /> : null}
      <AddingWork collection={name} />
      <FailedFiles collection={name} />
      {mayChange ? <MissingVectors collection={name} status={collection} /> : null}
      {mayManage ? <Sources collection={name} /> : null}
    </>
  );
}

function describeCollection(
  documents: number,
  status:
    | { readonly chunks?: number; readonly chunksWithoutVectors?: number; readonly documentsWithWarnings: number }
    | undefined,
): string {
  const { chunks, chunksWithoutVectors = 0, documentsWithWarnings = 0 } = status ?? {};
  const parts = [countOf(documents, "document"), ...(chunks === undefined ? [] : [countOf(chunks, "chunk")])];
  const notes = [
    ...(chunksWithoutVectors === 0 ? [] : [`${countOf(chunksWithoutVectors, "chunk")} not found by meaning yet`]),
    ...(documentsWithWarnings === 0 ? [] : [`${countOf(documentsWithWarnings, "document")} with warnings`]),
  ];
  return `${parts.join(", ")}.${notes.length === 0 ? "" : ` ${notes.join(", ")}.`}`;
}
