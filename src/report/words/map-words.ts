import type { MapName } from '../../verify/variant.js';
import type { CellReport, MapReport } from '../data/map-schema.js';
import { missOf } from './case-words.js';
import { say, stored, type Sentence } from './sentence.js';
import { shortText } from './short-text.js';

/** What each map is, in a heading and a sentence. */
export const MAP_TITLES: Readonly<Record<MapName, { readonly title: string; readonly says: string }>> = {
  controls: {
    title: 'Kill matrix: claims × broken models',
    says: 'Each claim is held to each broken model: killed where it is refuted, survived where it holds. A claim that kills nothing says nothing.',
  },
  sensitivity: {
    title: 'Sensitivity: planted defects of growing size',
    says: 'Each claim is held to a defect planted in the model, the smallest first: detected where it is refuted. It is detected from a size on where every larger one is detected too.',
  },
  ablation: {
    title: 'Ablation: each assumption dropped in turn',
    says: 'Each claim is held to cases that break one of its assumptions or limits and no other: load-bearing where it is then refuted, redundant where it holds all the same.',
  },
};

/** The first words of a map's title. */
export function shortTitleOf(name: MapName): string {
  return MAP_TITLES[name].title.split(':')[0];
}

/** What a map says, and by which rules its cells are decided. */
export function mapSentence(name: MapName, { alpha }: Pick<MapReport, 'alpha'>): Sentence {
  return say`${MAP_TITLES[name].says} Exploratory: no verdict hangs on it. ${stored(alpha, 'cells', 'count')} cells of this run’s maps are decided by statistics and share an α of ${stored(alpha, 'family', 'figure')} of their own, ${stored(alpha, 'each', 'figure')} each. A cell is decided at the claim’s tolerance or at 5 %, whichever is larger, and one that holds there but was violated more often than the claim itself allows is undecided; planted defects are held to the claim’s own tolerance. One counterexample decides a universal claim, whatever its rate.`;
}

/** A pair that was not evaluated: its sign in a matrix, and what that means. */
export const BLANKS: Readonly<Record<MapReport['blank'][number]['kind'], { readonly sign: string; readonly means: string }>> = {
  unaffected: { sign: '·', means: 'nothing that the claim reads or assumes is other there' },
  'left out': { sign: '–', means: 'not asked' },
};

/** From which size on a claim detects a planted defect. */
export function detectedFrom(smallest: MapReport['smallest'][number] | null): Sentence {
  if (smallest === null) return ['not every size was decided'];
  return smallest.size === null ? ['no size that was tried'] : [stored(smallest, 'size', 'figure')];
}

/** What a cell's case is and by how much it fails, or why a cell without one is undecided; null where there is nothing to say. */
export function cellFinding({ outcome, found, stopped }: CellReport): string | null {
  if (found === null) return outcome === 'undecided' ? shortText(stopped, LONGEST) : null;
  const description = shortText(found.description, LONGEST);
  return found.kind === 'witness' ? `witness: ${description}, which keeps the claim` : `simplest: ${description}, ${missOf(found)}`;
}

const LONGEST = 300;
