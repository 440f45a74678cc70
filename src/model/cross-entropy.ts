/**
 * The cross-entropy of a target token, and its gradient (spec/model.md §4).
 *
 * @param logits - ℓ (V)
 * @returns the loss in nats, and d loss / dℓ = softmax(ℓ) − e_target (V)
 */
export function crossEntropy(logits: Float64Array, target: number): { loss: number; toLogits: Float64Array } {
  let largest = -Infinity;
  for (const logit of logits) if (logit > largest) largest = logit;
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - largest);
  const toLogits = logits.map((logit) => Math.exp(logit - largest) / total); // q (V)
  toLogits[target] -= 1;
  return { loss: largest + Math.log(total) - logits[target], toLogits };
}
