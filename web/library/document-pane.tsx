import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PublicDocument } from "../../src/core/index.ts";
import { mayWrite, ProblemError, readDocument, readDocumentText, useAbout } from "../api/index.ts";
import { type DocumentAddress, goTo, Link } from "../current/index.ts";
import { Button, countOf, dayOf, Icon, IconButton, Trouble } from "../pieces/index.ts";
import { DocumentReader, SaveOriginal, useLostFocus } from "../source/index.ts";
import { deletions, undoDeletions } from "./deletions.ts";
import { hasWarnings } from "./describe-receipt.ts";
import { kindOf } from "./kind-of.ts";
import { Receipt } from "./receipt.tsx";

const LIST = "/library";
const closeDocument = (): void => goTo(LIST);

interface DocumentPaneProps extends DocumentAddress {
  readonly collection: string;
}

/** Shows a whole document beside the list of documents. */
export function DocumentPane({ documentId, collection, span, isReceipt = false }: DocumentPaneProps) {
  const name = { collection, documentId };
  const about = useQuery({ queryKey: ["document", name], queryFn: ({ signal }) => readDocument(name, signal) });
  const whole = useQuery({
    queryKey: ["document-text", name],
    queryFn: ({ signal }) => readDocumentText(name, signal),
  });
  const mayChange = mayWrite(useAbout());
  const { isWaiting, isDeleted } = useDeletion(documentId);
  const error = about.error ?? whole.error;
  const isGone = isDeleted || isNotFound(error);
  const document = isGone ? undefined : about.data;
  useTitle(document?.title);
  useEscape();
  return (
    <aside className="evidence viewer document" aria-label={about.data?.title ?? "Document"}>
      <DocumentBar title={isGone ? "This document is not there" : document?.title} document={document} />
      {isGone ? (
        <Gone isWaiting={isWaiting} />
      ) : error !== null ? (
        <div className="desk">
          <Trouble title="The document could not be opened" error={error}>
            <Button onClick={() => void Promise.all([about.refetch(), whole.refetch()])}>Try again</Button>
          </Trouble>
        </div>
      ) : about.data === undefined || whole.data === undefined ? (
        <p className="loading">Opening the document…</p>
      ) : (
        <Read about={about.data} whole={whole.data} span={span} mayChange={mayChange} isReceipt={isReceipt} />
      )}
    </aside>
  );
}

/** Returns whether a document was deleted on this page, and whether its deletion can still be undone. */
function useDeletion(documentId: string): { readonly isWaiting: boolean; readonly isDeleted: boolean } {
  const { waiting, sent } = deletions.use();
  const isWaiting = waiting.some(({ id }) => id === documentId);
  return { isWaiting, isDeleted: isWaiting || sent.some(({ id }) => id === documentId) };
}

const isNotFound = (error: Error | null): boolean => error instanceof ProblemError && error.status === 404;

interface ReadProps extends Pick<Parameters<typeof DocumentReader>[0], "about" | "whole" | "span"> {
  readonly mayChange: boolean;
  readonly isReceipt: boolean;
}

function Read({ mayChange, isReceipt, ...props }: ReadProps) {
  useLostFocus();
  return (
    <DocumentReader
      {...props}
      isReceiptFirst={isReceipt}
      isWarned={hasWarnings(props.about)}
      receipt={
        <Receipt id="receipt" document={props.about} mayChange={mayChange} isWhole={true} onDelete={closeDocument} />
      }
    />
  );
}

interface DocumentBarProps {
  readonly title: string | undefined;
  readonly document: PublicDocument | undefined;
}

/** Bar with the title and a link back to the list. */
function DocumentBar({ title = "Document", document }: DocumentBarProps) {
  return (
    <div className="bar">
      <Link className="plain back" to={LIST}>
        <Icon name="previous" />
        All documents
      </Link>
      <div>
        <h2 dir="auto">{title}</h2>
        <p className="at">{document === undefined ? "" : describe(document)}</p>
      </div>
      <div className="tools">
        {document === undefined ? null : (
          <SaveOriginal name={{ collection: document.collection, documentId: document.id }} uri={document.uri} />
        )}
        <IconButton icon="close" label="Close the document" onClick={closeDocument} />
      </div>
    </div>
  );
}

function describe({ mediaType, receipt: { pages, chunks }, addedAt }: PublicDocument): string {
  const length = [...(pages === undefined ? [] : [countOf(pages, "page")]), countOf(chunks, "chunk")];
  return [kindOf(mediaType), ...length, `added ${dayOf(addedAt)}`].join(", ");
}

/** Explains that a document was deleted or cannot be read. */
function Gone({ isWaiting }: { readonly isWaiting: boolean }) {
  useLostFocus();
  return (
    <section className="desk gone" aria-label="No document">
      <p>
        {isWaiting
          ? "You have just deleted it."
          : "It was deleted, is in another collection, or you may not read it. Saved answers keep their quotes from it."}
      </p>
      <p className="do">
        {isWaiting ? <Button onClick={undoDeletions}>Undo</Button> : null}
        <Link className="button" to={LIST} data-source>
          See all documents
        </Link>
      </p>
    </section>
  );
}

function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return undefined;
    document.title = `${title} · Lydian`;
    return () => {
      document.title = "Library · Lydian";
    };
  }, [title]);
}

/** Closes the document on Escape, unless the search field, a dialog or a menu handles the key. */
function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTaken = event.defaultPrevented || document.querySelector("dialog[open], [role=menu]") !== null;
      if (event.key !== "Escape" || isTaken) return;
      event.preventDefault();
      closeDocument();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
