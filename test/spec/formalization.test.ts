import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import type { Claim } from '../../src/verify/claim.js';

const TEXT = readFileSync(new URL('../../spec/formalization.md', import.meta.url), 'utf8');
const [body, coverage] = TEXT.split('## Coverage');

/** The ids in a cell of the coverage table. */
function idsIn(cell: string): string[] {
  return cell.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}

/** The rows of the coverage table: a sentence's number or "beyond", and the claims and controls in it. */
const rows = [...coverage.matchAll(/^\| (\d|beyond) +\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map(
  ([, sentence, , claims, controls]) => ({ sentence, claims: idsIn(claims), controls: idsIn(controls) }),
);

/** The number of the sentence that a claim names as its source. */
function sentenceOf({ source }: Claim): string {
  const [, number] = /^abstract, sentence (\d):/.exec(source) ?? [];
  return number ?? (source === 'beyond the abstract' ? 'beyond' : `unknown: ${source}`);
}

describe('the formalization', () => {
  it('has a row for each of the nine sentences, and one for claims beyond them', () => {
    expect(rows.map(({ sentence }) => sentence)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'beyond']);
  });

  it.each(rows)('covers sentence $sentence by the claims and controls that name it as their source', ({ sentence, ...listed }) => {
    const own = CLAIMS.filter((claim) => sentenceOf(claim) === sentence);
    const ids = (list: readonly Claim[]) => list.map(({ id }) => id);
    expect(listed.claims).toEqual(ids(own.filter(({ control }) => control === undefined)));
    expect(listed.controls).toEqual(ids(own.filter(({ control }) => control !== undefined)));
  });

  it('lists every claim and no other', () => {
    const listed = rows.flatMap(({ claims, controls }) => [...claims, ...controls]);
    expect(listed.toSorted()).toEqual(CLAIMS.map(({ id }) => id).toSorted());
  });

  it('mentions every claim, and none that does not exist', () => {
    const named = new Set(body.match(/\b[MPTSGC]\d[a-d]?\b/g) ?? []);
    const known = new Set(CLAIMS.map(({ id }) => id));
    // S1 to S9 are sentences too, and "G3" stands for all of its letters.
    const strange = [...named].filter(
      (id) => !known.has(id) && !/^S\d$/.test(id) && ![...known].some((each) => each.startsWith(id)),
    );
    expect(strange).toEqual([]);
    expect([...known].filter((id) => !named.has(id) && !named.has(id.replace(/[a-d]$/, '')))).toEqual([]);
  });
});
