import { useEffect, useState } from "react";
import { mayAdministrate, mayWrite, useAbout } from "../api/index.ts";
import { useCollection } from "../current/index.ts";
import { Button, countOf, Trouble } from "../pieces/index.ts";
import { AddingWork } from "./adding-work.tsx";
import { deletions } from "./deletions.ts";
import { DocumentFilters, type ListChoice } from "./document-filters.tsx";
import { DocumentList } from "./document-list.tsx";
import { DropZone } from "./drop-zone.tsx";
import { findDocuments } from "./find-documents.ts";
import { FirstDocuments } from "./first-documents.tsx";
import { Sources } from "./sources.tsx";
import { UndoBar } from "./undo-bar.tsx";
import { Upkeep } from "./upkeep.tsx";
import { useDocuments } from "./use-documents.ts";
import { useJobs } from "./use-jobs.ts";
import { work } from "./work.ts";
import "./library.css";

const ALL: ListChoice = { text: "", where: "", onlyWarnings: false };

export function LibraryView() {
  const { name, collection, isLoading: isCollectionLoading } = useCollection();
  const about = useAbout();
  const [choice, setChoice] = useState(ALL);
  const loaded = useDocuments(name, choice.where);
  const isAdding = work.use().some((one) => one.collection === name);
  const { waiting, sent } = deletions.use();
  const without = new Set([...waiting, ...sent].map(({ id }) => id));
  const shown = findDocuments(loaded.documents, { ...choice, without });
  useJobs(name, mayWrite(about));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another collection has other words and fields
  useEffect(() => setChoice(ALL), [name]);

  const isEmpty = !loaded.isLoading && loaded.error === null && loaded.total === 0 && choice.where === "";
  if (isEmpty && !isCollectionLoading && !isAdding)
    return (
      <div className="view one">
        <FirstDocuments collection={name} about={about} />
      </div>
    );
  return (
    <div className="view one">
      <div className="one-in">
        <div className="head">
          <div>
            <h1>{name}</h1>
            <p>{describeCollection(loaded.total, collection)}</p>
          </div>
        </div>
        {mayWrite(about) ? <DropZone collection={name} about={about} /> : null}
        <AddingWork collection={name} />
        <DocumentFilters choice={choice} loaded={loaded} onChoose={setChoice} />
        {loaded.error === null ? null : (
          <Trouble title="The documents could not be listed" error={loaded.error}>
            <Button onClick={loaded.retry}>Try again</Button>
          </Trouble>
        )}
        <DocumentList documents={shown} mayDelete={mayWrite(about)} isLoading={loaded.isLoading} />
        {mayAdministrate(about) ? <Sources collection={name} /> : null}
        {mayWrite(about) ? <Upkeep collection={name} status={collection} mayReindex={mayAdministrate(about)} /> : null}
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
