import { factsOf } from '../../src/task/knowledge-base.js';
import type { Prompt } from '../../src/task/prompt.js';
import type { Instance } from './random-instance.js';

/** How far a float32 evaluation of a step may be from the exact one. */
export interface Float32Bound {
  readonly logits: number;
  readonly loss: number;
  readonly gradient: number;
}

/** Unit roundoff of float32. */
const U = 2 ** -24;

/**
 * First-order error bound of one step of an instance in float32, from the instance itself.
 *
 * p = softmax(θ) and the sums x, h of non-negative terms carry a relative error of at most c u, c = 2T + spread of θ + 8. A unit then
 * errs by σ'(h) h c u, and a logit by β times the sum over the units that write it, plus u per addition: E. The loss moves by at most
 * 2E and its own rounding. The gradient is p (g − Σ p g), g = Σ q-weighted slopes: slopes err by σ''(h) h c u, q by a relative 2E.
 * Errors of second order, and the factor by which a sum of roundings in one direction exceeds a typical one, go into the factor 2.
 */
export function float32Bound({ model, pairs }: Instance, prompt: Prompt, theta: Float64Array, fed?: number): Float32Bound {
  const { knowledge, activation, beta } = model;
  const { power, bias } = activation;
  const { subjects: S, relations: R, answers: A } = knowledge;
  const length = 2 * pairs + (fed === undefined ? 1 : 2);
  const top = Math.max(...theta);
  const total = theta.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
  const x = new Float64Array(S + R + A);
  const tokens = [...prompt.context.flatMap(([s, a]) => [s, S + R + a]), prompt.query, ...(fed === undefined ? [] : [fed])];
  tokens.forEach((token, t) => (x[token] += Math.exp(theta[t] - top) / total));

  const c = 2 * length + (top - Math.min(...theta)) + 8;
  const logitError = new Float64Array(x.length);
  const slope = new Float64Array(x.length);
  const slopeError = new Float64Array(x.length);
  const logits = new Float64Array(x.length);
  const units = new Float64Array(x.length);
  const fire = (h: number, written: number) => {
    const excess = h - bias;
    // A unit just below its threshold may fire by the rounding of h.
    if (excess <= -c * U) return;
    const y = Math.max(excess, c * U);
    units[written]++;
    logits[written] += beta * y ** power;
    logitError[written] += beta * power * y ** (power - 1) * h * c * U;
    slope[written] += beta * power * y ** (power - 1);
    slopeError[written] += beta * power * ((power - 1) * y ** (power - 2) * h * c + 4 * y ** (power - 1)) * U;
  };
  for (const [s, r, a] of factsOf(knowledge)) {
    if (x[s] + x[S + R + a] > 0) fire(x[s] + x[S + R + a], S + r);
    if (x[s] + x[S + r] > 0) fire(x[s] + x[S + r], S + R + a);
  }
  const most = (values: Float64Array) => Math.max(...values);
  const logitBound = 2 * most(logitError.map((error, v) => error + (units[v] + 4) * logits[v] * U));
  const rounding = (x.length + 16) * U * Math.max(1, most(logits));
  const lossBound = 2 * logitBound + rounding;
  const shareError = 2 * logitBound + rounding; // relative error of q
  const gBound = 2 * (most(slope) * (2 * shareError + (most(units) + 8) * U) + most(slopeError));
  return { logits: logitBound, loss: lossBound, gradient: 2 * gBound + 2 * c * U * 2 * most(slope) };
}
