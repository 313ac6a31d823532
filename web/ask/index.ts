export { AskView } from "./ask-view.tsx";
export { RecentQuestions } from "./recent-questions.tsx";
