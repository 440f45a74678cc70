/** The cross-entropy of a target under dense logits, and d loss / dℓ = q − e_target (V), spec/model.md §4. */
export function crossEntropy(logits: Float64Array, target: number): { loss: number; toLogits: Float64Array } {
  let largest = -Infinity;
  for (const logit of logits) if (logit > largest) largest = logit;
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - largest);
  const toLogits = logits.map((logit) => Math.exp(logit - largest) / total); // q (V)
  toLogits[target] -= 1;
  return { loss: largest + Math.log(total) - logits[target], toLogits };
}
