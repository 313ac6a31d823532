export { decideReview, review, reviewOutcome, reviews } from "./reviews.ts";
