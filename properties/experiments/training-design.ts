import { drawnSamplesOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { resolveFineTuning } from '../../src/training/fine-tuning.js';
import type { Scope } from '../../src/verify/experiment.js';
import { tablesOf, ablatedTrainingDomain } from '../ablations/ablated-domain.js';
import { trainingScope } from '../ablations/scope-without.js';
import { unmetInTrainingWithout } from '../ablations/unmet-without.js';
import type { TrainingCase } from '../cases/training-case.js';
import { givenTrainingCases, latinTrainingCases, randomTrainingCases, type PromptCount } from '../cases/training-kinds.js';
import type { SystemComponent } from '../systems/broken/broken-model.js';
import { withSteps, type System } from '../systems/system.js';
import { systemsOf, type Systems } from '../systems/system-source.js';
import type { AblationDesign, ObservedCases, RandomDesign, TableDesign } from './design.js';
import type { Trained } from './trained.js';
import { checkedTraining, sizeOfTraining, type TrainingCasesConfig } from './training-cases.js';

// k pairs, n prompts, N facts.

/** The components of a system that training claims read: all that matter before the trained model is used. */
export const READS_TRAINING: readonly SystemComponent[] = ['memory', 'prompts', 'attention', 'training'];

/** The components of a system that claims about a trained model's answers read. */
export const READS_ANSWERS: readonly SystemComponent[] = [...READS_TRAINING, 'decoding'];

/** n = ⌈log₂ N⌉, at least 1. */
export function logarithmicSamples({ facts }: Pick<KnowledgeBase, 'facts'>): number {
  return Math.max(1, Math.ceil(Math.log2(facts)));
}

/** A kind of training that claims are about: on which domain, on how many prompts, for how long, and what is observed of it. */
export interface TrainingStudy<Observation = Trained> {
  /** Names the streams of random cases. */
  readonly name: string;
  /** Names the domain in the stream on random tables. */
  readonly within?: string;
  readonly reads: readonly SystemComponent[];
  readonly domain: TrainingDomain;
  /** n: uniform in the domain's range, or ⌈log₂ N⌉. */
  readonly samples: 'range' | 'logarithmic';
  /** Gradient steps; by default 200, as in spec/model.md §4. */
  readonly steps?: number;
  /** True if the claims judge fresh prompts. */
  readonly fresh: boolean;
  /** Opens the cases: `trainingCases` trains once for each. */
  readonly cases: (config: TrainingCasesConfig) => ObservedCases<TrainingCase, Observation>;
  /** True if margins are differences of losses or logits, which rounding may have moved. */
  readonly rounded: boolean;
}

const LOGARITHMIC = 'n = ⌈log₂ N⌉';

/** The designs of a study: on random tables, on a given one, and without an assumption. */
export function trainingDesigns<Observation>(study: TrainingStudy<Observation>) {
  return { random: trainingOnRandomTables(study), onTable: trainingOnTable(study), ablation: trainingWithout(study) };
}

/** Training on random tables of the study's domain. */
export function trainingOnRandomTables<Observation>(
  { name, within, reads, domain, samples, steps, fresh, cases, rounded }: TrainingStudy<Observation>,
  systemIn: (systems: Systems) => System = ({ constructed }) => constructed,
): RandomDesign<TrainingCase, Observation> {
  const kind = latinTrainingCases(domain, countOf(samples, domain));
  return {
    reads,
    open: (source) =>
      cases({
        id: within === undefined ? name : `${name} in ${within}`,
        kind,
        system: trainedFor(systemIn(systemsOf(source)), steps),
        fresh,
      }),
    ...(rounded ? { sizeOf: sizeOfTraining } : {}),
  };
}

/**
 * Training on a given table, with prompts that fit the table.
 *
 * @param leastPairs - the least k, if the table has such prompts
 */
export function trainingOnTable<Observation>(
  { name, domain, samples, steps, fresh, cases }: TrainingStudy<Observation>,
  leastPairs: number = domain.pairs.min,
): TableDesign<TrainingCase, Observation> {
  return {
    scope: scopeOnTable({ samples: samples === 'logarithmic' ? LOGARITHMIC : drawnSamplesOf(domain), steps, leastPairs }),
    prompted: true,
    open: ({ table, naming }, source) =>
      cases({
        id: `given table, ${name}`,
        kind: givenTrainingCases(table, countOf(samples, domain), leastPairs),
        system: trainedFor(systemsOf(source).constructed, steps),
        fresh,
        naming,
      }),
  };
}

/** The scope of training on a given table. */
function scopeOnTable(config: {
  readonly samples: string;
  readonly steps: number | undefined;
  readonly leastPairs: number;
}): Scope {
  const { samples, leastPairs } = config;
  const { steps } = resolveFineTuning(config.steps === undefined ? {} : { steps: config.steps });
  return {
    domain: `the given table; p = 2, b = 0, β = 4 ln V, η = 0.3, ${steps} step${steps === 1 ? '' : 's'}`,
    distribution: `k uniform in what the table allows, at least ${leastPairs} and at most ${DOMAIN_D.pairs.max}; ${samples}; prompts by the law of spec/model.md §2`,
  };
}

/** Training without an assumption or limit of the study. */
export function trainingWithout<Observation>(study: TrainingStudy<Observation>): AblationDesign<TrainingCase, Observation> {
  const { name, domain, samples, steps, fresh, cases, rounded } = study;
  return {
    without(ablation) {
      const ablated = ablatedTrainingDomain(ablation, domain, samples);
      if (ablated === null) return null;
      const kind = randomTrainingCases({
        domain: ablated,
        count: countOf(samples, ablated),
        tables: tablesOf(ablation),
        copied: ablation.copied === true,
      });
      const { transformer = {}, training = {} } = ablation;
      const changed = (system: System) => trainedFor({ ...system, transformer, training }, steps);
      return {
        open: (source) => cases({ id: name, kind, system: changed(systemsOf(source).constructed), fresh }),
        scope: (source) =>
          trainingScope(ablation, ablated, changed(systemsOf(source).constructed), samples === 'logarithmic' ? LOGARITHMIC : null),
        unmet: (assumptions, value) =>
          unmetInTrainingWithout(ablation, ablated, assumptions, { ...checkedTraining(value), batch: value.prompts }),
        ...(rounded ? { sizeOf: sizeOfTraining } : {}),
      };
    },
  };
}

/** A system that takes `steps` gradient steps, or its own number if that is undefined. */
function trainedFor(system: System, steps: number | undefined): System {
  return steps === undefined ? system : withSteps(system, steps);
}

function countOf(samples: TrainingStudy['samples'], { prompts }: TrainingDomain): PromptCount {
  return samples === 'logarithmic' ? logarithmicSamples : prompts;
}
