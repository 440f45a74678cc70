import type { TableReport } from '../data/schema.js';
import { counted, plain, say, stored, type Sentence } from './sentence.js';

type Sizes = Pick<TableReport, 'facts' | 'subjects' | 'relations' | 'answers'>;

/** The sizes of a given table. */
export function sizesSentence(table: Sizes): Sentence {
  return say`${counted(table, 'facts', 'fact')}, ${counted(table, 'subjects', 'subject')}, ${counted(table, 'relations', 'relation')}, ${counted(table, 'answers', 'answer')}`;
}

/** How many lines of a given table were repeated. */
export function mergedSentence(table: Pick<TableReport, 'merged'>): Sentence {
  return say`${counted(table, 'merged', 'repeated line')} merged`;
}

/** The sizes of a given table, in a few words. */
export function sizesWords({ facts, subjects, relations, answers }: Sizes): string {
  return `${facts} facts, S = ${subjects}, R = ${relations}, A = ${answers}`;
}

/** How many answers belong to one relation only, and what follows from that. */
export function exclusiveSentence(table: Pick<TableReport, 'exclusiveAnswers' | 'answers' | 'relations'>): Sentence {
  const { exclusiveAnswers, relations } = table;
  const consequence = exclusiveAnswers > 0 && relations > 1 ? ': such an answer alone gives the relation away' : '';
  return say`${stored(table, 'exclusiveAnswers', 'count')} of ${stored(table, 'answers', 'count')} answers are used by one relation only${consequence}`;
}

/** The power of the memory that a table needs. */
export function powerSentence(table: Pick<TableReport, 'leastRecallingPower'>): Sentence {
  return say`least power that recalls every fact at ½ + ½: ${stored(table, 'leastRecallingPower', 'count')}`;
}

/** `exclusiveSentence` as text. */
export function exclusiveLine(table: Pick<TableReport, 'exclusiveAnswers' | 'answers' | 'relations'>): string {
  return plain(exclusiveSentence(table));
}
