import { firstOffenders } from '../words/offender-words.js';
import { markup, short, type Child } from './markup.js';

/** The first few offending facts. */
export function offenderList(offenders: readonly string[], most: number): Child {
  const { shown, more } = firstOffenders(offenders, most);
  return [
    ...shown.map((offender, i) => markup`${i === 0 ? null : '; '}<bdi>${short(offender, 160)}</bdi>`),
    more === null ? null : markup`; <span class="rest">${more}</span>`,
  ];
}
