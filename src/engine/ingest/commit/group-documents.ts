import type { PreparedDocument } from "../load/prepare-document.ts";

/** Limits of a group. It is committed when the first of them is reached. */
export interface GroupLimits {
  /** Limit of the first group: a small one, so that the first words are found soon. */
  readonly maxFirstChunks: number;
  readonly maxChunks: number;
  readonly maxOriginalBytes: number;
  /** Maximum number of sources, counting those that need no commit. */
  readonly maxSources: number;
  /** Maximum time since the group's first document, even while the next one is still loading. */
  readonly maxAgeMs: number;
}

/** Groups prepared documents for their commits, in their order. No group is empty. */
export async function* groupDocuments(
  prepared: AsyncGenerator<PreparedDocument>,
  limits: GroupLimits,
): AsyncGenerator<readonly PreparedDocument[]> {
  let group: readonly PreparedDocument[] = [];
  let maxChunks = limits.maxFirstChunks;
  let deadline: Deadline | undefined;
  let next = takeNext(prepared);
  try {
    for (;;) {
      const result = await (deadline === undefined ? next : Promise.race([next, deadline.reached]));
      if (result?.done) break;
      if (result !== undefined) {
        group = [...group, result.value];
        deadline ??= startDeadline(limits.maxAgeMs);
        next = takeNext(prepared);
        if (!isFull(group, { ...limits, maxChunks })) continue;
      }
      deadline?.cancel();
      deadline = undefined;
      yield group;
      group = [];
      maxChunks = limits.maxChunks;
    }
    if (group.length > 0) yield group;
  } finally {
    deadline?.cancel();
    await prepared.return(undefined);
  }
}

/** Asks for the next document. A failure is thrown when the result is awaited, however much later that is. */
function takeNext(prepared: AsyncGenerator<PreparedDocument>): Promise<IteratorResult<PreparedDocument>> {
  const next = prepared.next();
  next.catch(() => undefined);
  return next;
}

function isFull(group: readonly PreparedDocument[], limits: GroupLimits): boolean {
  let chunks = 0;
  let originalBytes = 0;
  for (const prepared of group) {
    if (prepared.kind !== "ready") continue;
    chunks += prepared.indexed.chunks.length;
    originalBytes += prepared.indexed.original?.length ?? 0;
  }
  return chunks >= limits.maxChunks || originalBytes >= limits.maxOriginalBytes || group.length >= limits.maxSources;
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
