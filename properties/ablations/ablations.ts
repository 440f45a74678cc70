import {
  SWAP_RICH_TABLES,
  TABLES_WITH_AMBIGUOUS_PAIRS,
  TABLES_WITH_MISSING_FACTS,
  TABLES_WITH_SPARE_ANSWERS,
  tablesWithSharedAnswers,
} from '../cases/table-kind.js';
import { hubThreshold } from '../../src/model/recall.js';
import { DEFAULT_ACTIVATION } from '../../src/model/memory.js';
import type { TableDomain } from '../../spec/domains/training-domain.js';
import type { Ablation, OtherTables } from './ablation.js';

// S subjects, R relations, k pairs, n prompts, p the memory's power, b its bias, η the learning rate.

/** 2^p − 1 at the default power: the fewest subjects of one answer that may spoil a reading of the memory (spec/model.md §6). */
const HUB = hubThreshold(DEFAULT_ACTIVATION.power);

/** S of large tables: beyond the domain of every claim. */
const LARGE = { min: 128, max: 512 } as const;

/** R of large tables: a case of at most 4,096 facts is still a file that people can read. */
const RELATIONS_OF_LARGE = 8;

/** The most subjects if k grows with S. With R = S, n = 64 and k = S − 1 a training run takes a second at S = 16, and ten seconds at S = 32. */
const SUBJECTS_OF_LONG = 16;

/** The most subjects if k grows with S but training takes one step, or few prompts. */
const SUBJECTS_OF_LONGER = 32;

/** The least k / S for k near S − 1. */
const LONG = 3 / 4;

const SHARED = {
  broken: 'injective',
  atLeast: { id: 'injective' },
} as const;

const WITH_HUBS: OtherTables = {
  kind: tablesWithSharedAnswers({ min: HUB }),
  broken: 'injective',
  atLeast: { id: 'hub-free', threshold: HUB },
  drawn: `every relation gives an answer of its own to c subjects, its hub, and every other answer to one: A = S − c + 1, c uniform in ${HUB} … ⌊S/2⌋ − R + 2; rows from random matchings, no pair ambiguous`,
  room: `R ≤ ⌊S/2⌋ − ${HUB - 2}`, // c ≤ ⌊S/2⌋ − R + 2
};

const WITH_AMBIGUOUS_PAIRS: OtherTables = {
  kind: TABLES_WITH_AMBIGUOUS_PAIRS,
  broken: 'unambiguous',
  atLeast: { id: 'unambiguous' },
  drawn:
    'every relation a uniform bijection of its own; where no pair is ambiguous, two answers of the last relation change places so that one is',
  room: 'R ≥ 2',
};

/** A domain's sizes with at least `least` subjects: the fewest at which the tables exist. */
const fromSubjects = (least: number) => (sizes: TableDomain) => ({
  ...sizes,
  subjects: { ...sizes.subjects, min: Math.max(least, sizes.subjects.min) },
});

const atSeveralRelations = (sizes: TableDomain) => sizes.relations.min >= 2;

const longPrompts = (sizes: TableDomain): TableDomain | null =>
  sizes.pairs.perSubject === 1 || sizes.heldOut
    ? null
    : {
        ...sizes,
        subjects: { ...sizes.subjects, max: Math.min(sizes.subjects.max, SUBJECTS_OF_LONG) },
        pairs: { min: 1, max: SUBJECTS_OF_LONG - 1, leastPerSubject: LONG, perSubject: 1 },
      };

const squareTables = (sizes: TableDomain): TableDomain | null =>
  sizes.relations.perSubject === 1 ? null : { ...sizes, relations: { min: 1, leastPerSubject: 1, perSubject: 1 } };

