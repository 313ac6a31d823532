import type { Narrator, SendEvent } from "./open-stream.ts";
import { toOpenAiError } from "./openai-error.ts";
import type { ApiQuestion } from "./read-api-question.ts";
import { type ResponseHead, toAnnotation, toMessage, toPart, toResponse, toUnfinished } from "./response-object.ts";
import { type SpokenAnswer, speakAnswer } from "./spoken-answer.ts";

/** Sends the events of a response, in the order that OpenAI's clients expect. */
export function narrateResponse(sendEvent: SendEvent, head: ResponseHead, question: ApiQuestion): Narrator {
  let sequence = 0;
  const send = (type: string, fields: object): void => {
    sendEvent({ name: type, data: { type, sequence_number: sequence, ...fields } });
    sequence += 1;
  };
  const message = toMessage(head, []);
  const place = { item_id: message.id, output_index: 0, content_index: 0 };
  const openPart = (spoken: SpokenAnswer) => send("response.content_part.added", { ...place, part: toPart(spoken) });
  const sendText = (spoken: SpokenAnswer): void => {
    for (const [index, citation] of spoken.citations.entries())
      send("response.output_text.annotation.added", {
        ...place,
        annotation_index: index,
        annotation: toAnnotation(citation),
      });
    send("response.output_text.done", { ...place, text: spoken.content, logprobs: [] });
  };
  const tell = (delta: string) => send("response.output_text.delta", { ...place, delta, logprobs: [] });
  return {
    begin: () => send("response.created", { response: toUnfinished(head, "in_progress") }),
    wait: () => send("response.queued", { response: toUnfinished(head, "queued") }),
    start() {
      send("response.in_progress", { response: toUnfinished(head, "in_progress") });
      send("response.output_item.added", { output_index: 0, item: message });
      // It is not known yet whether data becomes text or a refusal.
      if (!question.isData) openPart({ content: "", refusal: null, citations: [] });
    },
    tell,
    end(answer, written) {
      const spoken = speakAnswer(answer, question.isData, written);
      if (question.isData) openPart({ content: spoken.content === null ? null : "", refusal: "", citations: [] });
      if (question.isData && spoken.content !== null) tell(spoken.content);
      if (spoken.content === null) {
        send("response.refusal.delta", { ...place, delta: spoken.refusal });
        send("response.refusal.done", { ...place, refusal: spoken.refusal });
      } else sendText(spoken);
      const response = toResponse(head, answer, question, written);
      send("response.content_part.done", { ...place, part: toPart(spoken) });
      send("response.output_item.done", { output_index: 0, item: response.output[0] });
      send("response.completed", { response });
    },
    fail(problem) {
      const { message: text, code } = toOpenAiError(problem).error;
      send("response.failed", { response: { ...toUnfinished(head, "failed"), error: { code, message: text } } });
    },
  };
}
