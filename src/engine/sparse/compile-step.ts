import type { Step } from '../../model/step.js';
import { stepLength } from '../../model/step.js';
import { NO_ANSWER, type KnowledgeBase } from '../../task/knowledge-base.js';
import type { Prompt, PromptBatch } from '../../task/prompt.js';
import { ChangeTable } from './change-table.js';
import { promptShape } from './prompt-shape.js';
import { RowTable } from './row-table.js';
import { UnitTable } from './unit-table.js';

// S subjects, R relations, A answers, k pairs, T positions, n prompts.

/**
 * The part of a batch's step that does not depend on θ, as compressed lists: list i of a flat array is at
 * starts[i] … starts[i + 1] − 1.
 *
 * A *unit* is a sum of attention that some hidden unit sees, and a *row* is a logit. A *class* is a set of prompts that have the
 * same V logits at every θ, so one of them is evaluated with the weight of all.
 */
export interface CompiledStep {
  /** T. */
  readonly length: number;
  /** The positions of each unit: h_u = Σ p over them. */
  readonly unitStarts: Int32Array;
  readonly unitPositions: Int32Array;
  /** The terms of each row: ℓ/β = Σ count · σ(h_unit). */
  readonly rowStarts: Int32Array;
  readonly termUnits: Int32Array;
  readonly termCounts: Float64Array;
  /** The rows of each class, the target's first, each with the number of tokens that have it. These numbers add up to V. */
  readonly classStarts: Int32Array;
  readonly classRows: Int32Array;
  readonly classTokens: Float64Array;
  /** The number of prompts in each class. */
  readonly classPrompts: Float64Array;
}

/**
 * Finds, once per batch, which hidden units contribute to which logits (spec/model.md §6). The true relation is fed at the answer
 * step. Training then costs a few hundred operations for each class of prompts, whatever S, A and N are.
 */
export function compileStep(knowledge: KnowledgeBase, batch: PromptBatch, step: Step): CompiledStep {
  const units = new UnitTable();
  const rows = new RowTable();
  const compiler = new PromptCompiler(knowledge, step, units, rows);
  const classes = new Map<string, { prompts: number; spectrum: Spectrum }>();
  const byShape = new Map<string, { prompts: number; spectrum: Spectrum }>(); // several shapes may lead to one class
  for (const prompt of batch.prompts) {
    const shape = promptShape(knowledge, prompt, step);
    let group = byShape.get(shape);
    if (group === undefined) {
      const spectrum = compiler.compile(prompt);
      const key = spectrum.flat().join(' ');
      group = classes.get(key) ?? { prompts: 0, spectrum };
      classes.set(key, group);
      byShape.set(shape, group);
    }
    group.prompts++;
  }

  const spectra = [...classes.values()];
  const entries = spectra.flatMap(({ spectrum }) => spectrum);
  // Most rows of the trie are only intermediate. Those that some token has are numbered consecutively.
  const numbers = new Map<number, number>();
  const classRows = Int32Array.from(entries, ([row]) => {
    const number = numbers.get(row) ?? numbers.size;
    numbers.set(row, number);
    return number;
  });
  const terms = Array.from(numbers.keys(), (row) => rows.terms(row));
  const positions = units.positions();
  return {
    length: stepLength(step, batch.pairs),
    unitStarts: startsOf(positions),
    unitPositions: Int32Array.from(positions.flat()),
    rowStarts: startsOf(terms),
    termUnits: Int32Array.from(terms.flat(), (term) => term.unit),
    termCounts: Float64Array.from(terms.flat(), (term) => term.count),
    classStarts: startsOf(spectra.map(({ spectrum }) => spectrum)),
    classRows,
    classTokens: Float64Array.from(entries, ([, tokens]) => tokens),
    classPrompts: Float64Array.from(spectra, ({ prompts }) => prompts),
  };
}

function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = starts[i] + list.length));
  return starts;
}

/** The V logits of a prompt as [row, number of tokens that have it], the target's row first, the others in increasing order. */
type Spectrum = readonly (readonly [row: number, tokens: number])[];

class PromptCompiler {
  private readonly zero: number; // the row of a token whose logit is always 0
  private readonly changes: ChangeTable;

  constructor(
    private readonly knowledge: KnowledgeBase,
    private readonly step: Step,
    private readonly units: UnitTable,
    private readonly rows: RowTable,
  ) {
    this.zero = rows.root([]);
    this.changes = new ChangeTable(units, rows);
  }

  compile(prompt: Prompt): Spectrum {
    const { subjects, relations } = this.knowledge;
    const counts = new Map<number, number>([[this.zero, subjects]]); // row → tokens
    const relationRows = this.relationRows(prompt);
    for (let r = 0; r < relations; r++) increment(counts, relationRows[r], 1);
    const answerRows = this.answerRows(prompt);
    for (const row of answerRows.touched.values()) increment(counts, row, 1);
    for (const [row, answers] of answerRows.untouched) increment(counts, row, answers);
    const target =
      this.step === 'relation'
        ? relationRows[prompt.relation]
        : (answerRows.touched.get(prompt.answer) ?? answerRows.rowOfUntouched(prompt.answer));
    return [...counts]
      .filter(([, tokens]) => tokens > 0)
      .toSorted(([one], [other]) => Number(other === target) - Number(one === target) || one - other);
  }

