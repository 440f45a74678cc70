import { describe, expect, it } from 'vitest';
import { INDEXED_PHASES } from '../../src/verify/decide/heartbeat.js';
import { SharedHeartbeat } from '../../src/verify/workers/shared-heartbeat.js';

/** The most three-byte characters that fit into the 4 MiB for a case. */
const MOST = Math.floor((4 * 1024 * 1024) / 3);

/** The heartbeats of the worker and of the supervisor, on one memory. */
function bothSides() {
  const supervisor = new SharedHeartbeat();
  return { supervisor, worker: new SharedHeartbeat(supervisor.memory) };
}

describe('a shared heartbeat', () => {
  it('shows the supervisor what the worker is evaluating', () => {
    const { supervisor, worker } = bothSides();
    expect(supervisor.position).toEqual({ kind: 'idle' });
    INDEXED_PHASES.forEach((phase, i) => {
      worker.at(phase, 1 << (10 * i), 12_345 + i);
      expect(supervisor.position).toEqual({ kind: 'index', phase, tests: 1 << (10 * i), index: 12_345 + i });
    });
    worker.on(6, () => '{"s":"häßlich €"}');
    expect(supervisor.position).toEqual({ kind: 'value', tests: 6, value: '{"s":"häßlich €"}' });
    worker.on(1, () => '7'); // nothing is left of the longer value
    expect(supervisor.position).toEqual({ kind: 'value', tests: 1, value: '7' });
    worker.rest();
    expect(supervisor.position).toEqual({ kind: 'idle' });
  });

  it('beats with every call of at, on and rest, and with nothing else', () => {
    const { supervisor, worker } = bothSides();
    const calls = [
      () => worker.at('estimate', 1, 0),
      () => worker.at('estimate', 1, 0),
      () => worker.on(1, () => '1'),
      () => worker.rest(),
    ];
    calls.forEach((call, i) => {
      expect(supervisor.beats).toBe(i);
      call();
    });
    worker.progress(1, 2);
    supervisor.stop('interrupt');
    expect(supervisor.beats).toBe(calls.length);
  });

  it('shows the progress of the worker, and asks it to stop with a reason', () => {
    const { supervisor, worker } = bothSides();
    worker.progress(17, 400);
    expect([supervisor.done, supervisor.planned]).toEqual([17, 400]);
    expect(worker.stopped()).toBeNull();
    for (const reason of ['interrupt', 'time limit'] as const) {
      supervisor.stop(reason);
      expect(worker.stopped()).toBe(reason);
    }
  });

  it('stores a case of the maximal size, and of a longer one only the tests', () => {
    const { supervisor, worker } = bothSides();
    worker.on(2, () => '€'.repeat(MOST));
    expect(supervisor.position).toEqual({ kind: 'value', tests: 2, value: '€'.repeat(MOST) });
    worker.on(4, () => '€'.repeat(MOST + 1));
    expect(supervisor.position).toEqual({ kind: 'value', tests: 4, value: null });
    worker.on(8, () => '8');
    expect(supervisor.position).toEqual({ kind: 'value', tests: 8, value: '8' });
  });
});