/** Every ablation, in the order of the map. */
export const ABLATIONS: readonly Ablation[] = [
  {
    id: 'hubs',
    drops: `that no relation maps two subjects to one answer (of the memory: 2^p − 1 subjects): every relation has a hub of ${HUB} subjects or more`,
    tables: WITH_HUBS,
    sizes: fromSubjects(2 * (HUB - 1)), // c ≤ S/2 + 1 at R = 1
    planted: 'hub',
  },
  {
    id: 'shared-answers',
    drops:
      'that no relation maps two subjects to one answer: every relation has an answer that two subjects share, none that more do',
    tables: {
      ...SHARED,
      kind: tablesWithSharedAnswers({ min: 2, max: 2 }),
      drawn:
        'every relation gives an answer of its own to two subjects and every other answer to one: A = S − 1; rows from random matchings, no pair ambiguous',
      room: 'R ≤ ⌊S/2⌋',
    },
  },
  {
    id: 'ambiguous-pairs',
    drops: 'that a (subject, answer) pair belongs to at most one relation',
    tables: WITH_AMBIGUOUS_PAIRS,
    planted: 'ambiguous-pair',
  },
  {
    id: 'ambiguous-one-pair',
    drops: 'that a (subject, answer) pair belongs to at most one relation, where k = 1 pair is all there is',
    only: ['S1', 'S3'],
    tables: WITH_AMBIGUOUS_PAIRS,
    sizes: (sizes) => ({ ...sizes, pairs: { ...sizes.pairs, max: 1 } }),
  },
  {
    id: 'ambiguous-pairs-beside-others',
    drops: 'that a (subject, answer) pair belongs to at most one relation, where k ≥ 3 pairs may tell what one leaves open',
    only: ['S1', 'S3'],
    tables: WITH_AMBIGUOUS_PAIRS,
    sizes: (sizes) => ({ ...sizes, pairs: { ...sizes.pairs, min: 3 } }),
  },
  {
    id: 'missing-facts',
    drops: 'that every subject has an answer under every relation',
    tables: {
      kind: TABLES_WITH_MISSING_FACTS,
      broken: 'total',
      atLeast: { id: 'total' },
      drawn:
        'a Latin table of a family drawn uniformly from those that exist, less m of its answers and the facts that hold them, m uniform in 1 … max(1, ⌊S/4⌋), so that A = S − m',
      room: 'k as far as what stays has room for it',
    },
    sizes: fromSubjects(4),
  },
  {
    id: 'spare-answers',
    drops: 'that every relation uses every answer',
    tables: {
      kind: TABLES_WITH_SPARE_ANSWERS,
      broken: 'onto',
      atLeast: { id: 'onto' },
      drawn:
        'a Latin table of a family drawn uniformly from those that exist, less m of its subjects, S of them left, m uniform in 1 … max(1, ⌊S/3⌋), so that A = S + m',
    },
  },
  {
    id: 'one-relation',
    drops: 'that there are two relations to tell apart: R = 1',
    sizes: (sizes) =>
      atSeveralRelations(sizes) && sizes.relations.facts === undefined
        ? { ...sizes, relations: { ...sizes.relations, min: 1, max: 1 } }
        : null,
  },
  { id: 'all-relations', drops: 'that R ≤ S/2: R = S', sizes: squareTables },
  { id: 'many-pairs', drops: `that k ≤ min(8, S/2): k from ${LONG} S to S − 1, S ≤ ${SUBJECTS_OF_LONG}`, sizes: longPrompts },
  {
    id: 'all-relations-many-pairs',
    drops: `that R ≤ S/2 and that k ≤ min(8, S/2), both at once: R = S, k from ${LONG} S to S − 1, S ≤ ${SUBJECTS_OF_LONG}`,
    sizes(sizes) {
      const long = longPrompts(sizes);
      return long === null ? null : squareTables(long);
    },
  },
  {
    id: 'more-than-8-pairs',
    drops: 'that k ≤ 8, where k may be up to S − 1, or up to what a half of the facts has room for; S ≤ 32',
    sizes(sizes) {
      const { max: most } = sizes.pairs;
      if (most === undefined || (sizes.pairs.perSubject !== 1 && !sizes.heldOut)) return null;
      const min = most + 1;
      const least = sizes.heldOut ? 2 * (min + 1) : min + 1; // a prompt draws k + 1 subjects, from one half if the other is held out
      const subjects = { min: Math.max(least, sizes.subjects.min), max: Math.min(sizes.subjects.max, SUBJECTS_OF_LONGER) };
      return { ...sizes, subjects, pairs: { ...sizes.pairs, min, max: subjects.max - 1 } };
    },
  },
  {
    id: 'one-pair',
    drops: 'that prompts have several pairs: k = 1',
    only: ['T4'],
    onePair: true,
    sizes: (sizes) => ({ ...sizes, pairs: { ...sizes.pairs, max: 1 } }),
  },
  {
    id: 'small-tables',
    drops: 'that S ≥ 8: S from 4 to 7',
    sizes: (sizes) => (sizes.subjects.min === 8 ? { ...sizes, subjects: { min: 4, max: 7 } } : null),
  },
  {
    id: 'large-tables',
    drops: `that S is at most 64, or less: S from ${LARGE.min} to ${LARGE.max}, R ≤ ${RELATIONS_OF_LARGE}`,
    sizes: (sizes) => ({
      ...sizes,
      subjects: LARGE,
      relations: { min: sizes.relations.min, perSubject: sizes.relations.perSubject, max: RELATIONS_OF_LARGE }, // N ≥ 128 anyway
    }),
  },
  {
    id: 'few-prompts',
    drops: 'that n ≥ 16: n from 1 to 15',
    samples: ({ min }) => (min > 1 ? { min: 1, max: min - 1 } : null),
  },
  {
    id: 'many-prompts',
    drops: 'that n is at most 64, or 32: n up to four times that',
    samples: ({ max }) => ({ min: max + 1, max: 4 * max }),
  },
  { id: 'copied-prompt', drops: 'that prompts are independent: all are copies of one', copied: true },
  { id: 'eta-1', drops: 'that η = 0.3: η = 1', training: { learningRate: 1 } },
  { id: 'eta-2', drops: 'that η = 0.3: η = 2', training: { learningRate: 2 } },
  {
    id: 'bijections-eta-1',
    drops: 'that a (subject, answer) pair belongs to at most one relation and that η = 0.3, both at once: η = 1',
    only: ['T1', 'T2', 'T3', 'T4'],
    tables: WITH_AMBIGUOUS_PAIRS,
    training: { learningRate: 1 },
  },
  {
    id: 'swap-rich',
    drops: 'that tables are of all families, R up to S/2 and k up to 8: tables of Z₂^m alone, full of swaps, at R = 2, k = 2',
    only: ['T2', 'T3', 'T4', 'T5b', 'S1', 'S3'],
    tables: {
      kind: SWAP_RICH_TABLES,
      broken: null,
      atLeast: null,
      drawn: 'S rounded down to a power of two; an isotope of Z₂^m',
    },
    sizes: (sizes) => ({
      ...sizes,
      subjects: { ...sizes.subjects, min: sizes.relations.facts === undefined ? sizes.subjects.min : sizes.relations.facts / 2 },
      relations: { ...sizes.relations, min: 2, max: 2 },
      pairs: { ...sizes.pairs, min: 2, max: 2 },
    }),
  },
  { id: 'power-3', drops: 'that p = 2: p = 3', transformer: { power: 3 } },
  { id: 'bias', drops: 'that b = 0: b = 1/4', transformer: { bias: 1 / 4 } },
  { id: 'bias-one', drops: 'that b < 1: b from 1 to 2', biases: { min: 1, max: 2 } },
];

export const ABLATION_IDS: readonly string[] = ABLATIONS.map(({ id }) => id);
