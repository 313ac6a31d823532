import type { AccessScope } from "../access.ts";
import type { Feedback } from "../schemas/feedback.ts";

/** What readers think of answers. Each call sees one committed state, and a change is on the disk when it ends. */
export interface FeedbackStore {
  /**
   * Takes the place of an earlier one of the same reader on the same answer in the same scope.
   *
   * @param feedback  `scope` is that of the reader: who may not read all of that does not see it
   */
  keepFeedback(feedback: Feedback & { readonly scope: AccessScope }, signal: AbortSignal): Promise<void>;
  /** The last given first; equal times by answer, descending. At most `limit`, from 1. */
  listFeedback(
    query: { readonly scope: AccessScope; readonly collection: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly Feedback[]>;
}
