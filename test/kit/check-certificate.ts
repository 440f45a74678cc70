// Checks a counterexample file by the mathematics alone (spec/model.md §2 to §5): dense sums over stored facts, and gradient descent from the
// formulas. It imports nothing, so that it has nothing in common with what wrote the file: fast-check, the engines, the claims, the verdicts.

type Fact = [s: number, r: number, a: number];
interface Table {
  subjects: number;
  relations: number;
  answers: number;
  facts: Fact[];
}
interface Memory {
  power: number;
  bias: number;
}
interface Certificate {
  claim: { thresholds: { quantity: string; bound: 'at least' | 'at most'; value: number }[] };
  setting: { memory?: Memory; learningRate?: number; steps?: number; frozen?: 'relation' | 'answer' | null };
  case: { table: Table; stored?: Table; memory?: Memory; prompts?: number[][]; row?: number[] };
  outcome: { margin: number; quantity: string };
}

/** Gap by which a logit exceeds every other, beyond 10⁻⁹ · max(1, max |ℓ|): a tie fails. */
function gap(logits: number[], target: number): number {
  const rival = Math.max(...logits.filter((_, v) => v !== target));
  return logits[target] - rival - 1e-9 * Math.max(1, ...logits.map(Math.abs));
}

/** Margin and quantity of a certificate's case, recomputed. */
export function checkCertificate({ claim, setting, case: given, outcome }: Certificate): { margin: number; quantity: string } {
  const { table, stored = table } = given;
  const { subjects: S, relations: R, answers: A } = table;
  const size = S + R + A;
  const beta = 4 * Math.log(size);
  const { power, bias } = given.memory ?? setting.memory ?? { power: 2, bias: 0 };
  const answerOf = (s: number, r: number) => table.facts.find((fact) => fact[0] === s && fact[1] === r)?.[2] ?? NaN;
  const sigma = (h: number) => Math.max(h - bias, 0) ** power;
  const slope = (h: number) => (h > bias ? power * (h - bias) ** (power - 1) : 0);

  /** ℓ_v = β ⟨u_v, f(x)⟩. */
  function logits(x: number[]): number[] {
    const out = Array.from({ length: size }, () => 0);
    for (const [s, r, a] of stored.facts) {
      out[S + r] += beta * sigma(x[s] + x[S + R + a]);
      out[S + R + a] += beta * sigma(x[s] + x[S + r]);
    }
    return out;
  }
  /** x = Σ_t p_t u_(z_t). */
  function mixture(tokens: number[], weights: number[]): number[] {
    const x = Array.from({ length: size }, () => 0);
    tokens.forEach((token, t) => (x[token] += weights[t]));
    return x;
  }
  const soft = (theta: number[]) => {
    const powers = theta.map((logit) => Math.exp(logit - Math.max(...theta)));
    const total = powers.reduce((sum, each) => sum + each, 0);
    return powers.map((each) => each / total);
  };
  const prompts = (given.prompts ?? []).map(([r, ...subjects]) => {
    const query = subjects.at(-1) ?? NaN;
    const tokens = [...subjects.slice(0, -1).flatMap((s) => [s, S + R + answerOf(s, r)]), query];
    return { r, query, tokens, relation: S + r, answer: S + R + answerOf(query, r) };
  });

  const values = new Map<string, number>();
  if (given.row !== undefined) {
    const { row } = given; // a given relation row, then ½ on the query and ½ on the relation
    values.set('relation gap', Math.min(...prompts.map((prompt) => gap(logits(mixture(prompt.tokens, row)), prompt.relation))));
    const halves = prompts.map(({ query, relation, answer }) => gap(logits(mixture([query, relation], [0.5, 0.5])), answer));
    values.set('answer gap', Math.min(...halves));
  } else if (given.prompts === undefined) {
    const read = ([one, other, target]: number[]) => gap(logits(mixture([one, other], [0.5, 0.5])), target);
    values.set('answer gap', Math.min(...table.facts.map(([s, r, a]) => read([s, S + r, S + R + a]))));
    values.set('relation gap', Math.min(...table.facts.map(([s, r, a]) => read([s, S + R + a, S + r]))));
  } else {
    const train = (step: 'relation' | 'answer') => {
      let theta = Array.from({ length: prompts[0].tokens.length + (step === 'answer' ? 1 : 0) }, () => 0);
      for (let i = 0; i < (setting.steps ?? 200) && setting.frozen !== step; i++) {
        const p = soft(theta);
        const gradient = theta.map(() => 0);
        for (const prompt of prompts) {
          const tokens = step === 'relation' ? prompt.tokens : [...prompt.tokens, prompt.relation];
          const x = mixture(tokens, p);
          const blame = soft(logits(x)); // d loss / dℓ
          blame[step === 'relation' ? prompt.relation : prompt.answer] -= 1;
          const g = Array.from({ length: size }, () => 0); // d loss / dx
          for (const [s, r, a] of stored.facts) {
            const [toRelation, toAnswer] = [S + R + a, S + r].map((other) => beta * slope(x[s] + x[other]));
            g[s] += blame[S + r] * toRelation + blame[S + R + a] * toAnswer;
            g[S + R + a] += blame[S + r] * toRelation;
            g[S + r] += blame[S + R + a] * toAnswer;
          }
          const mean = tokens.reduce((sum, token, t) => sum + p[t] * g[token], 0);
          tokens.forEach((token, t) => (gradient[t] += (p[t] * (g[token] - mean)) / prompts.length));
        }
        theta = theta.map((logit, t) => logit - (setting.learningRate ?? 0.3) * gradient[t]);
      }
      return soft(theta);
    };
    const balance = (pairs: number[][], mass: number) =>
      1 - pairs.reduce((sum, [one, other]) => sum + Math.abs(one - other), 0) / mass;
    const [relation, answer] = [train('relation'), train('answer')];
    const pairs = Array.from({ length: (relation.length - 1) / 2 }, (_, i) => [relation[2 * i], relation[2 * i + 1]]);
    const [query, last] = answer.slice(-2);
    values.set('query share', (relation.at(-1) ?? NaN) * relation.length);
    values.set(
      'relation balance',
      balance(
        pairs,
        pairs.flat().reduce((sum, each) => sum + each, 0),
      ),
    );
    values.set('answer mass', query + last);
    values.set('answer balance', balance([[query, last]], query + last));
  }
  const limit = claim.thresholds.find(({ quantity }) => quantity === outcome.quantity);
  const value = values.get(outcome.quantity) ?? NaN;
  if (limit === undefined) throw new Error(`the certificate sets no limit to "${outcome.quantity}"`);
  return { quantity: outcome.quantity, margin: limit.bound === 'at least' ? value - limit.value : limit.value - value };
}
