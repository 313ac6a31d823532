export {
  addPlaces,
  describeLocation,
  describePlace,
  type Place,
  type PlaceWords,
  type Reading,
  readAnswer,
  type Sentence,
} from "./reading.ts";
