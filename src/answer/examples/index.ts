export { type ExampleChoice, pickExamples } from "./pick-examples.ts";
export { type ExampleDocument, readExamples } from "./read-examples.ts";
