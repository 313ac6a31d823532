import type { TopList } from "../select/top-list.ts";
import {
  chooseNear,
  completeNoted,
  createCounts,
  guessBound,
  type Noted,
  noteWithin,
  type Prepared,
  startScan,
} from "./note-candidates.ts";
import { quantizeQuery } from "./quantize.ts";
import {
  countRows,
  cutSource,
  type NearEnough,
  type Scan,
  type ScanSource,
  type VectorRequest,
  type VectorSource,
} from "./scan.ts";
import { readResult } from "./scan-hand.ts";
import type { ScanTeam, TeamWork } from "./scan-team.ts";
import { offerNear, searchVectors } from "./search-vectors.ts";
import { type PlacedScan, startSimdScan } from "./start-simd-scan.ts";

/** A search that has its turn, and that other threads may have begun. It must be finished or abandoned. */
export interface BegunSearch {
  /** Offers what `searchVectors` offers. */
  finish(top: TopList): Promise<void>;
  abandon(): Promise<void>;
}

/** Begins to search in all threads of a team; what is left is done by `finish`, in this thread, too. */
export async function beginWithTeam(
  team: ScanTeam,
  sources: readonly VectorSource[],
  request: VectorRequest,
): Promise<BegunSearch> {
  const endTurn = await team.takeTurn();
  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } finally {
      endTurn();
    }
  };
  try {
    const cut = sources.flatMap(cutSource);
    if (request.exact || !team.isWorthIt(countRows(cut.filter(isShared)))) {
      return {
        finish: (top) => inTurn(async () => searchVectors(sources, request, top)),
        abandon: async () => endTurn(),
      };
    }
    const begun = begin(team, cut, request);
    return {
      finish: (top) => inTurn(() => finish(team, begun, top)),
      abandon: () => inTurn(async () => void (await begun.noting.join())),
    };
  } catch (error) {
    endTurn();
    throw error;
  }
}

interface Begun {
  /** All scans. */
  readonly prepared: Prepared;
  /** Of these those that all threads can do, in the order of their tasks; and those that only this one can. */
  readonly shared: readonly PlacedScan[];
  readonly own: readonly Scan[];
  readonly bound: number;
  readonly noting: TeamWork;
}

function isShared({ rows }: ScanSource): boolean {
  return rows.space !== undefined && rows.space.memory.buffer instanceof SharedArrayBuffer;
}

function begin(team: ScanTeam, cut: readonly ScanSource[], request: VectorRequest): Begun {
  const query = quantizeQuery(request.values);
  const shared: PlacedScan[] = [];
  const own: Scan[] = [];
  for (const source of cut) {
    const placed = isShared(source) ? startSimdScan(source, query) : undefined;
    if (placed === undefined) own.push(startScan(source, query));
    else shared.push(placed);
  }
  const prepared = { query, limit: request.limit, rows: countRows(cut), scans: [...shared, ...own] };
  const bound = guessBound(prepared);
  const noting = team.begin(
    shared.map((scan) => ({ memory: scan.space.memory, places: scan.prepare(), loop: { kind: "note", bound } })),
  );
  return { prepared, shared, own, bound, noting };
}

/** Where a thread stopped, this one does all of it again. */
async function finish(team: ScanTeam, begun: Begun, top: TopList): Promise<void> {
  const { prepared, shared, bound, noting } = begun;
  const board = await noting.join();
  const noted = board === undefined ? noteWithin(prepared, bound) : takeNoted(begun, board);
  const near = chooseNear(prepared, completeNoted(prepared, noted));
  const scored = board && (await scoreWithTeam(team, shared, near));
  if (board !== undefined && scored === undefined) noteWithin(prepared, near.furthest);
  if (scored === undefined) offerNear(prepared.scans, near, top);
  else offerScored(begun, { board: scored, near }, top);
}

function takeNoted({ prepared, shared, own, bound }: Begun, board: Int32Array): Noted {
  const counts = createCounts(prepared.query);
  let chunks = 0;
  for (const scan of own) chunks += scan.noteNear(bound, counts);
  for (const [task, scan] of shared.entries()) {
    const [allowed, noted] = readResult(board, task);
    scan.takeNoted(noted);
    scan.addCounts(counts);
    chunks += allowed;
  }
  return { counts, chunks };
}

function scoreWithTeam(team: ScanTeam, shared: readonly PlacedScan[], near: NearEnough) {
  const tasks = shared.map(({ space, places, noted }) => ({
    memory: space.memory,
    places,
    loop: { kind: "score" as const, noted: noted(), room: space.foundOrdinals.length, ...near },
  }));
  return team.begin(tasks).join();
}

function offerScored(
  { shared, own }: Begun,
  { board, near }: { readonly board: Int32Array; readonly near: NearEnough },
  top: TopList,
): void {
  offerNear(own, near, top);
  for (const [task, scan] of shared.entries()) {
    const [left, isScored] = readResult(board, task);
    scan.takeNoted(left);
    if (isScored === 1) scan.showFound((ordinal, score) => top.offer(score, scan.segment, ordinal));
    else offerNear([scan], near, top);
  }
}
