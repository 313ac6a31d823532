import { defined, InvalidArgumentError, type Listener, type Source, type SourceReport } from "../../core/index.ts";
import { type Completion, watch as keepInStep } from "../../engine/ingest/index.ts";
import { type CallContext, collectionOf, signalOf } from "../call/call-context.ts";
import { keepReceipts } from "../documents/failed-files.ts";
import { chooseSources } from "./choose-sources.ts";
import { limitsOf, openIngest } from "./open-ingest.ts";
import type { SyncOptions } from "./sync-sources.ts";

/** Options of `watch`, as for `sync`. The signal ends it. */
export interface WatchOptions extends Omit<SyncOptions, "dryRun" | "depth" | "onlyKnown"> {}

export async function watch(
  context: CallContext,
  folders: string | readonly string[],
  options: WatchOptions = {},
): Promise<void> {
  const { parts } = context;
  const { embed = true, password } = options;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const half = await parts.write();
  const known = await half.store.sources(collection, signal);
  const sources = chooseSources(parts, { collection, names: folders, known, options });
  const web = sources.find(({ uri }) => !uri.startsWith("file:"));
  if (web !== undefined)
    throw new InvalidArgumentError(`${web.uri} cannot be watched: only folders can.`, {
      hint: "Run `lydian sync` from time to time for a web address.",
    });
  const services = {
    ...(await openIngest(context, half)),
    watcher: await parts.watcher(),
    syncing: (source: Source, work: (emit: Listener) => Promise<SourceReport>) => {
      const { accessLabels } = source.options;
      return keepReceipts(context, { collection, accessLabels, source: source.uri }, work);
    },
    embedding: (work: (emit: Listener) => Promise<Completion>) =>
      keepReceipts(context, { collection, accessLabels: [] }, work),
  };
  const limits = defined({ ...limitsOf(parts.settings), password });
  await keepInStep(services, { collection, sources, embed, ...limits }, signal);
}
