// T positions of one step; θ and p have length T (spec/model.md §3 and §4).

/** Attention p = softmax(θ) (T). */
export function softmax(theta: Float64Array): Float64Array {
  let largest = -Infinity;
  for (let t = 0; t < theta.length; t++) if (theta[t] > largest) largest = theta[t];
  const attention = new Float64Array(theta.length); // (T)
  let total = 0;
  for (let t = 0; t < theta.length; t++) {
    attention[t] = Math.exp(theta[t] - largest);
    total += attention[t];
  }
  for (let t = 0; t < theta.length; t++) attention[t] /= total;
  return attention;
}

/** d loss / dθ_t = p_t (g_t − Σ_j p_j g_j), with g_t = d loss / dp_t (spec/model.md §4). */
export function softmaxBackward(attention: Float64Array, upstream: Float64Array): Float64Array {
  let mean = 0;
  for (let t = 0; t < attention.length; t++) mean += attention[t] * upstream[t];
  const gradient = new Float64Array(attention.length); // (T)
  for (let t = 0; t < attention.length; t++) gradient[t] = attention[t] * (upstream[t] - mean);
  return gradient;
}

/** How attention logits become attention weights. Broken models replace the softmax by another rule. */
export interface AttentionRule {
  /** θ (T) → w (T). */
  attend(theta: Float64Array): Float64Array;
  /** w (T) and d loss / dw (T) → d loss / dθ (T). */
  backward(weights: Float64Array, slopes: Float64Array): Float64Array;
}

/** The attention of spec/model.md §3. */
export const SOFTMAX: AttentionRule = { attend: softmax, backward: softmaxBackward };
