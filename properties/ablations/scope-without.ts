import { drawnHalvesOf, drawnSamplesOf, sizesOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { DEFAULT_ACTIVATION } from '../../src/model/memory.js';
import { resolveFineTuning } from '../../src/training/fine-tuning.js';
import type { Scope } from '../../src/verify/experiment.js';
import type { TableDomain } from '../../spec/domains/training-domain.js';
import type { System } from '../systems/system.js';
import type { Ablation } from './ablation.js';

const LATIN_DRAWN = 'a Latin table of a family drawn uniformly from those that exist at S';

/**
 * The scope of training cases under an ablation.
 *
 * @param domain - the domain beyond what is dropped
 * @param samples - how n follows from the table, for people; null if n is drawn
 */
export function trainingScope(ablation: Ablation, domain: TrainingDomain, system: System, samples: string | null): Scope {
  const { learningRate, steps } = resolveFineTuning(system.training);
  const n = samples ?? drawnSamplesOf(domain);
  const copies = ablation.copied === true ? ', all copies of one prompt' : '';
  const training = `η = ${learningRate}, ${steps} step${steps === 1 ? '' : 's'}`;
  return {
    domain: `${dropped(ablation)}: ${sizesWithin(ablation, domain)}; ${n}${copies}; ${modelOf(system)}, β = 4 ln V, ${training}`,
    distribution: `${drawnFrom(ablation, domain)}; ${n}${copies}; prompts by the law of spec/model.md §2${drawnHalvesOf(domain)}`,
  };
}

/**
 * The scope of cases that are read with given rows, under an ablation.
 *
 * @param sizes - the sizes beyond what is dropped
 * @param rows - how the rows are drawn, for people
 */
export function pairwiseScope(ablation: Ablation, sizes: TableDomain, system: System, rows: string): Scope {
  return {
    domain: `${dropped(ablation)}: ${sizesWithin(ablation, sizes)}; ${modelOf(system)}`,
    distribution: `${drawnFrom(ablation, sizes)}; ${rows}`,
  };
}

/** The scope of cases of the memory claims, under an ablation. */
export function memoryScope(ablation: Ablation, domain: string, distribution: string): Scope {
  return { domain: `${dropped(ablation)}: ${domain}`, distribution };
}

function dropped({ drops }: Ablation): string {
  return `without ${drops}`;
}

function drawnFrom(ablation: Ablation, sizes: TableDomain): string {
  return `S, then R and k, each uniform in ${sizesWithin(ablation, sizes)}; ${ablation.tables?.drawn ?? LATIN_DRAWN}, subjects and answers uniformly relabelled`;
}

function sizesWithin({ tables }: Ablation, sizes: TableDomain): string {
  return tables?.room === undefined ? sizesOf(sizes) : `${sizesOf(sizes)}, ${tables.room}`;
}

function modelOf({ transformer }: System): string {
  const { power, bias } = { ...DEFAULT_ACTIVATION, ...transformer };
  return `p = ${power}, b = ${bias}`;
}
