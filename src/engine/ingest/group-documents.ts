import type { Prepared } from "./prepare-document.ts";
import { settle } from "./settle.ts";

/** When a group is committed: whichever comes first. */
export interface GroupLimits {
  /** The first group is small, so that the first words are found soon. */
  readonly firstChunks: number;
  readonly chunks: number;
  readonly originalBytes: number;
  /** Also for sources that need no commit. */
  readonly sources: number;
  /** Since the group's first document, even while the next one is still loading. */
  readonly ageMs: number;
}

/** Groups prepared documents for their commits, in their order; no group is empty. */
export async function* groupDocuments(
  prepared: AsyncGenerator<Prepared>,
  limits: GroupLimits,
): AsyncGenerator<readonly Prepared[]> {
  let group: readonly Prepared[] = [];
  let mostChunks = limits.firstChunks;
  let deadline: Deadline | undefined;
  let next = settle(prepared.next());
  try {
    for (;;) {
      const settled = await (deadline === undefined ? next : Promise.race([next, deadline.reached]));
      if (settled?.status === "rejected") throw settled.reason;
      if (settled?.value.done) break;
      if (settled !== undefined) {
        group = [...group, settled.value.value];
        deadline ??= startDeadline(limits.ageMs);
        next = settle(prepared.next());
        if (!isFull(group, { ...limits, chunks: mostChunks })) continue;
      }
      deadline?.cancel();
      deadline = undefined;
      yield group;
      group = [];
      mostChunks = limits.chunks;
    }
    if (group.length > 0) yield group;
  } finally {
    deadline?.cancel();
    await prepared.return(undefined);
  }
}

function isFull(group: readonly Prepared[], limits: GroupLimits): boolean {
  let chunks = 0;
  let originalBytes = 0;
  for (const prepared of group) {
    if (prepared.kind !== "ready") continue;
    chunks += prepared.indexed.chunks.length;
    originalBytes += prepared.indexed.original?.length ?? 0;
  }
  return chunks >= limits.chunks || originalBytes >= limits.originalBytes || group.length >= limits.sources;
}

interface Deadline {
  readonly reached: Promise<undefined>;
  cancel(): void;
}

function startDeadline(ageMs: number): Deadline {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ageMs);
  });
  return { reached, cancel: () => clearTimeout(timer) };
}
