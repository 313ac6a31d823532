import { callApi, collectionPath, createStore, type ProblemError, toProblem } from "../api/index.ts";
import { tellDocumentsChanged } from "./work.ts";

export interface DeletedDocument {
  readonly id: string;
  readonly collection: string;
  readonly title: string;
}

export interface Deletions {
  /** Gone from the list, and not sent yet. */
  readonly waiting: readonly DeletedDocument[];
  /** Sent, and still in what the server said before. */
  readonly sent: readonly DeletedDocument[];
  readonly problem?: ProblemError;
}

export const deletions = createStore<Deletions>({ waiting: [], sent: [] });

export function deleteLater(document: DeletedDocument): void {
  const { waiting, sent } = deletions.get();
  deletions.set({ waiting: [...waiting, document], sent });
}

export function undoDeletions(): void {
  deletions.set({ waiting: [], sent: deletions.get().sent });
}

/** What waits goes now; what fails comes back into the list, with its reason. */
export async function sendDeletions(isLeaving = false): Promise<void> {
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

// Whoever closes the page within these seconds has deleted all the same.
addEventListener("pagehide", () => void sendDeletions(true));
