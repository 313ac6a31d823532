import { Fragment } from "react";
import type { Hit } from "../../src/core/index.ts";
import { sayScore, scoreTree, type TreePart } from "./score-tree.ts";

/** Each stage with its parts; bars compare parts of one stage, since stages have their own units. */
export function ScoreTable({ hit }: { readonly hit: Hit }) {
  const stages = scoreTree(hit);
  return (
    <table className="tree">
      <caption>Each stage is the sum of its parts. The first one gives the order.</caption>
      <tbody>
        {stages.map(({ name, score, isFinal, parts }) => (
          <Fragment key={name}>
            <tr className="stage">
              <th scope="row">
                {name}
                {isFinal ? <span className="tag">final score</span> : null}
              </th>
              <td className="b" />
              <td className="v">{sayScore(score)}</td>
            </tr>
            {parts.map((part) => (
              <PartRow key={`${part.term ?? ""} ${part.label}`} part={part} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function PartRow({ part: { label, term, value, share } }: { readonly part: TreePart }) {
  return (
    <tr className="part">
      <th scope="row">
        {term === undefined ? null : <span className="code">{term}</span>} {label}
      </th>
      <td className="b">
        <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect className="bar-fill" width={share * 100} height="4" />
        </svg>
      </td>
      <td className="v">{sayScore(value)}</td>
    </tr>
  );
}
