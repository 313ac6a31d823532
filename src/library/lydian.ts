import type { Listener } from "../core/index.ts";
import type { IngestCalls } from "./add/ingest-calls.ts";
import type { AskCalls } from "./ask/ask-calls.ts";
import type { CalibrationCalls } from "./calibrate/calibration-calls.ts";
import type { ConversationCalls } from "./conversations/conversation-calls.ts";
import type { DocumentCalls } from "./documents/document-calls.ts";
import type { GuardCalls } from "./guard/guard-calls.ts";
import type { MapCalls } from "./map/map-calls.ts";
import type { ModelCalls } from "./models/model-calls.ts";
import type { ProofCalls } from "./proof/proof-calls.ts";
import type { ReviewCalls } from "./review/review-calls.ts";
import type { SearchCalls } from "./search/search-calls.ts";
import type { SurveyCalls } from "./survey/survey-calls.ts";
import type { TransferCalls } from "./transfer/transfer-calls.ts";

/**
 * Lydian, opened on one store. Every call takes an `AbortSignal` in its options. Work that was committed before an
 * abort stays, and the same call continues from there.
 */
export interface Lydian
  extends SearchCalls,
    AskCalls,
    SurveyCalls,
    IngestCalls,
    DocumentCalls,
    ConversationCalls,
    GuardCalls,
    ReviewCalls,
    ProofCalls,
    CalibrationCalls,
    ModelCalls,
    MapCalls,
    TransferCalls {
  /** Absolute path of the store's folder. */
  readonly store: string;

  /**
   * Listens to the events of all calls. Returns the function that stops it.
   *
   * @example
   * const stop = lydian.on((event) => console.log(event.type)); // searched
   * await lydian.search("autoclave");
   * stop();
   */
  on(listener: Listener): () => void;

  /**
   * Closes the store and the models.
   *
   * @example
   * await lydian.close();
   */
  close(): Promise<void>;
}
