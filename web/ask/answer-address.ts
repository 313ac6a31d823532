/** Address of an answer that is still being written and has no id yet. */
export const RUNNING = "now";

export const answerAddress = (id: string): string => `/?answer=${encodeURIComponent(id)}`;
