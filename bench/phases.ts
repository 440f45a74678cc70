import { phasePictures, phasePlans } from '../properties/maps/phases/draw-phases.js';
import { SparseEngine } from '../src/engine/sparse/sparse-engine.js';
import type { OpenEngine } from '../src/engine/engine.js';
import { BUDGET_NAMES } from '../src/verify/claim.js';

// The phase pictures in numbers, with a row for every y, and the processor time of each picture. `npx tsx bench/phases.ts quick`

const [, , wanted = 'quick'] = process.argv;
const budget = BUDGET_NAMES.find((name) => name === wanted) ?? 'quick';
const open: OpenEngine = (model) => new SparseEngine(model);
for (const plan of phasePlans(open)) {
  const started = process.cpuUsage();
  const pictures = phasePictures(open, 1n, budget, [plan]);
  let step = pictures.next();
  while (step.done !== true) step = pictures.next();
  const [{ id, x, y, quantities }] = step.value;
  const { user, system } = process.cpuUsage(started);
  console.log(`${id}: ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  for (const { name, cells } of quantities) {
    console.log(`  ${name}; ${x.name}: ${x.values.map((value) => value.toPrecision(3)).join(' ')}`);
    for (const up of y.values) {
      const row = cells.filter((cell) => cell.y === up).map(({ mean, least }) => `${mean.toFixed(2)}(${least.toFixed(2)})`);
      console.log(`  ${y.name} = ${up}: ${row.join(' ')}`);
    }
  }
}
