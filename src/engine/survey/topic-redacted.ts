import type { Warning } from "../../core/index.ts";

/** Says that a guard removed words of the topic, so nothing is known about what was asked. */
export const topicRedacted: Warning = {
  code: "topic-redacted",
  message:
    "A guard removed a part of the question that says what to look for, so the documents were not read. Ask again without that part.",
};
