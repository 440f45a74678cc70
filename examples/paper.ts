// The paper in one file: a one-layer transformer in front of a memory of facts learns to answer from context.
//
//   npx tsx examples/paper.ts
//
// prints
//
//   S = 16, R = 4, A = 16: N = 64 facts, V = 36 tokens; k = 3 pairs, n = 32 prompts
//   relation step: loss 0.980 → 0.010, mass 0.990, balance 0.964
//     top share 0.909, query share 0.070
//   answer step: loss 3.404 → 0.010, mass 0.916, balance 0.959
//   accuracy 1.000 on 1000 fresh prompts
//
// That is the paper in small: the relation row drops the query and settles on one of the three pairs, subject and answer alike; the
// answer row moves to the query and the relation; and prompts that were never shown are answered right.
//
// Read this file beside spec/model.md: § stands for a section there. It imports nothing and takes no shortcut: every sum of the
// definition is a loop. The project's own engine counts instead, as §6 derives, and a test holds this file to it within 10⁻⁹.
//
// The letters: S subjects, R relations, A answers; V = S + R + A tokens; N stored facts; k pairs in a prompt, n prompts;
// T positions that a step reads. A comment like (T) at the end of a line is the shape of what the line makes.

// ── §1 Knowledge ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

// Tokens are numbered as §3 orders them: subjects 0 … S−1, relations S … S+R−1, answers S+R … V−1. So a fact is three tokens.
export type Fact = readonly [s: number, r: number, a: number];

// A Latin table, R ≤ S: every relation is a bijection from subjects to answers, and no subject has one answer under two relations. A
// subject alone, or an answer alone, then says nothing about the relation, and a pair says everything. So the model must read pairs as
// pairs.
export function latinFacts(S: number, R: number): Fact[] {
  const facts: Fact[] = []; // (N, 3), N = S R
  for (let s = 0; s < S; s++) {
    for (let r = 0; r < R; r++) facts.push([s, S + r, S + R + ((s + r) % S)]);
  }
  return facts;
}

// ── §2 Prompt ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Prompt {
  readonly z: readonly number[]; // s_1 a_1 … s_k a_k s_q (2k + 1)
  readonly r: number; // the hidden relation: what the relation step must emit
  readonly a: number; // a*(s_q, r): what the answer step must emit
}

// The law of prompts: r uniform over the relations with at least k + 1 facts, then k + 1 of its facts without replacement. The last
// of them is the query: the prompt shows its subject and asks for its answer.
export function drawPrompts(facts: readonly Fact[], k: number, n: number, random: () => number): Prompt[] {
  const factsOf = (r: number) => facts.filter((fact) => fact[1] === r);
  const relations = [...new Set(facts.map((fact) => fact[1]))].filter((r) => factsOf(r).length > k);
  const below = (limit: number) => Math.floor(random() * limit);
  const prompts: Prompt[] = [];
  for (let i = 0; i < n; i++) {
    const r = relations[below(relations.length)];
    const left = factsOf(r);
    const z: number[] = [];
    for (let pair = 0; pair < k; pair++) {
      const [[s, , a]] = left.splice(below(left.length), 1);
      z.push(s, a);
    }
    const [query, , answer] = left[below(left.length)];
    prompts.push({ z: [...z, query], r, a: answer });
  }
  return prompts;
}

// Lehmer's generator with the multiplier of Park, Miller and Stockmeyer. The seed is in 1 … 2³¹ − 2. All products are whole numbers
// below 2⁵³, so every machine draws the same prompts.
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (48_271 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

// ── §3 Transformer ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Model {
  readonly V: number;
  readonly facts: readonly Fact[]; // (N, 3)
  readonly power: number; // p of the activation; p below is attention
  readonly bias: number; // b
  readonly beta: number; // β, the scale of the logits
}

export function buildModel(facts: readonly Fact[], V: number): Model {
  return { V, facts, power: 2, bias: 0, beta: 4 * Math.log(V) };
}

// The transformer answers in two steps, with the same memory and one attention row per step. The relation step reads z, T = 2k + 1.
// The answer step reads z and the relation after it, T = 2k + 2.
export type Step = 'relation' | 'answer';
export type Rows = Readonly<Record<Step, readonly number[]>>; // θ of both steps: (2k + 1), (2k + 2)

