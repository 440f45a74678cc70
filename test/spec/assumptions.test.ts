import { expect, it } from 'vitest';
import { SAMPLE_ASSUMPTIONS, SIZE_ASSUMPTIONS } from '../../spec/assumptions.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { STATED_ASSUMPTIONS } from '../../spec/stated-assumptions.js';

it('every assumption that a claim names is said by a domain or in words, and no other', () => {
  const said = [SIZE_ASSUMPTIONS, SAMPLE_ASSUMPTIONS, STATED_ASSUMPTIONS].flatMap((each) => Object.keys(each));
  const named = new Set(CLAIMS.flatMap(({ assumptions }) => assumptions));
  expect([...named].toSorted()).toEqual(said.toSorted());
});
