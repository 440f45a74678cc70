import type { MapName } from '../../verify/variant.js';

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
