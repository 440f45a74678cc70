// S subjects, R relations, k pairs, n prompts.

/** The table sizes that a claim is about. */
export interface TableDomain {
  readonly subjects: { readonly min: number; readonly max: number };
  /**
   * R ≤ `perSubject` S and R ≤ `max`; R ≥ `min`, R ≥ `leastPerSubject` S and N = S R ≥ `facts`. Optional limits hold where they are given.
   */
  readonly relations: {
    readonly min: number;
    readonly perSubject: number;
    readonly max?: number;
    readonly leastPerSubject?: number;
    readonly facts?: number;
  };
  /**
   * k ≤ `perSubject` S and k ≤ `max`; k ≥ `min` and k ≥ `leastPerSubject` S. Optional limits hold where they are given. A prompt has k + 1
   * subjects, so k ≤ S − 1 in any case.
   */
  readonly pairs: {
    readonly min: number;
    readonly max?: number;
    readonly perSubject: number;
    readonly leastPerSubject?: number;
  };
  /**
   * True if a random half of each relation's subjects never occurs in fine-tuning, and fresh prompts come from that half alone. Then k + 1
   * subjects must fit into it.
   */
  readonly heldOut: boolean;
}

/** The table sizes and numbers of prompts that a training claim is about. */
export interface TrainingDomain extends TableDomain {
  readonly prompts: { readonly min: number; readonly max: number };
}

/** The fewest relations that a domain allows a table of S subjects. */
export function leastRelations(
  { relations: { min, leastPerSubject = 0, facts = 0 } }: Pick<TableDomain, 'relations'>,
  subjects: number,
): number {
  return Math.max(min, Math.ceil(leastPerSubject * subjects), Math.ceil(facts / subjects));
}

/** The fewest pairs that a domain allows prompts on a table of S subjects. */
export function leastPairs({ pairs: { min, leastPerSubject = 0 } }: Pick<TableDomain, 'pairs'>, subjects: number): number {
  return Math.max(min, Math.ceil(leastPerSubject * subjects));
}

/** The most relations and pairs that a domain allows a table of S subjects. */
export function limitsOf({ relations, pairs, heldOut }: TableDomain, subjects: number): { relations: number; pairs: number } {
  const room = (heldOut ? Math.floor(subjects / 2) : subjects) - 1; // a prompt draws k + 1 subjects, from one half if the other is held out
  return {
    relations: Math.min(relations.max ?? Infinity, Math.floor(subjects * relations.perSubject)),
    pairs: Math.min(pairs.max ?? Infinity, Math.floor(subjects * pairs.perSubject), room),
  };
}

/** A domain's table sizes, for people. */
export function sizesOf({ subjects, relations, pairs, heldOut }: TableDomain): string {
  const room = heldOut ? '⌊S/2⌋ − 1' : pairs.perSubject === 1 ? 'S − 1' : null;
  const facts = relations.facts === undefined ? '' : `, N ≥ ${relations.facts}`;
  const mostPairs = [
    ...(pairs.max === undefined ? [] : [`${pairs.max}`]),
    ...(pairs.perSubject === 1 ? [] : [share(pairs.perSubject)]),
    ...(room === null ? [] : [room]),
  ];
  const mostRelations = [...(relations.max === undefined ? [] : [`${relations.max}`]), share(relations.perSubject)];
  return [
    rangeOf('S', `${subjects.min}`, [`${subjects.max}`]),
    rangeOf('R', leastOf(relations), mostRelations) + facts,
    rangeOf('k', leastOf(pairs), mostPairs),
  ].join(', ');
}

/** The range of a size, whose upper limit is the least of a list; "R = 2" if both limits are equal. */
function rangeOf(letter: string, least: string, most: readonly string[]): string {
  if (most[0] === least) return `${letter} = ${least}`;
  return `${least} ≤ ${letter} ≤ ${most.length === 1 ? most[0] : `min(${most.join(', ')})`}`;
}

function leastOf({ min, leastPerSubject }: { readonly min: number; readonly leastPerSubject?: number }): string {
  return leastPerSubject === undefined ? `${min}` : `max(${min}, ${share(leastPerSubject)})`;
}

function share(perSubject: number): string {
  return perSubject === 1 ? 'S' : `${perSubject} S`;
}

/** A domain's number of prompts, for people. */
export function samplesOf({ prompts }: TrainingDomain): string {
  return prompts.min === prompts.max
    ? `n = ${prompts.min} independent prompts`
    : `${prompts.min} ≤ n ≤ ${prompts.max} independent prompts`;
}

/** How tables and prompts of a domain are drawn, for people. The estimate's rates are rates over this distribution. */
export function drawnSizesOf(domain: TrainingDomain): string {
  return (
    `S, then R and k, each uniform in ${sizesOf(domain)}; a Latin table of a family drawn uniformly from those that exist at S ` +
    '(isotopes of the cyclic group, of Z₂^m where S is a power of two, and rows from random matchings), subjects and answers uniformly relabelled; prompts by the law of spec/model.md §2' +
    drawnHalvesOf(domain)
  );
}

/** How subjects are held out, as an appendix to a sentence; empty if none are. */
export function drawnHalvesOf({ heldOut }: Pick<TableDomain, 'heldOut'>): string {
  return heldOut
    ? '; a random half of the subjects of each relation is held out: fine-tuning prompts are drawn from the others, fresh prompts from the held-out half'
    : '';
}

/** How n is drawn, for people. */
export function drawnSamplesOf({ prompts }: TrainingDomain): string {
  return prompts.min === prompts.max ? `n = ${prompts.min}` : `n uniform in ${prompts.min} … ${prompts.max}`;
}
