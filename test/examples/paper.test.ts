import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as paper from '../../examples/paper.js';
import { accuracyOf } from '../../src/analysis/accuracy.js';
import { attentionPattern } from '../../src/analysis/attention-pattern.js';
import { decode } from '../../src/engine/decode.js';
import type { OpenEngine } from '../../src/engine/engine.js';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.js';
import { softmax } from '../../src/model/attention.js';
import { emit, type Emission } from '../../src/model/decoding.js';
import { DenseLogits, toDense } from '../../src/model/logits.js';
import { stepLength, type Step } from '../../src/model/step.js';
import { buildTransformer, type Transformer } from '../../src/model/transformer.js';
import { relationToken } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import type { Fact, KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type Prompt, type PromptBatch } from '../../src/task/prompt.js';
import { drawLatinTable, plainLatinTable } from '../../src/task/tables/latin.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { drawBijectiveTable, drawFunctionalTable, drawPartialTable } from '../../src/task/tables/random-tables.js';
import { fineTune, initialTheta, type PerStep } from '../../src/training/fine-tuning.js';
import { openSparse } from '../kit/open-sparse.js';
import { paperModel, paperPrompt } from '../kit/paper-model.js';
import { instances } from '../kit/random-instance.js';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { SEED } from '../kit/seed.js';

type Paper = typeof paper;

const FILE = fileURLToPath(new URL('../../examples/paper.ts', import.meta.url));
const SOURCE = readFileSync(FILE, 'utf8');
const STEPS: readonly Step[] = ['relation', 'answer'];
const TOLERANCE = 1e-9;
const openReference: OpenEngine = (model) => new ReferenceEngine(model);

/** What is compared. `decoded` counts the prompts whose decoded tokens differ. */
type Quantity = 'logits' | 'loss' | 'gradient' | 'training' | 'measures' | 'decoded' | 'accuracy';
type Deviations = Record<Quantity, number>;

/** Logits just inside and just outside the tolerance of a tie, which is 10⁻⁹ · max(1, max|ℓ|). */
const NEAR_TIES = [
  [1 - 5e-10, 1, 0],
  [1 - 2e-9, 1, 0],
  [0.1 - 5e-10, 0.1, 0],
  [1e6 - 5e-4, 1e6, 0],
  [1e6 - 2e-3, 1e6, 0],
  [1 - 5e-4, 1, -1e6],
  [1 - 2e-3, 1, -1e6],
];

/** A model, prompts to train on, fresh prompts to decode, and the θ at which to compare. */
interface Case {
  readonly model: Transformer;
  readonly pairs: number;
  readonly prompts: readonly Prompt[];
  readonly fresh: readonly Prompt[];
  readonly thetas: readonly PerStep<Float64Array>[];
  /** Gradient steps; 0 compares no training. */
  readonly steps: number;
}

