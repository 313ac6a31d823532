/**
 * Neutral words for the nationality, religion, gender, orientation, ethnicity, disability and age of people, without
 * their plurals in `s`. The model does not see them, so that no such word alone makes a text offensive.
 */
const words =
  "adult african aged american arab asian atheist autistic bisexual black blind boy brazilian buddhist canadian catholic caucasian chinese christian deaf diabetic disabled elderly epileptic european female french gay gentleman gentlemen german girl greek heterosexual hindu hispanic homosexual indian italian japanese jewish ladies lady latino lesbian male man men mexican mormon muslim native nigerian nonbinary old paralyzed polish protestant queer retired romani russian sikh somali straight teenage transgender turkish white woman women young";

/** Finds the words in any case, also in the plural. */
export const identityWord = new RegExp(`(?<![\\p{L}])(?:${words.replaceAll(" ", "|")})s?(?![\\p{L}])`, "giu");
