import type { TableReport } from '../data/schema.js';
import { counted, plain, say, stored, type Sentence } from './sentence.js';

/** The sizes of a given table. */
export function sizesSentence(table: TableReport): Sentence {
  const merged = table.merged === 0 ? '' : say`; ${counted(table, 'merged', 'repeated line')} merged`;
  return say`${counted(table, 'facts', 'fact')}: ${counted(table, 'subjects', 'subject')}, ${counted(table, 'relations', 'relation')}, ${counted(table, 'answers', 'answer')}${merged}.`;
}

/** The sizes of a given table, in a few words. */
export function sizesWords({
  facts,
  subjects,
  relations,
  answers,
}: Pick<TableReport, 'facts' | 'subjects' | 'relations' | 'answers'>): string {
  return `${facts} facts, S = ${subjects}, R = ${relations}, A = ${answers}`;
}

/** How many answers belong to one relation only, and what follows from that. */
export function exclusiveSentence(table: Pick<TableReport, 'exclusiveAnswers' | 'answers' | 'relations'>): Sentence {
  const { exclusiveAnswers, relations } = table;
  const consequence = exclusiveAnswers > 0 && relations > 1 ? ': such an answer alone gives the relation away' : '';
  return say`${stored(table, 'exclusiveAnswers', 'count')} of ${stored(table, 'answers', 'count')} answers are used by one relation only${consequence}`;
}

/** The power of the memory that a table needs. */
export function powerSentence(table: TableReport): Sentence {
  return say`The least power that recalls every fact at ½ + ½ is ${stored(table, 'leastRecallingPower', 'count')}.`;
}

/** `exclusiveSentence` as text. */
export function exclusiveLine(table: Pick<TableReport, 'exclusiveAnswers' | 'answers' | 'relations'>): string {
  return plain(exclusiveSentence(table));
}
