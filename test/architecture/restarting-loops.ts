import {
  CharSet,
  combineTransformers,
  DFA,
  isDisjointWith,
  JS,
  NFA,
  type NoParent,
  Transformers,
  transform,
  type Assertion as WithParentAssertion,
  type Concatenation as WithParentConcatenation,
  type Element as WithParentElement,
  type Expression as WithParentExpression,
  type Quantifier as WithParentQuantifier,
} from "refa";

type Element = NoParent<WithParentElement>;
type Concatenation = NoParent<WithParentConcatenation>;
type Quantifier = NoParent<WithParentQuantifier>;

/** A loop, what comes before it from the beginning of the expression, and what comes after it up to the end. */
interface LoopInContext {
  readonly loop: Quantifier;
  readonly before: readonly Element[];
  readonly after: readonly Element[];
}

/** Number of characters that a lookbehind of an expression can see in the text of a loop. */
const LOOKBEHIND_CHARACTERS = 4;
/** Maximum number of nodes of an automaton. An expression that needs more is reported. */
const MAX_NODES = 20_000;

/**
 * Returns the loops of an expression that run to the end of a text from many of its places, which takes quadratic time:
 * the text of the loop can begin the expression anew, and be all in vain. An example is `[^>]*` in `<a[^>]*>`, for the
 * text `<a<a<a<a`.
 *
 * Loops with at least five digits in their upper bound count as unbounded.
 */
export function restartingLoops(pattern: string, flags: string): readonly string[] {
  if (flags.includes("y")) return [];
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: pattern, flags }).parse({
    backreferences: "disable",
  });
  const compare = createComparison(CharSet.all(maxCharacter));
  return [...loopsIn(expression.alternatives, [], [])]
    .filter(({ after }) => after.some((element) => !isOptional(element)))
    .filter(({ before, ...rest }) => casesOf(before).some((start) => compare({ before: start, ...rest })))
    .map(({ loop }) => (loop.source ? pattern.slice(loop.source.start, loop.source.end) : pattern));
}

function* loopsIn(
  alternatives: readonly Concatenation[],
  outerBefore: readonly Element[],
  outerAfter: readonly Element[],
): Generator<LoopInContext> {
  for (const { elements } of alternatives) {
    for (const [index, element] of elements.entries()) {
      const before = [...outerBefore, ...elements.slice(0, index)];
      const after = [...elements.slice(index + 1), ...outerAfter];
      if (element.type === "Alternation") yield* loopsIn(element.alternatives, before, after);
      if (element.type === "Quantifier") yield* loopsAt(element, before, after);
    }
  }
}

function* loopsAt(loop: Quantifier, before: readonly Element[], after: readonly Element[]): Generator<LoopInContext> {
  if (loop.max === Number.POSITIVE_INFINITY) yield { loop, before, after };
  const otherTurns = loop.max > 1 ? [repeat(loop.alternatives, 0, loop.max)] : [];
  yield* loopsIn(loop.alternatives, [...before, ...otherTurns], [...otherTurns, ...after]);
}

function isOptional(element: Element): boolean {
  return element.type === "Quantifier" && element.min === 0;
}

/** Writes a choice between assertions, such as `\b`, as one list of elements for each case. */
function casesOf(elements: readonly Element[]): readonly (readonly Element[])[] {
  for (const [index, element] of elements.entries()) {
    if (element.type !== "Alternation" || !element.alternatives.every(isOfAssertions)) continue;
    const [before, after] = [elements.slice(0, index), elements.slice(index + 1)];
    return element.alternatives.flatMap((choice) => casesOf([...before, ...choice.elements, ...after]));
  }
  return [elements];
}

function isOfAssertions({ elements }: Concatenation): boolean {
  return elements.length > 0 && elements.every(({ type }) => type === "Assertion");
}

function createComparison(anyCharacter: CharSet): (loop: LoopInContext) => boolean {
  const any: Element = { type: "CharacterClass", characters: anyCharacter };
  const anything = (min: number) => repeat([{ type: "Concatenation", elements: [any] }], min);
  const simplify = combineTransformers([Transformers.inline(), Transformers.applyAssertions()]);
  const toNfa = (elements: readonly Element[], assertions: "ignore" | "disable") => {
    const expression: NoParent<WithParentExpression> = {
      type: "Expression",
      alternatives: [{ type: "Concatenation", elements: elements.map(copyOf) }],
    };
    const options = { maxCharacter: anyCharacter.maximum };
    const factory = new NFA.LimitedNodeFactory(MAX_NODES);
    return NFA.fromRegex(transform(simplify, expression), options, { assertions }, factory);
  };

  return ({ loop, before, after }) => {
    const [turns, start] = [repeat(loop.alternatives, 1), anything(LOOKBEHIND_CHARACTERS)];
    const body = toNfa([turns], "ignore");
    const restarted = toNfa([start, ...before, anything(0), ...before, turns], "ignore");
    const words = NFA.fromIntersection(body, restarted);
    if (words.isEmpty) return false;

    // In these texts the expression matches all the same, so that no place is tried in vain.
    const found = [anything(0), ...before, repeat(loop.alternatives, loop.min), ...after];
    const matching = toNfa([...found, anything(1)], "disable");
    matching.union(toNfa(found.filter((element) => !isEndOfText(element, anyCharacter)).map(withoutEnd), "disable"));
    words.append(toNfa([anything(0)], "ignore"));
    const unmatched = DFA.fromFA(matching, new DFA.LimitedNodeFactory(MAX_NODES));
    unmatched.complement();
    return !isDisjointWith(words, unmatched);
  };

  /** Lets the end of the text match, where it is one of several choices. */
  function withoutEnd(element: Element): Element {
    if (element.type !== "Alternation") return element;
    return {
      ...element,
      alternatives: element.alternatives.map((choice) => ({
        ...choice,
        elements: choice.elements.filter((item) => !isEndOfText(item, anyCharacter)),
      })),
    };
  }
}

/** Returns whether an element is `$` without the flag `m`. */
function isEndOfText(element: Element, anyCharacter: CharSet): boolean {
  if (element.type !== "Assertion") return false;
  const { kind, negate, alternatives }: NoParent<WithParentAssertion> = element;
  const [only, ...others] = alternatives.flatMap(({ elements }) => elements);
  const isAny = only?.type === "CharacterClass" && only.characters.equals(anyCharacter);
  return kind === "ahead" && negate && isAny && others.length === 0;
}

function repeat(alternatives: readonly Concatenation[], min: number, max = Number.POSITIVE_INFINITY): Quantifier {
  return { type: "Quantifier", alternatives: [...alternatives], min, max, lazy: false };
}

/** Copies an element without its parents, since it may occur several times in one expression. */
function copyOf(element: Element): Element {
  if (!("alternatives" in element)) return { ...element };
  const alternatives = element.alternatives.map(({ elements }) => ({
    type: "Concatenation" as const,
    elements: elements.map(copyOf),
  }));
  return { ...element, alternatives };
}