/** How far examples/paper.ts, or a wrong copy of it, is from an engine. */
function deviations(file: Paper, open: OpenEngine, { model, pairs, prompts, fresh, thetas, steps }: Case): Deviations {
  const { knowledge } = model;
  const engine = open(model);
  const batch = engine.compile(batchOf(prompts));
  const own = paperModel(model);
  const ownPrompts = prompts.map((prompt) => paperPrompt(knowledge, prompt));
  const ownFresh = fresh.map((prompt) => paperPrompt(knowledge, prompt));
  const found: Deviations = { logits: 0, loss: 0, gradient: 0, training: 0, measures: 0, decoded: 0, accuracy: 0 };
  const record = (quantity: Quantity, one: ArrayLike<number>, other: ArrayLike<number>) => {
    for (let i = 0; i < Math.max(one.length, other.length); i++) {
      const difference = Math.abs(one[i] - other[i]); // NaN where one list is shorter, or has no number
      found[quantity] = Math.max(found[quantity], Number.isNaN(difference) ? Infinity : difference);
    }
  };
  const sameEmission = (emitted: ReturnType<Paper['emit']>, { kind, token }: Emission) =>
    emitted.token === token && emitted.top === (kind === 'top');

  const compareAt = [...thetas];
  if (steps > 0) {
    const run = fineTune(batch, initialTheta(pairs), { steps });
    for (const step of STEPS) {
      const { theta, losses } = file.train(own, ownPrompts, step, { steps });
      record('training', theta, run.theta[step]);
      record('training', losses, run.losses[step]);
    }
    compareAt.push(run.theta);
  }
  for (const theta of compareAt) {
    const ownTheta = { relation: [...theta.relation], answer: [...theta.answer] };
    for (const step of STEPS) {
      const { loss, gradient } = batch.gradient(step, theta[step]);
      const ownGradient = file.lossAndGradient(own, ownPrompts, step, ownTheta[step]);
      record('loss', [ownGradient.loss], [loss]);
      record('gradient', ownGradient.gradient, gradient);
      prompts.forEach((prompt, i) => {
        const fed = step === 'answer' ? relationToken(knowledge, prompt.relation) : undefined;
        const z = fed === undefined ? ownPrompts[i].z : [...ownPrompts[i].z, fed];
        const logits = file.logits(own, file.attend(own, z, file.softmax(ownTheta[step])));
        record('logits', logits, toDense(engine.logits(prompt, theta[step], fed)));
      });
    }
    const pattern = attentionPattern({ relation: softmax(theta.relation), answer: softmax(theta.answer) });
    const relation = file.measure(file.softmax(ownTheta.relation), 'relation');
    const answer = file.measure(file.softmax(ownTheta.answer), 'answer');
    record(
      'measures',
      [relation.mass, relation.balance, relation.topShare, relation.queryShare, answer.mass, answer.balance],
      [
        pattern.relation.mass,
        pattern.relation.balance,
        pattern.relation.topShare,
        pattern.relation.queryShare,
        pattern.answer.mass,
        pattern.answer.balance,
      ],
    );
    fresh.forEach((prompt, i) => {
      const said = decode(engine, prompt, theta.relation, theta.answer);
      const ownSaid = file.decode(own, ownTheta, ownFresh[i]);
      if (!STEPS.every((step) => sameEmission(ownSaid[step], said[step]))) found.decoded++;
    });
    record('accuracy', [file.accuracy(own, ownTheta, ownFresh)], [accuracyOf(engine, theta, { pairs, prompts: fresh }).rate]);
  }
  for (const row of NEAR_TIES) {
    if (!sameEmission(file.emit(row), emit(new DenseLogits(Float64Array.from(row))))) found.decoded++;
  }
  return found;
}

/** The quantities that deviate by more than rounding. */
function deviating(found: Deviations): string[] {
  return Object.entries(found)
    .filter(([, deviation]) => deviation >= TOLERANCE)
    .map(([quantity]) => quantity);
}

/** The largest of two deviations, quantity by quantity. */
function worst(one: Deviations, other: Deviations): Deviations {
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name, Math.max(value, other[name as Quantity])]),
  ) as Deviations;
}

/** Every family of tables: Latin and not, with one relation, with answers that many subjects share (hubs), with missing facts. */
const TABLES: Readonly<Record<string, (random: RandomStream) => KnowledgeBase>> = {
  'Latin, cyclic': (random) => drawLatinTable('cyclic', 8, 3, random),
  'Latin, Z₂³': (random) => drawLatinTable('elementary', 8, 3, random),
  'Latin, matchings': (random) => drawLatinTable('matchings', 8, 3, random),
  'one relation': (random) => drawLatinTable('cyclic', 6, 1, random),
  'bijective, ambiguous': (random) => drawBijectiveTable(7, 4, random),
  'many to one': (random) => drawFunctionalTable({ subjects: 9, relations: 3, answers: 4 }, random),
  // Read at ½ and ½, the answer that four subjects share ties with the answer that subject 0 has alone (§6).
  'a hub of four': () =>
    new StoredTable(
      { subjects: 6, relations: 2, answers: 9 },
      [0, 1, 1, 1, 1, 2].flatMap((a, s): Fact[] => [
        [s, 0, a],
        [s, 1, 3 + s],
      ]),
    ),
  'many to one, partial': (random) => drawPartialTable({ subjects: 10, relations: 4, answers: 5 }, 0.7, random),
};

/** Three of them, with swaps, ties, hubs and missing facts. */
const FEW_TABLES: ReadonlySet<string> = new Set(['Latin, Z₂³', 'a hub of four', 'many to one, partial']);

interface Setting {
  readonly name: string;
  readonly power: number;
  readonly bias: number;
  readonly pairs: number;
}

const SETTINGS = [2, 3].flatMap((power) =>
  [0, 0.25].flatMap((bias) =>
    [1, 2, 3].flatMap((pairs) => Object.keys(TABLES).map((name): Setting => ({ name, power, bias, pairs }))),
  ),
);

/**
 * A case of 16 prompts. With fewer, training may amplify rounding beyond any tolerance (spec/measurements.md#rounding). With 16 it still does where
 * the whole batch is symmetric in two of its pairs: then rounding picks the pair that wins. There training is compared for 20 steps,
 * which end before the symmetry breaks.
 */
