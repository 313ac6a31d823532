import type { Answer, Cost, Filter } from "../../core/index.ts";
import type { ReadOptions } from "../call-options.ts";

export interface EstimateReadingOptions extends ReadOptions {
  /** Documents as `read` names them, containers with their members. Default: all. */
  readonly documents?: readonly string[];
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /** What a summary is to be about. */
  readonly about?: string;
  /** Of `ask`: the reading is for this question, and not for a summary. */
  readonly question?: string;
}

/** What reading every section would take. */
export interface ReadingEstimate {
  readonly collection: string;
  readonly documents: number;
  readonly sections: number;
  /** Sections that the model has read before in the same way: they are not asked again. */
  readonly sectionsReadBefore: number;
  /** UTF-16 code units of text. */
  readonly characters: number;
  /** Pages without text, by the documents' receipts. */
  readonly pagesUnreadable: number;
  /** `words`, or the language model that is set. */
  readonly readBy: string;
  /** Of the sections that are left, with what is asked of them; 0 without a model. Of the merging a rough guess is in it. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Where `answer.prices` has a price for the model. */
  readonly cost?: Cost;
}

export interface SummarizeOptions extends ReadOptions {
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /** Only what speaks of this. Default: whatever matters. */
  readonly about?: string;
  /** About so many; from 20 to 5,000, default 200. */
  readonly words?: number;
  /** Keeps the summary with all that it rests on, under its id. Default false. */
  readonly save?: boolean;
}

/** What reads every section, and not only the nearest passages. */
export interface SurveyCalls {
  /**
   * Sums up documents, named as for `read`, containers with their members; without names all of the collection. Every
   * section is read, each sentence is cited and checked, and `coverage` says what was read. With a language model it can
   * be stopped at any time: what it has read is kept, and the same call goes on from there.
   *
   * @throws {DocumentNotFoundError} if there is no document of a name
   * @throws {GenerationFailedError} if the model fails again and again
   */
  summarize(documents?: string | readonly string[], options?: SummarizeOptions): Promise<Answer>;
  /** What `summarize`, or `ask` with `all`, would read, and what the language model that is set would be sent. */
  estimateReading(options?: EstimateReadingOptions): Promise<ReadingEstimate>;
}
