/** The paper that the claims are read from. Its text is on arXiv; sentences are paraphrased here. */
export const PAPER = {
  title: 'Fine-Tuning Dynamics of In-Context Factual Recall in Transformers',
  authors: ['R. Huang', 'E. Nichani', 'J. D. Lee', 'R. Ge'],
  arxiv: '2605.27774v1',
  date: '2026-05-26',
} as const;

/** The sentences of the abstract that claims come from, by number, paraphrased. */
const ABSTRACT = {
  S5: 'the task: a context of (subject, answer) pairs from one hidden relation, and a query subject; infer the relation, retrieve the answer',
  S6: 'knowledge: a simple, pre-constructed MLP associative memory over (subject, relation, answer) triplets',
  S7: 'fine-tuning a one-layer transformer on such prompts provably succeeds, by converging to a pairwise attention pattern',
  S8: 'the samples needed are polylogarithmic in the number of stored triplets',
  S9: 'experiments agree, and the pattern also emerges when the MLP is pretrained instead of constructed',
} as const;

type Sentence = keyof typeof ABSTRACT;

/** The `source` of a claim that is read from a sentence of the abstract. */
export function sentence(number: Sentence): string {
  return `abstract, sentence ${number.slice(1)}: ${ABSTRACT[number]}`;
}