function trainingCase({ name, power, bias, pairs }: Setting, steps = 200): Case {
  const random = RandomStream.of(SEED, 'paper', name, power, bias, pairs);
  const table = TABLES[name](random);
  const model = buildTransformer(table, { power, bias });
  const batch = drawPrompts(table, pairs, 16, random);
  const theta = (step: Step, spread: number) =>
    Float64Array.from({ length: stepLength(step, pairs) }, () => spread * (2 * random.uniform() - 1));
  // All attention on one pair, ½ and ½: where training leads, and where a hub may tie with the truth.
  const only = (step: Step, places: readonly number[]) =>
    Float64Array.from({ length: stepLength(step, pairs) }, (_, t) => (places.includes(t) ? 0 : -60));
  const pattern = { relation: only('relation', [0, 1]), answer: only('answer', [2 * pairs, 2 * pairs + 1]) };
  return {
    model,
    pairs,
    prompts: batch.prompts,
    fresh: drawPrompts(table, pairs, 40, random).prompts,
    thetas: [...[0, 1, 3].map((spread) => ({ relation: theta('relation', spread), answer: theta('answer', spread) })), pattern],
    steps: isSymmetric(model, batch) ? Math.min(20, steps) : steps,
  };
}

/** Whether rounding may pick the winner of two pairs: their slopes are equal at uniform attention. */
function isSymmetric(model: Transformer, batch: PromptBatch): boolean {
  if (model.knowledge.relations === 1) return false; // they are always equal, and stay so
  const { gradient } = openSparse(model).compile(batch).gradient('relation', initialTheta(batch.pairs).relation);
  const alike = (i: number, j: number) =>
    Math.max(Math.abs(gradient[2 * i] - gradient[2 * j]), Math.abs(gradient[2 * i + 1] - gradient[2 * j + 1])) < 1e-12;
  const pairs = Array.from({ length: batch.pairs }, (_, i) => i);
  return pairs.some((i) => pairs.some((j) => j < i && alike(i, j)));
}

/** A copy of examples/paper.ts with one edit. */
async function edited(from: string, to: string): Promise<Paper> {
  expect(SOURCE.split(from)).toHaveLength(2); // the text occurs once
  const copy = join(temporaryFolder(), 'paper.ts');
  writeFileSync(copy, SOURCE.replace(from, to));
  return (await import(copy)) as Paper;
}

