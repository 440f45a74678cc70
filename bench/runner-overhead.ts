import fc from 'fast-check';
import { conclude } from '../src/verify/conclusion.js';
import type { Claim } from '../src/verify/claim.js';
import { decide } from '../src/verify/decide/decide.js';
import type { Experiment } from '../src/verify/experiment.js';
import { SharedHeartbeat } from '../src/verify/workers/shared-heartbeat.js';

// What the estimate costs besides the predicate, in microseconds per case: drawing from a stream of its own, counting, and watching the confidence
// sequence. The claim is trivial, so all of the time is the runner's. The time of fast-check's generation is measured apart and printed beside it.
// `npx tsx bench/runner-overhead.ts`

const CASES = 200_000;
const claim: Claim = {
  id: 'X',
  slug: 'trivial',
  kind: 'rate',
  statement: '',
  reading: '',
  source: '',
  assumptions: [],
  domain: '',
  distribution: '',
  tolerance: { quick: 0.05, standard: 0.05, thorough: 0.05 },
  thresholds: [],
  expected: 'HOLDS',
};
const kept = conclude([{ name: 'margin', value: 1, margin: 1 }]);
const missed = conclude([{ name: 'margin', value: -1, margin: -1 }]);
const experiment: Experiment<number, number> = {
  id: 'overhead',
  origin: { kind: 'claims' },
  cases: { arbitrary: fc.nat(999_999) },
  codec: { encode: (value) => value, decode: Number },
  presentation: { describe: String, stratum: () => 'all' },
  observe: (value) => value,
  tests: [{ claim, unmet: () => [], conclude: (value) => (value % 100 === 0 ? missed : kept) }],
};
const plan = { cases: CASES, least: CASES, hunted: 0, redraws: 0, alpha: 0.05, tolerance: 0.05 };

for (let round = 0; round < 3; round++) {
  const started = performance.now();
  const heartbeat = new SharedHeartbeat(); // as in a worker thread of `verify`
  decide(experiment, [{ test: experiment.tests[0], plan }], 1n, {
    heartbeat,
    onProgress: (done, planned) => heartbeat.progress(done, planned),
  });
  const whole = performance.now() - started;
  const random = new fc.Random((await import('../src/random/random-stream.js')).RandomStream.of(1, 'bench'));
  const again = performance.now();
  for (let i = 0; i < CASES; i++) experiment.cases.arbitrary.generate(random, undefined);
  const drawing = performance.now() - again;
  process.stdout.write(
    `${CASES} cases: ${((1000 * whole) / CASES).toFixed(2)} µs a case, of which fast-check's generation ${((1000 * drawing) / CASES).toFixed(2)} µs\n`,
  );
}