export function softmax(y: readonly number[]): number[] {
  const largest = Math.max(...y); // cancels in the ratio, and keeps exp from overflowing
  const weights = y.map((value) => Math.exp(value - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

// x = Σ_t p_t u_{z_t}. Embeddings are one-hot (d = V), so x[v] is just the attention that token v receives.
export function attend(model: Model, z: readonly number[], p: readonly number[]): number[] {
  const x = Array.from({ length: model.V }, () => 0); // (V)
  for (let t = 0; t < z.length; t++) x[z[t]] += p[t];
  return x;
}

// σ(h) = max(h − b, 0)^p is convex: one unit that sees both of its tokens outweighs two units that see one token each.
function sigma({ power, bias }: Model, h: number): number {
  return Math.max(h - bias, 0) ** power;
}

function sigmaSlope({ power, bias }: Model, h: number): number {
  return h > bias ? power * (h - bias) ** (power - 1) : 0;
}

// ℓ = β f(x): each fact has two hidden units. One sees its subject and its answer and writes its relation (infer), the other sees its
// subject and its relation and writes its answer (retrieve). With one-hot embeddings ⟨u_s + u_a, x⟩ = x[s] + x[a].
export function logits(model: Model, x: readonly number[]): number[] {
  const l = Array.from({ length: model.V }, () => 0); // (V)
  for (const [s, r, a] of model.facts) {
    l[r] += model.beta * sigma(model, x[s] + x[a]);
    l[a] += model.beta * sigma(model, x[s] + x[r]);
  }
  return l;
}

// ── §4 Fine-tuning ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

// The mean cross-entropy of one step over the prompts, and its gradient in θ, by hand: the chain rule backwards through
// θ → p → x → ℓ → loss. The memory is frozen, so θ is all there is to train.
export function lossAndGradient(model: Model, prompts: readonly Prompt[], step: Step, theta: readonly number[]) {
  const p = softmax(theta); // (T)
  let loss = 0;
  const gradient = theta.map(() => 0); // (T)
  for (const prompt of prompts) {
    // Forward. The answer step is fed the true relation, whatever the relation step would emit: teacher forcing.
    const z = step === 'relation' ? prompt.z : [...prompt.z, prompt.r]; // (T)
    const target = step === 'relation' ? prompt.r : prompt.a;
    const x = attend(model, z, p); // (V)
    const l = logits(model, x); // (V)
    const largest = Math.max(...l);
    loss += largest + Math.log(l.reduce((sum, value) => sum + Math.exp(value - largest), 0)) - l[target]; // −ln softmax(ℓ)_target

    // Backward. Cross-entropy after softmax: d loss / dℓ = softmax(ℓ) − e_target.
    const dl = softmax(l); // (V)
    dl[target] -= 1;
    // The slope at the token that a unit writes goes back to the two tokens that the unit sees.
    const dx = x.map(() => 0); // d loss / dx (V)
    for (const [s, r, a] of model.facts) {
      const infer = dl[r] * model.beta * sigmaSlope(model, x[s] + x[a]);
      dx[s] += infer;
      dx[a] += infer;
      const retrieve = dl[a] * model.beta * sigmaSlope(model, x[s] + x[r]);
      dx[s] += retrieve;
      dx[r] += retrieve;
    }
    const g = z.map((token) => dx[token]); // g_t = ⟨u_{z_t}, d loss / dx⟩ = d loss / dp_t (T)
    // Softmax only moves attention from position to position, so what counts is a slope's distance from the mean slope.
    const mean = g.reduce((sum, slope, t) => sum + p[t] * slope, 0);
    for (let t = 0; t < g.length; t++) gradient[t] += p[t] * (g[t] - mean);
  }
  return { loss: loss / prompts.length, gradient: gradient.map((slope) => slope / prompts.length) };
}

// Full-batch gradient descent from θ = 0, uniform attention. The two rows share no parameter, so each descends on its own.
export function train(model: Model, prompts: readonly Prompt[], step: Step, { eta = 0.3, steps = 200 } = {}) {
  const T = prompts[0].z.length + (step === 'answer' ? 1 : 0);
  let theta = Array.from({ length: T }, () => 0); // (T)
  const losses: number[] = []; // before each step, and after the last (steps + 1)
  for (let i = 0; i < steps; i++) {
    const { loss, gradient } = lossAndGradient(model, prompts, step, theta);
    losses.push(loss);
    theta = theta.map((logit, t) => logit - eta * gradient[t]);
  }
  losses.push(lossAndGradient(model, prompts, step, theta).loss);
  return { theta, losses };
}

// ── §2 again: accuracy, free-running ─────────────────────────────────────────────────────────────────────────────────────────────

// The top token must exceed every other by more than rounding can. In a tie there is no top token, and the prompt counts as wrong.
// The first of the tied tokens is emitted all the same, so that the answer step has something to read.
export function emit(l: readonly number[]): { token: number; top: boolean } {
  const bar = Math.max(...l) - 1e-9 * Math.max(1, ...l.map(Math.abs));
  const near = l.flatMap((value, token) => (value >= bar ? [token] : []));
  return { token: near[0], top: near.length === 1 };
}

// Infer, then retrieve: the answer step reads the relation that was emitted, right or wrong.
export function decode(model: Model, theta: Rows, prompt: Prompt) {
  const relation = emit(logits(model, attend(model, prompt.z, softmax(theta.relation))));
  const answer = emit(logits(model, attend(model, [...prompt.z, relation.token], softmax(theta.answer))));
  return { relation, answer };
}

export function accuracy(model: Model, theta: Rows, prompts: readonly Prompt[]): number {
  let correct = 0;
  for (const prompt of prompts) {
    const { relation, answer } = decode(model, theta, prompt);
    if (relation.top && relation.token === prompt.r && answer.top && answer.token === prompt.a) correct++;
  }
  return correct / prompts.length;
}

// ── §5 What is measured on an attention row ──────────────────────────────────────────────────────────────────────────────────────

// The pairwise pattern is mass → 1 and balance → 1: all attention is on pairs, and equal on the two members of each. In the relation
// row, a top share near 1 means that one pair has won, and a query share (attention over the uniform 1/T) near 0 that the query is dropped.
export function measure(p: readonly number[], step: Step) {
  const query = step === 'relation' ? p.length - 1 : p.length - 2; // 2k, the position of s_q
  const pairs: [number, number][] = []; // the context's (s_i, a_i); at the answer step (s_q, r̂)
  if (step === 'answer') pairs.push([p[query], p[query + 1]]);
  else for (let t = 0; t < query; t += 2) pairs.push([p[t], p[t + 1]]);
  const mass = pairs.reduce((sum, [one, other]) => sum + one + other, 0);
  const difference = pairs.reduce((sum, [one, other]) => sum + Math.abs(one - other), 0);
  const largest = Math.max(...pairs.map(([one, other]) => one + other));
  return { mass, balance: 1 - difference / mass, topShare: largest / mass, queryShare: p[query] * p.length };
}

// ── One small case ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function main(): void {
  const [S, R, A, k, n] = [16, 4, 16, 3, 32];
  const random = generator(1);
  const model = buildModel(latinFacts(S, R), S + R + A);
  const { V, facts } = model;
  const prompts = drawPrompts(facts, k, n, random);
  console.log(`S = ${S}, R = ${R}, A = ${A}: N = ${facts.length} facts, V = ${V} tokens; k = ${k} pairs, n = ${n} prompts`);

  const show = (value: number) => value.toFixed(3);
  const theta: Record<Step, number[]> = { relation: [], answer: [] };
  for (const step of ['relation', 'answer'] as const) {
    const row = train(model, prompts, step);
    const { mass, balance, topShare, queryShare } = measure(softmax(row.theta), step);
    const [first, last] = [row.losses[0], row.losses[row.losses.length - 1]];
    console.log(`${step} step: loss ${show(first)} → ${show(last)}, mass ${show(mass)}, balance ${show(balance)}`);
    if (step === 'relation') console.log(`  top share ${show(topShare)}, query share ${show(queryShare)}`);
    theta[step] = row.theta;
  }
  const fresh = drawPrompts(facts, k, 1000, random);
  console.log(`accuracy ${show(accuracy(model, theta, fresh))} on ${fresh.length} fresh prompts`);
}

// Only where this file is started, not where a test imports it.
if (/\bpaper(\.ts)?$/.test(process.argv[1] ?? '')) main();
