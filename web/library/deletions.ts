import { callApi, collectionPath, createStore, type ProblemError, toProblem } from "../api/index.ts";
import { tellDocumentsChanged } from "./work.ts";

export interface DeletedDocument {
  readonly id: string;
  readonly collection: string;
  readonly title: string;
}

export interface Deletions {
  /** Documents removed from the list whose deletion is not sent yet. */
  readonly waiting: readonly DeletedDocument[];
  /** Documents whose deletion is sent but which the last list of the server still contains. */
  readonly sent: readonly DeletedDocument[];
  readonly problem?: ProblemError;
}

/** Time in which a deletion can be undone, in every view. */
const UNDO_MS = 10_000;

export const deletions = createStore<Deletions>({ waiting: [], sent: [] });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Removes a document from the list, and restarts the time in which deletions can be undone. */
export function deleteLater({ id, collection, title }: DeletedDocument): void {
  const { waiting, sent } = deletions.get();
  deletions.set({ waiting: [...waiting, { id, collection, title }], sent });
  releaseDeletions();
}

/** Stops the time while the user is about to undo. */
export function holdDeletions(): void {
  clearTimeout(timer);
}

export function releaseDeletions(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendDeletions(), UNDO_MS);
}

export function undoDeletions(): void {
  clearTimeout(timer);
  deletions.set({ waiting: [], sent: deletions.get().sent });
}

/** Sends the waiting deletions now. Documents whose deletion fails return to the list with the reason. */
async function sendDeletions(isLeaving = false): Promise<void> {
  clearTimeout(timer);
  const { waiting, sent } = deletions.get();
  if (waiting.length === 0) return;
  deletions.set({ waiting: [], sent: [...sent, ...waiting] });
  for (const document of waiting) {
    const path = collectionPath(document.collection, "documents", document.id);
    try {
      await callApi(path, { method: "DELETE", isKeptAlive: isLeaving });
    } catch (error) {
      const now = deletions.get();
      deletions.set({ ...now, sent: now.sent.filter(({ id }) => id !== document.id), problem: toProblem(error) });
    }
  }
  for (const collection of new Set(waiting.map((document) => document.collection))) tellDocumentsChanged(collection);
}

export function forgetProblem(): void {
  const { waiting, sent } = deletions.get();
  deletions.set({ waiting, sent });
}

// Closing the page sends the deletions at once.
addEventListener("pagehide", () => void sendDeletions(true));
