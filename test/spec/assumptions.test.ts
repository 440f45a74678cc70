import { expect, it } from 'vitest';
import { ASSUMPTIONS } from '../../spec/assumptions.js';
import { CLAIMS } from '../../spec/index.js';

it('every assumption that a claim names is explained, and no other', () => {
  const named = new Set(CLAIMS.flatMap(({ assumptions }) => assumptions));
  expect([...named].toSorted()).toEqual(Object.keys(ASSUMPTIONS).toSorted());
});
