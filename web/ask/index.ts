export { answerAddress } from "./answer-address.ts";
export { AskView } from "./ask-view.tsx";
export { useHistory } from "./history.ts";
export { reasonOf } from "./reasons.ts";
export { RecentButton, RecentQuestions } from "./recent-questions.tsx";
