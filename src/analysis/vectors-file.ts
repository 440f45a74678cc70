import * as v from 'valibot';
import { InputError } from '../input-error.js';
import { readJson } from '../read-json.js';

// S subjects, R relations, A answers, V = S + R + A, k pairs. The format is that of spec/model.md §8.

const number = v.pipe(v.number(), v.finite());
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const setSize = v.pipe(v.number(), v.integer(), v.minValue(1));
const row = v.array(number);
const decoded = v.array(v.tuple([v.nullable(index), v.nullable(index)]));

const caseSchema = v.object({
  name: v.string(),
  subjects: setSize,
  relations: setSize,
  answers: setSize,
  power: number,
  bias: number,
  beta: number,
  facts: v.array(v.tuple([index, index, index])),
  prompts: v.pipe(
    v.array(v.object({ context: v.array(v.tuple([index, index])), query: index, relation: index, answer: index })),
    v.minLength(1),
  ),
  theta1: row,
  theta2: row,
  expected: v.object({
    relationLoss: number,
    answerLoss: number,
    relationGradient: row,
    answerGradient: row,
    logitsOfFirstPrompt: v.object({ relationStep: row, answerStep: row }),
    decoded,
    afterTraining: v.optional(
      v.object({
        decoded,
        attention1: row,
        attention2: row,
        losses: v.array(v.tuple([number, number])),
        lossSteps: v.array(index),
      }),
    ),
  }),
  training: v.optional(v.object({ learningRate: number, steps: index })),
});

const fileSchema = v.object({ format: v.literal(1), cases: v.pipe(v.array(caseSchema), v.minLength(1)) });

/** One case of a vectors file: a model, prompts, and the numbers that an independent implementation computed for them. */
export type VectorsCase = v.InferOutput<typeof caseSchema>;

/**
 * Reads a vectors file (spec/model.md §8).
 *
 * @throws InputError when the file is unreadable, not JSON, or has a wrong field; the message names the case and the field
 */
export async function readVectors(file: string): Promise<VectorsCase[]> {
  const value = await readJson(file, 'give a vectors file as in spec/model.md §8');
  const result = v.safeParse(fileSchema, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`, 'see the format in spec/model.md §8', { file });
  }
  for (const vectors of result.output.cases) checkShapes(vectors, file);
  return result.output.cases;
}

function checkShapes(vectors: VectorsCase, file: string): void {
  const { name, subjects, relations, answers, prompts, theta1, theta2, expected } = vectors;
  const pairs = prompts[0].context.length;
  const size = subjects + relations + answers;
  const check = (field: string, length: number, wanted: number) => {
    if (length !== wanted) {
      throw new InputError(`case "${name}": ${field} has ${length} entries instead of ${wanted}`, 'see spec/model.md §8', {
        file,
      });
    }
  };
  check('theta1', theta1.length, 2 * pairs + 1);
  check('theta2', theta2.length, 2 * pairs + 2);
  check('expected.relationGradient', expected.relationGradient.length, 2 * pairs + 1);
  check('expected.answerGradient', expected.answerGradient.length, 2 * pairs + 2);
  check('expected.logitsOfFirstPrompt.relationStep', expected.logitsOfFirstPrompt.relationStep.length, size);
  check('expected.logitsOfFirstPrompt.answerStep', expected.logitsOfFirstPrompt.answerStep.length, size);
  check('expected.decoded', expected.decoded.length, prompts.length);
  const below = (field: string, value: number, limit: number) => {
    if (value >= limit) {
      throw new InputError(`case "${name}": ${field} ${value} is outside 0 … ${limit - 1}`, 'see spec/model.md §8', { file });
    }
  };
  prompts.forEach((prompt, i) => {
    check(`prompts.${i}.context`, prompt.context.length, pairs);
    for (const [subject, answer] of prompt.context) {
      below(`prompts.${i}: subject`, subject, subjects);
      below(`prompts.${i}: answer`, answer, answers);
    }
    below(`prompts.${i}.query`, prompt.query, subjects);
    below(`prompts.${i}.relation`, prompt.relation, relations);
    below(`prompts.${i}.answer`, prompt.answer, answers);
  });
  const { afterTraining } = expected;
  if (afterTraining === undefined) return;
  if (vectors.training === undefined) {
    throw new InputError(`case "${name}": expected.afterTraining without training`, 'add training: { learningRate, steps }', {
      file,
    });
  }
  check('expected.afterTraining.attention1', afterTraining.attention1.length, 2 * pairs + 1);
  check('expected.afterTraining.attention2', afterTraining.attention2.length, 2 * pairs + 2);
  check('expected.afterTraining.decoded', afterTraining.decoded.length, prompts.length);
  check('expected.afterTraining.losses', afterTraining.losses.length, afterTraining.lossSteps.length);
  for (const step of afterTraining.lossSteps) below('expected.afterTraining.lossSteps', step, vectors.training.steps + 1);
}
