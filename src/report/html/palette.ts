import { interpolateYlGnBu } from 'd3-scale-chromatic';

/** The roles of colours. */
export const COLOUR_ROLES = [
  'paper',
  'raised',
  'ink',
  'quiet',
  'rule',
  'link',
  'holds',
  'holds-paper',
  'refuted',
  'refuted-paper',
  'open',
  'open-paper',
  'aside',
  'aside-paper',
  'fault',
  'fault-paper',
  'mark',
] as const;

/** The role of a colour. */
export type ColourRole = (typeof COLOUR_ROLES)[number];

/** The colours of a theme by role. */
export type Palette = Readonly<Record<ColourRole, string>>;

/**
 * Colours for light pages. Blue is for HOLDS and vermilion for REFUTED, which colour-blind readers can tell apart (Okabe and Ito).
 */
export const LIGHT: Palette = {
  paper: '#ffffff',
  raised: '#f6f6f3',
  ink: '#1c1e22',
  quiet: '#565b65',
  rule: '#d8d9d5',
  link: '#0b5394',
  holds: '#005a91',
  'holds-paper': '#e5f0f8',
  refuted: '#a13300',
  'refuted-paper': '#fcebe2',
  open: '#6a5100',
  'open-paper': '#f8f0d6',
  aside: '#565b65',
  'aside-paper': '#eeeeeb',
  fault: '#8c1a45',
  'fault-paper': '#fae6ee',
  mark: '#b84a00',
};

/** Colours for dark pages. */
export const DARK: Palette = {
  paper: '#15171b',
  raised: '#1d2026',
  ink: '#e9e8e4',
  quiet: '#aab0ba',
  rule: '#383d46',
  link: '#84bdf2',
  holds: '#80c6f5',
  'holds-paper': '#112b3d',
  refuted: '#ff9f70',
  'refuted-paper': '#3c1e0f',
  open: '#e6c86f',
  'open-paper': '#332b11',
  aside: '#aab0ba',
  'aside-paper': '#272b32',
  fault: '#ff9fbb',
  'fault-paper': '#3d1726',
  mark: '#ff9f70',
};

/** The number of levels of a heatmap's scale. */
export const LEVELS = 24;

/** The level of a share in 0 … 1. */
export function levelOf(share: number): number {
  return Math.min(LEVELS - 1, Math.max(0, Math.floor(share * LEVELS)));
}

/** The colours of the levels, from palest to darkest for the light theme and the other way round for the dark one. */
export function levelColours(theme: 'light' | 'dark'): string[] {
  return Array.from({ length: LEVELS }, (_, level) => {
    const share = level / (LEVELS - 1);
    return interpolateYlGnBu(theme === 'light' ? share : 1 - share);
  });
}
