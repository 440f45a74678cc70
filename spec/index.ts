import type { Claim } from '../src/verify/claim.js';
import { CONTROLS } from './claims/controls.js';
import { G1 } from './claims/g1-pretrained-memory.js';
import { G2A, G2B } from './claims/g2-full-attention.js';
import { G3A, G3B, G3C, G3D } from './claims/g3-near-orthogonal.js';
import { M1 } from './claims/m1-memory-recall.js';
import { M2 } from './claims/m2-recall-boundary.js';
import { P1 } from './claims/p1-pairwise-sufficient.js';
import { P2 } from './claims/p2-halves-say-nothing.js';
import { P3, P3B } from './claims/p3-equal-spread-cannot-bind.js';
import { S1 } from './claims/s1-polylog-accuracy.js';
import { S2, S2B } from './claims/s2-sample-scaling.js';
import { S3 } from './claims/s3-unseen-facts.js';
import { T1 } from './claims/t1-first-step.js';
import { T2 } from './claims/t2-loss-descends.js';
import { T3 } from './claims/t3-pairwise-convergence.js';
import { T4 } from './claims/t4-one-pair-wins.js';
import { T5, T5B } from './claims/t5-equivariance.js';
import { T6 } from './claims/t6-keeps-converging.js';

/** Every claim and control, in the order of reports. */
export const CLAIMS: readonly Claim[] = [
  M1,
  M2,
  P1,
  P2,
  P3,
  P3B,
  T1,
  T2,
  T3,
  T4,
  T5,
  T5B,
  T6,
  S1,
  S2,
  S2B,
  S3,
  G1,
  G2A,
  G2B,
  G3A,
  G3B,
  G3C,
  G3D,
  ...CONTROLS,
];
