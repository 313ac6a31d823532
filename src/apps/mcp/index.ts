export { answerAgents } from "./answer-agents.ts";
export { serveStdio } from "./serve-stdio.ts";
