// V tokens, m hidden units.

/** The activations of an MLP memory: max(h, 0), or its square. */
export const MLP_ACTIVATIONS = ['relu', 'squared-relu'] as const;

export type MlpActivation = (typeof MLP_ACTIVATIONS)[number];

/**
 * A memory that was learned instead of constructed: ℓ = W₂ σ(W₁ x + b₁) + b₂ over the whole vocabulary. It has no β, since its
 * weights set the scale of the logits.
 */
export interface MlpMemory {
  readonly activation: MlpActivation;
  /** m. */
  readonly width: number;
  /** W₁ᵀ (V, m), row-major: row v is what token v adds to every hidden unit. */
  readonly input: Float32Array;
  /** b₁ (m). */
  readonly inputBias: Float32Array;
  /** W₂ᵀ (m, V), row-major: row j is what hidden unit j adds to every logit. */
  readonly output: Float32Array;
  /** b₂ (V). */
  readonly outputBias: Float32Array;
}
