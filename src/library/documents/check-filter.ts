import { everything, type Filter, type Warning } from "../../core/index.ts";
import { findFilterFaultsOfDocuments } from "../../engine/kernel/index.ts";
import { warnOfFilter } from "../../engine/search/index.ts";
import { type CallContext, collectionOf, filterOf, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";

export async function checkFilter(
  context: CallContext,
  where: string | Filter,
  options: ReadOptions = {},
): Promise<readonly Warning[]> {
  const filter = filterOf(where);
  const half = await context.parts.read();
  if (half === undefined || filter === undefined) return [];
  const query = { collection: collectionOf(context, options), scope: options.scope ?? everything };
  return warnOfFilter(findFilterFaultsOfDocuments(await half.store.listDocuments(query, signalOf(options)), filter));
}
