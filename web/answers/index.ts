export { AnswersView } from "./answers-view.tsx";
