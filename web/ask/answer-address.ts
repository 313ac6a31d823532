/** While it is being written an answer has no address of its own. */
export const RUNNING = "now";

export const answerAddress = (id: string): string => `/?answer=${encodeURIComponent(id)}`;
