import type { WantedMaps } from '../../../properties/catalogue/catalogue-input.js';
import { MAPS } from '../../../properties/maps/maps.js';
import { usageError } from '../../input-error.js';
import type { MapName } from '../../verify/variant.js';

/**
 * The maps of --controls and --ablate, each with the ids of its columns. Planted defects of growing size go with all of the broken models.
 *
 * @param controls - undefined where the option is not given, true where it names no id
 */
export function selectMaps({
  controls,
  ablate,
}: {
  readonly controls?: string | true | undefined;
  readonly ablate?: string | true | undefined;
}): WantedMaps {
  return {
    controls: columnsOf('controls', controls, '--controls', 'broken model'),
    sensitivity: columnsOf('sensitivity', controls === true ? true : undefined, '--controls', 'planted defect'),
    ablation: columnsOf('ablation', ablate, '--ablate', 'assumption to drop'),
  };
}

/** The ids that an option takes, for its help. */
export function idsOf(map: MapName): string {
  return MAPS[map].columns.map(({ id }) => id).join(', ');
}

function columnsOf(map: MapName, list: string | true | undefined, option: string, what: string): string[] | null {
  if (list === undefined) return null;
  const { columns } = MAPS[map];
  const known = columns.map(({ id }) => id);
  if (list === true) return known;
  const wanted = list.split(',').map((word) => word.trim().toLowerCase());
  const found = new Set(wanted.map(idOf));
  return known.filter((id) => found.has(id));

  function idOf(word: string): string {
    const id = columns.find((each) => [each.id, each.alias].some((name) => name?.toLowerCase() === word))?.id;
    if (word === '') throw usageError(`${option} has an empty name`, `choose from ${known.join(', ')}`);
    if (id === undefined) throw usageError(`no ${what} is called "${word}"`, `choose from ${known.join(', ')}`);
    return id;
  }
}