describe(`the paper in one file (seed ${SEED})`, () => {
  it('is the sparse engine to 10⁻⁹: logits, loss, gradient, training, measures, tokens and accuracy, in every family of tables', () => {
    const all = SETTINGS.map((setting) => ({ setting, found: deviations(paper, openSparse, trainingCase(setting)) }));
    console.info('paper − sparse, largest deviations:', all.map(({ found }) => found).reduce(worst));
    expect(all.filter(({ found }) => deviating(found).length > 0)).toEqual([]);
  });

  it('is the reference engine to 10⁻⁹ in half of the same cases', () => {
    // That engine is slow: it trains for all 200 steps in three of them.
    const half = SETTINGS.filter(({ power, bias }) => (power === 2) === (bias === 0));
    const all = half.map((setting) => {
      const { fresh, ...rest } = trainingCase(
        setting,
        FEW_TABLES.has(setting.name) && setting.power === 2 && setting.pairs === 2 ? 200 : 4,
      );
      return { setting, found: deviations(paper, openReference, { ...rest, fresh: fresh.slice(0, 10) }) };
    });
    console.info('paper − reference, largest deviations:', all.map(({ found }) => found).reduce(worst));
    expect(all.filter(({ found }) => deviating(found).length > 0)).toEqual([]);
  });

  it('is the reference engine to 10⁻⁹ on prompts that no relation explains, with any p, b, β and θ', () => {
    fc.assert(
      fc.property(instances(), ({ model, pairs, prompts, theta1, theta2 }) => {
        const thetas = [{ relation: theta1, answer: theta2 }];
        const found = deviations(paper, openReference, { model, pairs, prompts, fresh: prompts, thetas, steps: 0 });
        expect(deviating(found)).toEqual([]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('is compared in cases that can fail: nearly always for all steps, with ties, and with wrong relations emitted', () => {
    const cases = SETTINGS.map((setting) => trainingCase(setting));
    expect(cases.filter(({ steps }) => steps < 200).length).toBeLessThanOrEqual(4); // of 96
    const said = cases.flatMap(({ model, fresh, thetas }) =>
      fresh.map((prompt) => {
        const { relation } = decode(openSparse(model), prompt, thetas[0].relation, thetas[0].answer);
        if (relation.kind === 'tie') return 'tie';
        return relation.token === relationToken(model.knowledge, prompt.relation) ? 'right' : 'wrong';
      }),
    );
    for (const kind of ['tie', 'right', 'wrong']) expect(said.filter((each) => each === kind).length).toBeGreaterThan(50);
  });

  it('has the Latin tables and the defaults of the project', () => {
    const table = plainLatinTable('cyclic', 7, 3);
    expect(paper.buildModel(paper.latinFacts(7, 3), 17)).toEqual(paperModel(buildTransformer(table)));
  });

  it('imports nothing, and draws from its own generator alone', () => {
    const code = SOURCE.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
    expect(code).toContain('export function lossAndGradient');
    expect(code).not.toMatch(/\bimport\b(?!\.meta)|\brequire\b|\bfrom '|Math\.random|\bDate\b|\bcrypto\b/);
    // What the C++ standard demands of minstd_rand, the same generator: its 10,000th number from seed 1.
    const random = paper.generator(1);
    const drawn = Array.from({ length: 10_000 }, () => random());
    expect(drawn[9_999]).toBe(399_268_537 / 2_147_483_647);
  });
});

describe('the prompts of the paper', () => {
  // Relation 0 has two facts, relation 1 four with a hub, and relation 2 only one, which is too few for k = 1.
  const table = new StoredTable({ subjects: 4, relations: 3, answers: 2 }, [
    [0, 0, 0],
    [2, 0, 1],
    [0, 1, 1],
    [1, 1, 1],
    [2, 1, 0],
    [3, 1, 1],
    [1, 2, 0],
  ]);
  const COUNT = 20_000;

  /** The law of prompts (spec/model.md §2), every prompt with its probability. */
  const law = new Map<string, number>();
  for (const [relation, domain] of [[0, 2] as const, [0, 1, 2, 3] as const].entries()) {
    for (const first of domain) {
      for (const query of domain.filter((subject) => subject !== first)) {
        const prompt = paperPrompt(table, promptOf(table, relation, [first, query]));
        law.set(JSON.stringify(prompt), 1 / 2 / (domain.length * (domain.length - 1)));
      }
    }
  }

  /** The largest deviation of a frequency from the law, in standard deviations. */
  function deviationFromLaw({ drawPrompts: draw, generator }: Paper): number {
    const counts = new Map<string, number>();
    for (const prompt of draw(paperModel(buildTransformer(table)).facts, 1, COUNT, generator(7))) {
      const name = JSON.stringify(prompt);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return Math.max(
      ...[...new Set([...law.keys(), ...counts.keys()])].map((name) => {
        const chance = law.get(name) ?? 0;
        return Math.abs((counts.get(name) ?? 0) - COUNT * chance) / Math.sqrt(COUNT * chance * (1 - chance));
      }),
    );
  }

  it('follow the law of prompts: relation first, then facts without replacement', () => {
    expect([...law.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(deviationFromLaw(paper)).toBeLessThan(4); // a seed in a thousand would exceed it, with 14 kinds of prompts
  });

  it.each([
    [
      'the relation is drawn in proportion to its facts',
      '[...new Set(facts.map((fact) => fact[1]))]',
      'facts.map((fact) => fact[1])',
    ],
    ['a relation with k + 1 facts is left out', '.length > k)', '.length > k + 1)'],
    ['the query may be in the context', 'left[below(left.length)];', 'factsOf(r)[below(factsOf(r).length)];'],
    ['the first fact is drawn too seldom', 'Math.floor(random() * limit)', 'Math.floor(Math.sqrt(random()) * limit)'],
  ])('are caught when they follow another law: %s', async (_, from, to) => {
    expect(deviationFromLaw(await edited(from, to))).toBeGreaterThan(10);
  });
});

describe('the first comment of the paper', () => {
  const [, command, printed] = /^\/\/ {3}(npx .*)\n\/\/\n\/\/ prints\n\/\/\n((?:\/\/ {3}.*\n)+)/m.exec(SOURCE) ?? [];
  const promised = printed.replaceAll(/^\/\/ {3}/gm, '');

  it('says what the file prints when it is started', () => {
    expect(command).toBe('npx tsx examples/paper.ts');
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), FILE], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual([promised, '']);
  });

  it('says what the sparse engine finds on the same table and prompts', () => {
    const [S, R, k, n] = [16, 4, 3, 32];
    const engine = openSparse(buildTransformer(plainLatinTable('cyclic', S, R)));
    const random = paper.generator(1);
    const draw = (count: number): PromptBatch => ({
      pairs: k,
      prompts: paper.drawPrompts(paper.latinFacts(S, R), k, count, random).map(({ z, r, a }) => ({
        context: Array.from({ length: k }, (_, i) => [z[2 * i], z[2 * i + 1] - S - R] as const),
        query: z[2 * k],
        relation: r - S,
        answer: a - S - R,
      })),
    });
    const { theta, losses } = fineTune(engine.compile(draw(n)), initialTheta(k));
    const { relation, answer } = attentionPattern({ relation: softmax(theta.relation), answer: softmax(theta.answer) });
    const found = [
      [losses.relation[0], losses.relation[200], relation.mass, relation.balance, relation.topShare, relation.queryShare],
      [losses.answer[0], losses.answer[200], answer.mass, answer.balance],
      [accuracyOf(engine, theta, draw(1000)).rate],
    ].flat();
    expect(promised.match(/\d\.\d{3}/g)).toEqual(found.map((value) => value.toFixed(3)));
  });
});

describe('the comparison catches a wrong copy of the paper', () => {
  const cases = SETTINGS.filter(
    ({ name, power, bias, pairs }) => FEW_TABLES.has(name) && power === 2 && pairs === (bias === 0 ? 1 : 2),
  ).map((setting) => trainingCase(setting, 20));

  it.each<[string, Quantity, string, string]>([
    ['the slope of the softmax is dropped', 'gradient', 'p[t] * (g[t] - mean)', 'g[t]'],
    ['the slope of the softmax is not centred', 'gradient', 'p[t] * (g[t] - mean)', 'p[t] * g[t]'],
    ['the target is not subtracted', 'gradient', 'dl[target] -= 1;', ''],
    ['the slope of σ lacks the power', 'gradient', 'power * (h - bias) **', '(h - bias) **'],
    ['the slope of σ lacks the bias', 'gradient', '? power * (h - bias)', '? power * h'],
    ['the unit that retrieves passes nothing to the relation', 'gradient', 'dx[r] += retrieve;', ''],
    ['the sum over prompts is not divided', 'loss', 'loss: loss / prompts.length', 'loss'],
    ['the answer step is fed another relation', 'loss', '[...prompt.z, prompt.r]', '[...prompt.z, model.facts[0][1]]'],
    ['the memory has no bias', 'logits', 'Math.max(h - bias, 0)', 'Math.max(h, 0)'],
    ['the memory retrieves by subject alone', 'logits', 'sigma(model, x[s] + x[r])', 'sigma(model, x[s])'],
    ['a repeated token is read once', 'logits', 'x[z[t]] += p[t]', 'x[z[t]] = p[t]'],
    ['gradient descent goes up', 'training', 'logit - eta', 'logit + eta'],
    ['training starts elsewhere', 'training', '=> 0); // (T)\n  const losses', '=> 0.1); // (T)\n  const losses'],
    ['the last loss is missing', 'training', 'losses.push(lossAndGradient(', 'void (lossAndGradient('],
    ['balance is not relative to the mass', 'measures', '1 - difference / mass', '1 - difference'],
    ['the top share is not relative to the mass', 'measures', 'largest / mass', 'largest'],
    ['the query share is not relative to the uniform share', 'measures', 'p[query] * p.length', 'p[query]'],
    ['a tie counts as a top', 'decoded', 'near.length === 1', 'true'],
    ['a tie emits its last token', 'decoded', 'token: near[0]', 'token: near[near.length - 1]'],
    ['the tolerance of a tie is forgotten', 'decoded', '- 1e-9 *', '- 0 *'],
    ['the tolerance of a tie has no scale', 'decoded', 'Math.max(1, ...l.map(Math.abs))', '1'],
    ['the tolerance of a tie ignores negative logits', 'decoded', '...l.map(Math.abs)', '...l'],
    ['decoding is teacher forced', 'decoded', '[...prompt.z, relation.token]', '[...prompt.z, prompt.r]'],
    ['accuracy does not ask for the relation', 'accuracy', 'relation.top && relation.token === prompt.r && ', ''],
    ['accuracy forgives ties', 'accuracy', 'answer.top && ', ''],
  ])('%s: %s', async (_, quantity, from, to) => {
    const copy = await edited(from, to);
    const found = cases.map((each) => deviations(copy, openSparse, each)).reduce(worst);
    expect(deviating(found)).toContain(quantity);
  });
});
