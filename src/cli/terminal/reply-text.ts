import type { Reply } from '../run/answer-question.js';
import { drawingStyle } from './drawing-style.js';
import { heatBar } from './heatmap.js';
import { bar, columns, printable } from './text.js';

/** A reply in the lines that a terminal shows. */
export function replyText({ relation, answer, tied, attention, training }: Reply): string[] {
  const style = drawingStyle(process.stdout);
  const rows = (shares: Reply['attention']['relation']) =>
    columns(
      shares.map(({ token, share }) => [
        `  ${printable(token)}`,
        share.toFixed(3),
        heatBar([share], Math.max(...shares.map((each) => each.share)), style),
        bar(share, style),
      ]),
      [0, 2, 3],
    );
  const { power, pairs, prompts, steps, losses } = training;
  return [
    `relation  ${outcome(relation, tied.relation)}`,
    `answer    ${outcome(answer, tied.answer)}`,
    '',
    'attention, relation step',
    ...rows(attention.relation),
    'attention, answer step',
    ...rows(attention.answer),
    '',
    `memory of power ${power}, the least that recalls every fact; fine-tuned ${steps} steps on ${prompts} prompts of k = ${pairs} (losses ${losses.relation.toPrecision(2)} and ${losses.answer.toPrecision(2)})`,
  ];
}

function outcome(name: string | null, tied: readonly string[]): string {
  if (name !== null) return printable(name);
  const more = tied.length > 6 ? ` and ${tied.length - 6} more` : '';
  return `none stands out (tied: ${tied.slice(0, 6).map(printable).join(', ')}${more})`;
}
