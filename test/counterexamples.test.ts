import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { experimentsOnRandomTables } from '../properties/catalogue/random-tables.js';
import { openReplayable } from '../properties/catalogue/replayable.js';
import { readCounterexample, statementHash } from '../src/verify/storage/counterexample-file.js';
import type { Experiment } from '../src/verify/experiment.js';
import { evaluate } from '../src/verify/decide/evaluator.js';
import { checkCertificate } from './kit/check-certificate.js';
import { drawCases } from './kit/experiment-laws.js';
import { openSparse } from './kit/open-sparse.js';

const FOLDER = fileURLToPath(new URL('counterexamples', import.meta.url));
const SAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** What another program makes of a file: it reads JSON, and nothing of ours. */
const certificateOf = (name: string) =>
  JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Parameters<typeof checkCertificate>[0];

describe('the sample counterexamples', () => {
  it('are of every kind that the checker knows: readings of a memory, given rows, training', () => {
    expect(SAMPLES).toEqual(
      expect.arrayContaining(['C5a-exception.json', 'C5a-worst.json', 'C5b-exception.json', 'C6-minimal.json', 'C7-minimal.json']),
    );
  });

  it.each(SAMPLES)('%s is confirmed by a checker that shares no code with what wrote it', (name) => {
    const certificate = certificateOf(name);
    const { margin } = checkCertificate(certificate);
    expect(margin).toBeLessThan(0);
    // Sums in another order, over 200 steps: 1e-12 of a margin of order 1 is a hundred times what was met.
    expect(Math.abs(margin - certificate.outcome.margin)).toBeLessThan(1e-12 * Math.max(1, Math.abs(margin)));
  });

  it.each(SAMPLES)('%s replays to the stored margin, to the last bit, in one evaluation', async (name) => {
    const file = await readCounterexample(join(FOLDER, name));
    const { experiment, test, value } = await openReplayable(file);
    let observed = 0;
    const counted: Experiment = { ...experiment, observe: (each) => (observed++, experiment.observe(each)) };
    const { margin, quantity } = evaluate(counted, test, value);
    expect([{ margin, quantity }, observed]).toEqual([
      { margin: certificateOf(name).outcome.margin, quantity: certificateOf(name).outcome.quantity },
      1,
    ]);
    expect(file.claim.hash).toBe(statementHash(test.claim)); // else: make them anew, as test/counterexamples/README.md says
    expect(test.unmet(value)).toEqual([]);
  });

  it('are not confirmed when what they say is changed: another fact, or a row that is trained after all', () => {
    for (const name of SAMPLES) {
      const certificate = certificateOf(name);
      const { setting, case: given, outcome } = certificate;
      const { table } = given;
      const [fact, ...others] = table.facts;
      const moved = { ...table, answers: table.answers + 1, facts: [[fact[0], fact[1], table.answers] as typeof fact, ...others] };
      const changed =
        setting.frozen === undefined
          ? checkCertificate({ ...certificate, case: { ...given, table: moved } })
          : checkCertificate({ ...certificate, setting: { ...setting, frozen: null } });
      expect([name, Math.abs(changed.margin - outcome.margin) > 1e-3]).toEqual([name, true]);
      if (setting.frozen !== undefined) expect(changed.margin).toBeGreaterThan(0); // T3 keeps what its controls break
    }
  });
});

describe('the checker', () => {
  it('comes to the margins of the claims themselves on cases that keep them, with both rows trained', () => {
    const experiments = experimentsOnRandomTables({ open: openSparse });
    for (const id of ['M1', 'P1', 'T3']) {
      const experiment = experiments.find(({ tests }) => tests.some(({ claim }) => claim.id === id));
      const test = experiment?.tests.find(({ claim }) => claim.id === id);
      if (experiment === undefined || test === undefined) throw new Error(`${id} is gone`);
      const small = drawCases(experiment, 30)
        .toSorted(
          (one, other) =>
            JSON.stringify(experiment.codec.encode(one)).length - JSON.stringify(experiment.codec.encode(other)).length,
        )
        .slice(0, id === 'T3' ? 3 : 15);
      for (const value of small) {
        const outcome = test.conclude(value, experiment.observe(value));
        const certificate = { claim: test.claim, setting: experiment.setting, case: experiment.codec.encode(value), outcome };
        const { margin } = checkCertificate(certificate as unknown as Parameters<typeof checkCertificate>[0]);
        expect(Math.abs(margin - outcome.margin)).toBeLessThan(1e-12 * Math.max(1, Math.abs(margin)));
      }
    }
  });
});
