import { childNamed, descendantsNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { readLines } from "./read-paragraph.ts";

/** Names of the people who comment, by id: of both kinds of PowerPoint's comments. */
export function readAuthors(parts: readonly XmlElement[]): ReadonlyMap<string, string> {
  const authors = parts.flatMap((part) => part.children.filter((child) => typeof child !== "string"));
  return new Map(authors.map(({ attributes }) => [attributes.id ?? "", attributes.name?.trim() ?? ""]));
}

/** The comments of a slide, each as one line marked with its author. */
export function readComments(part: XmlElement, authors: ReadonlyMap<string, string>): readonly string[] {
  const comments = part.children.filter((child) => typeof child !== "string");
  return comments.flatMap((comment) => {
    const texts = [xmlTextOf(childNamed(comment, "p:text")), readLines(comment)];
    const replies = [...descendantsNamed(comment, "p:reply")].map(readLines);
    const text = [...texts, ...replies].filter((one) => one.trim() !== "").join(" ");
    const author = authors.get(comment.attributes.authorId ?? "") ?? "";
    return text === "" ? [] : [`[comment${author === "" ? "" : ` by ${author}`}] ${text}`];
  });
}
