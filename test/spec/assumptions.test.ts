import { expect, it } from 'vitest';
import { SAMPLE_ASSUMPTIONS, SIZE_ASSUMPTIONS } from '../../spec/assumptions.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { STATED_ASSUMPTIONS } from '../../spec/stated-assumptions.js';
import { samplesOf, sizesOf } from '../../spec/domains/training-domain.js';

it('every assumption that a claim names is said by a domain or in words, and no other', () => {
  const said = [SIZE_ASSUMPTIONS, SAMPLE_ASSUMPTIONS, STATED_ASSUMPTIONS].flatMap((each) => Object.keys(each));
  const named = new Set(CLAIMS.flatMap(({ assumptions }) => assumptions));
  expect([...named].toSorted()).toEqual(said.toSorted());
});

it.each(Object.entries(SIZE_ASSUMPTIONS))('every claim that assumes the %s says these sizes in its domain', (name, domain) => {
  for (const claim of CLAIMS.filter(({ assumptions }) => assumptions.includes(name))) {
    expect([claim.id, claim.domain]).toEqual([claim.id, expect.stringContaining(sizesOf(domain))]);
  }
});

it.each(Object.entries(SAMPLE_ASSUMPTIONS))('every claim that assumes the %s says these numbers in its domain', (name, domain) => {
  for (const claim of CLAIMS.filter(({ assumptions }) => assumptions.includes(name))) {
    expect([claim.id, claim.domain]).toEqual([claim.id, expect.stringContaining(samplesOf(domain))]);
  }
});
