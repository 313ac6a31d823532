export { AskView } from "./ask-view.tsx";
export { RecentButton, RecentQuestions } from "./recent-questions.tsx";
