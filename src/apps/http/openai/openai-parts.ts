import type { Clock } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import type { Queues } from "../create-queues.ts";

export interface OpenAiParts {
  readonly lydian: Lydian;
  readonly queues: Pick<Queues, "questions">;
  readonly clock: Pick<Clock, "now">;
}
