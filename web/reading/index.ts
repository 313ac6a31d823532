export { locateSpan } from "./locate-span.ts";
export { Marked } from "./marked.tsx";
export { matchWords, termsOf } from "./match-words.ts";
export {
  addPlaces,
  describeLocation,
  describePlace,
  type Place,
  type PlaceWords,
  type Reading,
  readAnswer,
  type Sentence,
  sayQuote,
} from "./reading.ts";
