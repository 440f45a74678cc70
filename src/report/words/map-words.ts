import type { MapName } from '../../verify/variant.js';
import type { CellReport, MapReport } from '../data/map-schema.js';
import { missOf } from './case-words.js';
import { say, stored, type Sentence } from './sentence.js';
import { shortText } from './short-text.js';

/** The title of each map, and what it shows. */
export const MAP_TITLES: Readonly<Record<MapName, { readonly title: string; readonly says: string }>> = {
  controls: {
    title: 'Kill matrix: claims × broken models',
    says: 'Each claim is tested on each broken model, which is killed where the claim is refuted and survives where it holds. A claim that kills nothing says nothing.',
  },
  sensitivity: {
    title: 'Sensitivity: planted defects of growing size',
    says: 'Each claim is tested on models with a planted defect of growing size. A size is detected where the claim is refuted. A defect is detected from the smallest size for which it and all larger sizes are detected.',
  },
  ablation: {
    title: 'Ablation: each assumption dropped in turn',
    says: 'Each claim is tested on cases that break one of its assumptions or limits and no other. The assumption is load-bearing where the claim is then refuted, and redundant where it still holds.',
  },
};

/** The first words of a map's title. */
export function shortTitleOf(name: MapName): string {
  return MAP_TITLES[name].title.split(':')[0];
}

/** What a map shows, and by which rules its cells are decided. */
export function mapSentence(name: MapName, { alpha }: Pick<MapReport, 'alpha'>): Sentence {
  return say`${MAP_TITLES[name].says} This is exploratory: no verdict depends on it. ${stored(alpha, 'cells', 'count')} cells of this run’s maps are decided by statistics. They share an α of their own, ${stored(alpha, 'family', 'figure')}: ${stored(alpha, 'each', 'figure')} each. A cell is decided at the claim’s tolerance or at 5 %, whichever is larger. If the claim holds there, but was violated more often than its own tolerance allows, the cell is undecided. Planted defects are decided at the claim’s own tolerance. One counterexample refutes a universal claim, whatever its rate.`;
}

/** The signs for pairs of a claim and a column that were not evaluated, and what they mean. */
export const BLANKS: Readonly<Record<MapReport['blank'][number]['kind'], { readonly sign: string; readonly means: string }>> = {
  unaffected: { sign: '·', means: 'the column changes nothing that the claim reads or assumes' },
  'left out': { sign: '–', means: 'not asked' },
};

/** The smallest size of a planted defect from which a claim detects it. */
export function detectedFrom(smallest: MapReport['smallest'][number] | null): Sentence {
  if (smallest === null) return ['not every size was decided'];
  return smallest.size === null ? ['no size that was tried'] : [stored(smallest, 'size', 'figure')];
}

/**
 * The case that a cell found, and by how much it fails; for an undecided cell without a case, why it is undecided; otherwise null.
 */
export function cellFinding({ outcome, found, stopped }: CellReport): string | null {
  if (found === null) return outcome === 'undecided' ? shortText(stopped, LONGEST) : null;
  const description = shortText(found.description, LONGEST);
  return found.kind === 'witness'
    ? `witness: ${description}, which satisfies the claim`
    : `simplest: ${description}, ${missOf(found)}`;
}

const LONGEST = 300;
