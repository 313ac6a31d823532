import type { TopList } from "../select/top-list.ts";
import {
  chooseNear,
  completeNoted,
  createCounts,
  guessBound,
  type NotedCounts,
  noteWithin,
  type PreparedScans,
  startScan,
} from "./note-candidates.ts";
import { quantizeQuery } from "./quantize.ts";
import { readResult } from "./run-scan-order.ts";
import {
  countRows,
  cutSource,
  type NearEnough,
  type Scan,
  type ScanSource,
  type VectorRequest,
  type VectorSource,
} from "./scan.ts";
import type { ScanTeam, TeamWork } from "./scan-team.ts";
import { offerNear, searchVectors } from "./search-vectors.ts";
import { type PlacedScan, startSimdScan } from "./start-simd-scan.ts";

/**
 * A search that has the team's turn, and that other threads may already work on. The caller must finish or abandon it.
 */
export interface RunningScan {
  /** Offers the same chunks as `searchVectors`. */
  finish(top: TopList): Promise<void>;
  abandon(): Promise<void>;
}

/** Starts a search in all threads of a team; `finish` also works in this thread on what is left. */
export async function startTeamScan(
  team: ScanTeam,
  sources: readonly VectorSource[],
  request: VectorRequest,
): Promise<RunningScan> {
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
    const search = begin(team, cut, request);
    return {
      finish: (top) => inTurn(() => finish(team, search, top)),
      abandon: () => inTurn(async () => void (await search.noting.join())),
    };
  } catch (error) {
    endTurn();
    throw error;
  }
}

/** A search whose first pass, noting near chunks, is under way in several threads. */
interface TeamSearch {
  /** All scans of the search. */
  readonly prepared: PreparedScans;
  /** Scans that any thread can carry out, in the order of their tasks. */
  readonly shared: readonly PlacedScan[];
  /** Scans that only this thread can carry out. */
  readonly local: readonly Scan[];
  /** Distance up to which chunks are noted. */
  readonly bound: number;
  readonly noting: TeamWork;
}

function isShared({ rows }: ScanSource): boolean {
  return rows.space !== undefined && rows.space.memory.buffer instanceof SharedArrayBuffer;
}

function begin(team: ScanTeam, cut: readonly ScanSource[], request: VectorRequest): TeamSearch {
  const query = quantizeQuery(request.values);
  const shared: PlacedScan[] = [];
  const local: Scan[] = [];
  for (const source of cut) {
    const placed = isShared(source) ? startSimdScan(source, query) : undefined;
    if (placed === undefined) local.push(startScan(source, query));
    else shared.push(placed);
  }
  const prepared = { query, limit: request.limit, rows: countRows(cut), scans: [...shared, ...local] };
  const bound = guessBound(prepared);
  const noting = team.begin(
    shared.map((scan) => ({ memory: scan.space.memory, places: scan.prepare(), loop: { kind: "note", bound } })),
  );
  return { prepared, shared, local, bound, noting };
}

/** Finishes a search. If a thread stopped, this thread repeats the whole pass. */
async function finish(team: ScanTeam, search: TeamSearch, top: TopList): Promise<void> {
  const { prepared, shared, bound, noting } = search;
  const board = await noting.join();
  const noted = board === undefined ? noteWithin(prepared, bound) : takeNoted(search, board);
  const near = chooseNear(prepared, completeNoted(prepared, noted));

  const scores = board && (await scoreWithTeam(team, shared, near));
  if (board !== undefined && scores === undefined) noteWithin(prepared, near.furthest);
  if (scores === undefined) offerNear(prepared.scans, near, top);
  else offerScored(search, scores, near, top);
}

function takeNoted({ prepared, shared, local, bound }: TeamSearch, board: Int32Array): NotedCounts {
  const counts = createCounts(prepared.query);
  let chunks = 0;
  for (const scan of local) chunks += scan.noteNear(bound, counts);
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

function offerScored({ shared, local }: TeamSearch, board: Int32Array, near: NearEnough, top: TopList): void {
  offerNear(local, near, top);
  for (const [task, scan] of shared.entries()) {
    const [remaining, isScored] = readResult(board, task);
    scan.takeNoted(remaining);
    if (isScored === 1) scan.showFound((ordinal, score) => top.offer(score, scan.segment, ordinal));
    else offerNear([scan], near, top);
  }
}
