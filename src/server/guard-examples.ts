import {
  type AccessScope,
  everything,
  type GuardExample,
  InvalidArgumentError,
  LOCAL_CALLER_ID,
} from "../core/index.ts";
import { collectionOf, type ReadOptions, signalOf } from "../library/index.ts";
import type { ServerParts } from "./server-parts.ts";

/** Maximum number of examples in a store; the oldest are removed. */
const MAX_EXAMPLES = 10_000;
/** Maximum number of examples of a reader, so that no key removes those of all others. */
const MAX_OF_READER = 1_000;
const MAX_CHARACTERS = 20_000;
const DEFAULT_LIMIT = 1_000;

/** A verdict of a guard that a reader calls wrong. */
export interface NewGuardExample extends Omit<GuardExample, "collection" | "givenAt" | "givenBy"> {
  /** Collection of the answer. Default: the setting `collection`. */
  readonly collection?: string;
  /** Access scope of the reader. Default: `everything`. */
  readonly scope?: AccessScope;
  /** Id of the reader. Default: `local`. */
  readonly by?: string;
  readonly signal?: AbortSignal;
}

export interface GuardExamplesOptions extends Pick<ReadOptions, "scope" | "signal"> {
  /** Only examples of these collections. Default: of all. */
  readonly collections?: readonly string[];
  /** Maximum number of examples, latest first; from 1, default 1,000. */
  readonly limit?: number;
}

/** Verdicts that readers call wrong. */
export interface ExampleCalls {
  /**
   * Keeps a verdict of a guard that a reader calls wrong, as a labelled example. At most 10,000 are kept, 1,000 of each
   * reader.
   *
   * @throws {InvalidArgumentError} if the text is longer than 20,000 characters
   */
  keepGuardExample(example: NewGuardExample): Promise<GuardExample>;

  /** Lists the labelled examples, latest first. Those that were given with a wider scope are left out. */
  guardExamples(options?: GuardExamplesOptions): Promise<readonly GuardExample[]>;
}

/** Makes the methods of `LydianServer` about verdicts that readers call wrong. */
export function createGuardExamples(parts: ServerParts): ExampleCalls {
  const { state, clock } = parts;
  return {
    async keepGuardExample({ scope = everything, by = LOCAL_CALLER_ID, signal, collection, ...given }) {
      if (given.text.length > MAX_CHARACTERS)
        throw new InvalidArgumentError(
          `The text has ${given.text.length.toLocaleString("en")} characters; the maximum is ${MAX_CHARACTERS.toLocaleString("en")}.`,
        );
      const example: GuardExample = {
        ...given,
        collection: collectionOf({ parts }, collection === undefined ? {} : { collection }),
        givenAt: new Date(clock.now()).toISOString(),
        givenBy: by,
      };
      const store = await state.write();
      await store.keepGuardExample(
        { ...example, scope },
        { limit: MAX_EXAMPLES, limitOfReader: MAX_OF_READER },
        signalOf({ signal }),
      );
      return example;
    },
    async guardExamples({ limit = DEFAULT_LIMIT, scope = everything, collections, ...options } = {}) {
      if (!Number.isSafeInteger(limit) || limit < 1)
        throw new InvalidArgumentError(`limit must be a whole number of at least 1, not ${limit}.`);
      const query = { scope, limit, collections };
      return (await (await state.read())?.listGuardExamples(query, signalOf(options))) ?? [];
    },
  };
}
