import type { Grounded } from "../../src/core/index.ts";

/** Shows both sides of a contradiction between documents, and which one is newer. */
export function Conflicts({ answer: { conflicts = [] } }: { readonly answer: Grounded }) {
  if (conflicts.length === 0) return null;
  return (
    <section className="section" aria-labelledby="conflicts-heading">
      <h2 id="conflicts-heading">Documents disagree</h2>
      {conflicts.map(({ why, sides, newer }) => (
        <div key={sides.map(({ documentId, span }) => `${documentId} ${span.start}`).join()} className="conflict">
          <p>{why}</p>
          {sides.map(({ title, version, quote }, side) => (
            <blockquote key={title} dir="auto">
              {quote}
              <small>
                {[title, version, newer === side ? "newer" : undefined].filter((part) => part !== undefined).join(", ")}
              </small>
            </blockquote>
          ))}
        </div>
      ))}
    </section>
  );
}
