export { countSections } from "./count-sections.ts";
export { toPassage } from "./to-passage.ts";
export {
  type SectionCounts,
  type SurveyedDocuments,
  type Walk,
  type WalkServices,
  walkSections,
} from "./walk-sections.ts";
