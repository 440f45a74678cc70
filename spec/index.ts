import type { Claim } from '../src/verify/claim.js';
import { C2, C5A, C5B, C6, C7 } from './claims/controls.js';
import { G1 } from './claims/g1-pretrained-memory.js';
import { G2A, G2B } from './claims/g2-full-attention.js';
import { G3A, G3B, G3C, G3D } from './claims/g3-near-orthogonal.js';
import { M1 } from './claims/m1-memory-recall.js';
import { P1 } from './claims/p1-pairwise-sufficient.js';
import { S1 } from './claims/s1-polylog-accuracy.js';
import { T2 } from './claims/t2-loss-descends.js';
import { T3 } from './claims/t3-pairwise-convergence.js';

/** Every claim and control, in the order of reports. */
export const CLAIMS: readonly Claim[] = [M1, P1, T2, T3, S1, G1, G2A, G2B, G3A, G3B, G3C, G3D, C2, C5A, C5B, C6, C7];