  /** Subject → place, in order of first appearance. */
  private subjectPlaces(prompt: Prompt): Map<number, number> {
    const positions = new Map<number, number[]>();
    prompt.context.forEach(([subject], i) => append(positions, subject, 2 * i));
    append(positions, prompt.query, 2 * prompt.context.length);
    return this.places(positions);
  }

  /** Answer → place, in order of first appearance. */
  private answerPlaces(prompt: Prompt): Map<number, number> {
    const positions = new Map<number, number[]>();
    prompt.context.forEach(([, answer], i) => append(positions, answer, 2 * i + 1));
    return this.places(positions);
  }

  private places(positions: ReadonlyMap<number, readonly number[]>): Map<number, number> {
    return new Map([...positions].map(([token, list]) => [token, this.units.place(list)]));
  }

  /**
   * The rows of the relation logits (R). The plain relation stores every subject of the prompt, gives none of them an answer of the
   * prompt, and uses every answer of the prompt once. The row of any other relation is its row with changes.
   */
  private relationRows(prompt: Prompt): Int32Array {
    const { knowledge, units, rows, changes } = this;
    const subjects = [...this.subjectPlaces(prompt)];
    const answers = this.answerPlaces(prompt);
    const answerList = [...answers];
    const plain = rows.root([...subjects, ...answerList].map(([, place]) => ({ unit: units.single(place), count: 1 })));
    const result = new Int32Array(knowledge.relations); // (R)
    const met = new Int32Array(answerList.length); // subjects of the prompt that r maps to each of its answers
    const slots = new Map(answerList.map(([answer], slot) => [answer, slot]));
    for (let r = 0; r < knowledge.relations; r++) {
      let row = plain;
      met.fill(0);
      for (const [subject, place] of subjects) {
        const answer = knowledge.answerOf(subject, r);
        const slot = answer === NO_ANSWER ? undefined : slots.get(answer);
        if (answer === NO_ANSWER) {
          row = rows.child(row, changes.add(place, -1));
        } else if (slot !== undefined) {
          met[slot]++;
          row = rows.child(row, changes.meet(place, answerList[slot][1]));
        }
      }
      for (let slot = 0; slot < answerList.length; slot++) {
        const [answer, place] = answerList[slot];
        const others = knowledge.sharersOf(r, answer) - met[slot];
        if (others !== 1) row = rows.child(row, changes.add(place, others - 1));
      }
      result[r] = row;
    }
    return result;
  }

  /** The rows of the answer logits: one for each answer that a subject of the prompt has, and counts by c_r for all others. */
  private answerRows(prompt: Prompt): {
    touched: Map<number, number>;
    untouched: Map<number, number>;
    rowOfUntouched: (answer: number) => number;
  } {
    const { knowledge, units, rows, changes } = this;
    const touched = new Map<number, number>(); // a → row
    const fed = this.step === 'answer' ? prompt.relation : -1;
    const fedPlace = this.step === 'answer' ? units.place([2 * prompt.context.length + 1]) : -1;
    const met = new Map<number, number>(); // a → subjects of the prompt that the fed relation maps to it
    for (const [subject, place] of this.subjectPlaces(prompt)) {
      const alone = changes.add(place, 1);
      for (let r = 0; r < knowledge.relations; r++) {
        const answer = knowledge.answerOf(subject, r);
        if (answer === NO_ANSWER) continue;
        const row = touched.get(answer) ?? this.zero;
        if (r === fed) {
          increment(met, answer, 1);
          touched.set(answer, rows.child(row, changes.addPair(place, fedPlace)));
        } else touched.set(answer, rows.child(row, alone));
      }
    }
    if (fed === -1) {
      const untouched = new Map([[this.zero, knowledge.answers - touched.size]]);
      return { touched, untouched, rowOfUntouched: () => this.zero };
    }

    const background = (row: number, sharers: number) => (sharers === 0 ? row : rows.child(row, changes.add(fedPlace, sharers)));
    const sharersLeft = new Map(knowledge.sharersHistogram(fed)); // c_r → untouched answers
    for (const [answer, row] of touched) {
      const sharers = knowledge.sharersOf(fed, answer);
      increment(sharersLeft, sharers, -1);
      touched.set(answer, background(row, sharers - (met.get(answer) ?? 0)));
    }
    const untouched = new Map<number, number>(); // row → answers
    for (const [sharers, answers] of sharersLeft) increment(untouched, background(this.zero, sharers), answers);
    return {
      touched,
      untouched,
      rowOfUntouched: (answer) => background(this.zero, knowledge.sharersOf(fed, answer)),
    };
  }
}

function increment(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
