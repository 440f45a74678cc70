/** Claims that are not re-run without their assumptions, with why. */
export const NOT_ABLATED: readonly { readonly claim: string; readonly why: string }[] = [
  {
    claim: 'P3',
    why: 'it says that a witness exists at the smallest size; some larger tables have such a prompt and some have none, and a witness is all it claims',
  },
  {
    claim: 'P3b',
    why: 'it is decided by enumerating the normalized Latin tables of at most three subjects, and P3 is what lies beyond',
  },
  { claim: 'S2', why: 'it is judged by all sizes of its domain at once' },
  { claim: 'S2b', why: 'it is judged by all sizes of its domain at once' },
  { claim: 'G1', why: 'a case pretrains a memory, which takes a second; T3 is the same pattern before the constructed one' },
  { claim: 'G2a', why: 'a case of full attention takes a second; S1 asks the same of positional attention' },
  { claim: 'G2b', why: 'a case of full attention takes a second; T3 and S3 ask the same of positional attention' },
  { claim: 'G3a', why: 'it is expected to be refuted as it stands' },
  { claim: 'G3b', why: 'it is expected to be refuted as it stands' },
  { claim: 'G3c', why: 'a case reads dense embeddings of every fact; its own assumption, the dimension, is dropped by G3a' },
  { claim: 'G3d', why: 'a case trains with dense embeddings; its own assumption, the dimension, is dropped by G3b' },
];
