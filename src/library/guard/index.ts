export { checkText } from "./check-given-text.ts";
