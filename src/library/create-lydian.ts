import type { Listener } from "../core/index.ts";
import type { Lydian } from "../lydian.ts";
import { add, embed } from "./add.ts";
import { signalOf } from "./call-context.ts";
import { list, read, remove } from "./documents.ts";
import type { LydianParts } from "./lydian-parts.ts";
import { createFinder } from "./search-and-ask.ts";
import { status } from "./status.ts";

/** Joins the stories and the parts to the library that callers hold. */
export function createLydian(parts: LydianParts): Lydian {
  const listeners = new Set<Listener>();
  const context = {
    parts,
    emit: (event: Parameters<Listener>[0]) => {
      for (const listener of listeners) listener(event);
    },
  };
  const finder = createFinder(context);
  return {
    store: parts.directory,
    add: (sources, options = {}) => add(context, sources, options),
    embed: (options = {}) => embed(context, options),
    search: (query, options = {}) => finder.search(query, options),
    ask: (question, options = {}) => finder.ask(question, options),
    read: (document, options = {}) => read(context, document, options),
    list: (options = {}) => list(context, options),
    remove: (documents, options = {}) => remove(context, documents, options),
    status: (options = {}) => status(context, signalOf(options)),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => parts.close(),
  };
}
