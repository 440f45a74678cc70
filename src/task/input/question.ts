import { InputError, usageError } from '../../input-error.js';
import type { FactTable } from '../fact-table.js';
import type { Pair, Question } from '../prompt.js';
import { nearestName } from './nearest-name.js';

const FORM =
  'write it as "France → Paris; Japan → Tokyo; Italy → ?" (-> works as well, and names that contain ; or an arrow go in double quotes)';

/**
 * Parses a question about a fact table: `subject → answer; …; subject → ?`.
 *
 * @throws InputError (usage) when it is not of that form, or names a subject twice
 * @throws InputError when a name is not in the table; the message suggests a near one
 */
export function parseQuestion(text: string, table: FactTable): Question {
  const items = splitItems(text);
  const parts = items.map((item, i) => {
    if (item.length !== 2 || item.some((name) => name.text === '')) {
      throw usageError(`part ${i + 1} of the question is not of the form subject → answer`, FORM);
    }
    return { subject: item[0].text, answer: item[1].text, asks: item[1].text === '?' && !item[1].quoted };
  });
  const last = parts.length - 1;
  if (last < 0 || parts.findIndex(({ asks }) => asks) !== last) {
    throw usageError('the question must end with one "subject → ?" and ask nothing else', FORM);
  }
  if (last === 0) throw usageError('the question has no context pair', FORM);
  const context = parts
    .slice(0, last)
    .map(({ subject, answer }): Pair => [
      indexOf(subject, table.subjectNames, 'subject', table.source),
      indexOf(answer, table.answerNames, 'answer', table.source),
    ]);
  const query = indexOf(parts[last].subject, table.subjectNames, 'subject', table.source);
  const subjects = [...context.map(([subject]) => subject), query];
  const twice = subjects.find((subject, i) => subjects.indexOf(subject) !== i);
  if (twice !== undefined) {
    throw usageError(`the subject "${table.subjectNames[twice]}" occurs twice in the question`, 'name every subject once');
  }
  return { context, query };
}

function indexOf(name: string, names: readonly string[], kind: string, source: string): number {
  const wanted = name.normalize();
  const index = names.findIndex((each) => each.normalize() === wanted);
  if (index !== -1) return index;
  const near = nearestName(wanted, names);
  throw new InputError(
    `no ${kind} is called "${name}"`,
    near === null ? `use a name of the table, such as "${names[0]}"` : `did you mean "${near}"?`,
    { file: source },
  );
}

interface Name {
  readonly text: string;
  readonly quoted: boolean;
}

/** Splits at semicolons, and each item at its arrows. Double quotes protect both, and a doubled quote inside them is a quote. */
function splitItems(text: string): Name[][] {
  const items: Name[][] = [];
  let item: Name[] = [];
  let name = '';
  let quoted = false;
  let inside = false;
  const endName = () => {
    item.push({ text: quoted ? name : name.trim(), quoted });
    name = '';
    quoted = false;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inside) {
      if (character !== '"') name += character;
      else if (text[i + 1] === '"') {
        name += '"';
        i++;
      } else inside = false;
    } else if (character === '"' && name.trim() === '' && !quoted) {
      name = '';
      quoted = true;
      inside = true;
    } else if (character === ';') {
      endName();
      items.push(item);
      item = [];
    } else if (character === '→') endName();
    else if ((character === '-' || character === '=') && text[i + 1] === '>') {
      endName();
      i++;
    } else if (!quoted || character.trim() !== '') name += character;
  }
  if (inside) throw usageError('a double quote in the question is opened and never closed', FORM);
  if (name.trim() !== '' || item.length > 0) {
    endName();
    items.push(item);
  }
  return items;
}
