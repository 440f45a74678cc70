import { describe, expect, it } from 'vitest';
import { INDEXED_PHASES } from '../../src/verify/decide/heartbeat.js';
import { SharedHeartbeat } from '../../src/verify/workers/shared-heartbeat.js';

/** The most three-byte characters that the note has room for: 4 MiB. */
const MOST = Math.floor((4 * 1024 * 1024) / 3);

/** The worker's side and the supervisor's, on one memory. */
function bothSides() {
  const supervisor = new SharedHeartbeat();
  return { supervisor, worker: new SharedHeartbeat(supervisor.memory) };
}

describe('a shared note', () => {
  it('tells the other side where the worker stands', () => {
    const { supervisor, worker } = bothSides();
    expect(supervisor.position).toEqual({ kind: 'idle' });
    INDEXED_PHASES.forEach((phase, i) => {
      worker.at(phase, 1 << (10 * i), 12_345 + i);
      expect(supervisor.position).toEqual({ kind: 'index', phase, tests: 1 << (10 * i), index: 12_345 + i });
    });
    worker.on(6, () => '{"s":"häßlich €"}');
    expect(supervisor.position).toEqual({ kind: 'value', tests: 6, value: '{"s":"häßlich €"}' });
    worker.on(1, () => '7'); // nothing is left of the longer one
    expect(supervisor.position).toEqual({ kind: 'value', tests: 1, value: '7' });
    worker.rest();
    expect(supervisor.position).toEqual({ kind: 'idle' });
  });

  it('beats with every note, and with nothing else', () => {
    const { supervisor, worker } = bothSides();
    const notes = [
      () => worker.at('estimate', 1, 0),
      () => worker.at('estimate', 1, 0),
      () => worker.on(1, () => '1'),
      () => worker.rest(),
    ];
    notes.forEach((note, i) => {
      expect(supervisor.beats).toBe(i);
      note();
    });
    worker.progress(1, 2);
    supervisor.stop('interrupt');
    expect(supervisor.beats).toBe(notes.length);
  });

  it('tells how far the worker is, and asks it to stop and why', () => {
    const { supervisor, worker } = bothSides();
    worker.progress(17, 400);
    expect([supervisor.done, supervisor.planned]).toEqual([17, 400]);
    expect(worker.stopped()).toBeNull();
    for (const reason of ['interrupt', 'time limit'] as const) {
      supervisor.stop(reason);
      expect(worker.stopped()).toBe(reason);
    }
  });

  it('keeps a case that fills its room whole, and tells a longer one by its claim alone', () => {
    const { supervisor, worker } = bothSides();
    worker.on(2, () => '€'.repeat(MOST));
    expect(supervisor.position).toEqual({ kind: 'value', tests: 2, value: '€'.repeat(MOST) });
    worker.on(4, () => '€'.repeat(MOST + 1));
    expect(supervisor.position).toEqual({ kind: 'value', tests: 4, value: null });
    worker.on(8, () => '8');
    expect(supervisor.position).toEqual({ kind: 'value', tests: 8, value: '8' });
  });
});
