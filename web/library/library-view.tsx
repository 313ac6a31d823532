import { useEffect, useState } from "react";
import { mayAdministrate, mayWrite, useAbout } from "../api/index.ts";
import { useCollection } from "../current/index.ts";
import { Button, countOf, Trouble } from "../pieces/index.ts";
import { AddingWork } from "./adding-work.tsx";
import { DocumentFilters } from "./document-filters.tsx";
import { DocumentList } from "./document-list.tsx";
import { DropZone } from "./drop-zone.tsx";
import { FirstDocuments } from "./first-documents.tsx";
import { Sources } from "./sources.tsx";
import { UndoBar } from "./undo-bar.tsx";
import { MissingVectors, Reindex } from "./upkeep.tsx";
import { type ListChoice, type ShownRows, useDocuments } from "./use-documents.ts";
import { useJobs } from "./use-jobs.ts";
import { useSettled } from "./use-settled.ts";
import { work } from "./work.ts";
import "./library.css";

const ALL: ListChoice = { text: "", where: "", onlyWarnings: false, sort: "uri" };

export function LibraryView() {
  const { name, collection, isLoading: isCollectionLoading } = useCollection();
  const about = useAbout();
  const [choice, setChoice] = useState(ALL);
  const [shown, setShown] = useState<ShownRows>({ first: 0, last: 0 });
  const text = useSettled(choice.text);
  const loaded = useDocuments(name, { ...choice, text }, shown);
  const isAdding = work.use().some((one) => one.collection === name);
  useJobs(name, mayWrite(about));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another collection has other words and fields
  useEffect(() => setChoice(ALL), [name]);

  const isWhole = text === "" && choice.where === "" && !choice.onlyWarnings;
  const isEmpty = !loaded.isLoading && loaded.error === null && loaded.total === 0 && isWhole;
  if (isEmpty && !isCollectionLoading && !isAdding)
    return (
      <div className="view one">
        <FirstDocuments collection={name} about={about} />
      </div>
    );
  if ((loaded.isLoading || isCollectionLoading) && !isAdding) return <p className="loading">Loading the documents…</p>;
  return (
    <div className="view one">
      <div className="one-in">
        <div className="head">
          <div>
            <h1 className="view-title">{name}</h1>
            <p>{describeCollection(collection?.documents ?? loaded.total, collection)}</p>
          </div>
          {mayAdministrate(about) ? <Reindex collection={name} /> : null}
        </div>
        {mayWrite(about) ? <DropZone collection={name} about={about} /> : null}
        <AddingWork collection={name} />
        {mayWrite(about) ? <MissingVectors collection={name} status={collection} /> : null}
        {mayAdministrate(about) ? <Sources collection={name} /> : null}
        <DocumentFilters choice={choice} loaded={loaded} onChoose={setChoice} />
        {loaded.error === null ? null : (
          <Trouble title="The documents could not be listed" error={loaded.error}>
            <Button onClick={loaded.retry}>Try again</Button>
          </Trouble>
        )}
        <DocumentList loaded={loaded} mayChange={mayWrite(about)} onShow={setShown} />
      </div>
      <UndoBar />
    </div>
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
