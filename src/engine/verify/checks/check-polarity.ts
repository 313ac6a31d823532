import { type Comparison, type Difference, slotOf, withoutPartner } from "./compare-tokens.ts";
import type { Token } from "./tokenize-sentence.ts";

/** Minimum similarity at which a changed meaning word counts as a contradiction. */
const SAME_STATEMENT = 0.6;

type Check = "negation" | "modality" | "condition" | "comparison";

/** Finds differences in negations, modal verbs, words of scope, conditions and opposite words. */
export function checkPolarity(
  comparison: Comparison,
  opposites: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Difference[] {
  if (comparison.closeness < SAME_STATEMENT) return checkNegated(comparison);
  const reversals = [...checkNegation(comparison), ...checkOpposites(comparison, opposites)];
  // Two reversals cancel out: "not open" is "closed".
  const differences = [...(reversals.length === 1 ? reversals : []), ...checkStrength(comparison)];
  return [...differences, ...checkConditions(comparison), ...(reversals.length === 0 ? checkNegated(comparison) : [])];
}

/** Finds a negation that only one side has. If the source has no "not" at all, it probably denies nothing. */
function checkNegated({ claim, source, pairs }: Comparison): readonly Difference[] {
  const paired = new Set(pairs);
  const isDenied = claim.some(({ role }) => role === "negation");
  const dropped = source.find(
    ({ role }, at) => role === "negation" && !paired.has(at) && (paired.has(at + 1) || paired.has(at + 2)),
  );
  if (!isDenied && dropped !== undefined) return [missing("negation", `It leaves out the source's "${dropped.text}".`)];
  const added = claim.find(({ role }, index) => role === "negation" && pairs[index] === undefined);
  if (added === undefined || source.some(({ role }) => role === "negation")) return [];
  return [missing("negation", `It says "${added.text}", which the source does not.`)];
}

function checkNegation(comparison: Comparison): readonly Difference[] {
  const alone = withoutPartner(comparison);
  const [added] = alone.claim.filter(({ role }) => role === "negation");
  const [dropped] = alone.source.filter(({ role }) => role === "negation");
  if ((added === undefined) === (dropped === undefined)) return [];
  return added === undefined
    ? [difference("negation", `It leaves out the source's "${dropped?.text}".`)]
    : [difference("negation", `It says "${added.text}", which the source does not.`)];
}

function checkOpposites(
  comparison: Comparison,
  opposites: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Difference[] {
  return unpaired(comparison).flatMap(({ token, index }) => {
    const contraries = opposites.get(token.key);
    const other = contraries && slotOf(comparison, index).find(({ key }) => contraries.has(key));
    return other === undefined
      ? []
      : [difference("comparison", `It says "${token.text}"; the source says "${other.text}".`)];
  });
}

/** Finds stronger words: "must" for "may", "all" for "some", and an omitted "may". */
function checkStrength(comparison: Comparison): readonly Difference[] {
  const differences = unpaired(comparison)
    .filter(({ token: { role } }) => role === "modal" || role === "scope")
    .flatMap(({ token, index }) => {
      const other = slotOf(comparison, index).find(({ role, key }) => role === token.role && key !== token.key);
      if (other !== undefined)
        return [difference("modality", `It says "${token.text}"; the source says "${other.text}".`)];
      const isStronger = ["must", "all", "only"].includes(token.key);
      return isStronger ? [missing("modality", `It says "${token.text}", which the source does not.`)] : [];
    });
  if (unpaired(comparison).some(({ token: { role } }) => role === "modal" || role === "scope")) return differences;
  const [dropped] = withoutPartner(comparison).source.filter(
    ({ key, role }) => (role === "modal" || role === "scope") && ["may", "should", "some", "only"].includes(key),
  );
  return dropped === undefined
    ? differences
    : [...differences, missing("modality", `It leaves out the source's "${dropped.text}".`)];
}

function checkConditions(comparison: Comparison): readonly Difference[] {
  if (unpaired(comparison).some(({ token }) => token.role === "condition")) return [];
  const { source, pairs } = comparison;
  const paired = new Set(pairs);
  const dropped = source.find(
    ({ role }, at) => role === "condition" && !paired.has(at) && (at === 0 || paired.has(at - 1)),
  );
  return dropped === undefined
    ? []
    : [missing("condition", `It leaves out a condition of the source ("${dropped.text}").`)];
}

/** A token with its index in the claim. */
interface IndexedToken {
  readonly token: Token;
  readonly index: number;
}

function unpaired({ claim, pairs }: Comparison): readonly IndexedToken[] {
  return claim.flatMap((token, index) => (pairs[index] === undefined ? [{ token, index }] : []));
}

function difference(check: Check, why: string): Difference {
  return { check, kind: "contradicts", why };
}

function missing(check: Check, why: string): Difference {
  return { check, kind: "missing", why };
}
