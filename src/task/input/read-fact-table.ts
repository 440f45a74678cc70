import { readFile } from 'node:fs/promises';
import { parse, CsvError } from 'csv-parse/sync';
import { InputError } from '../../input-error.js';
import { errorCode } from '../../read-json.js';
import type { FactTable } from '../fact-table.js';
import type { Fact } from '../knowledge-base.js';
import { StoredTable } from '../tables/stored-table.js';

const COLUMNS = ['subject', 'relation', 'answer'] as const;

/**
 * Reads a fact table: UTF-8 CSV with the header `subject,relation,answer` and one triplet a row (spec/model.md §1).
 *
 * Names are kept as written, except for white space around them. Repeated facts are merged and counted.
 *
 * @throws InputError with file, line and rule: unreadable, not UTF-8, wrong header, wrong number of columns, bad quotes,
 *   empty name, no facts, or one (subject, relation) with two answers
 */
export async function readFactTable(file: string): Promise<FactTable> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new InputError(`cannot be read (${errorCode(error)})`, 'give the path of a readable CSV file', { file });
  }
  return parseFactTable(decode(bytes, file), file);
}

/**
 * Parses the text of a fact table (see `readFactTable`).
 *
 * @param source - its name in messages
 * @throws InputError with source, line and rule
 */
export function parseFactTable(text: string, source: string): FactTable {
  const rows = parseRows(text, source);
  const names = { subject: new Names(), relation: new Names(), answer: new Names() };
  const facts: Fact[] = [];
  const read = new Map<string, { answer: number; line: number }>();
  let merged = 0;
  for (const { cells, line } of rows) {
    const [subjectName, relationName, answerName] = cells;
    const subject = names.subject.index(subjectName);
    const relation = names.relation.index(relationName);
    const answer = names.answer.index(answerName);
    const earlier = read.get(`${subject},${relation}`);
    if (earlier === undefined) {
      read.set(`${subject},${relation}`, { answer, line });
      facts.push([subject, relation, answer]);
    } else if (earlier.answer === answer) {
      merged++;
    } else {
      const other = names.answer.list[earlier.answer];
      throw new InputError(
        `"${subjectName}" has two answers under "${relationName}": "${other}" (line ${earlier.line}) and "${answerName}"`,
        'a subject has one answer per relation: delete one of the lines',
        { file: source, line },
      );
    }
  }
  if (facts.length === 0) {
    throw new InputError('has no facts', 'add at least one line subject,relation,answer', { file: source });
  }
  const sizes = {
    subjects: names.subject.list.length,
    relations: names.relation.list.length,
    answers: names.answer.list.length,
  };
  return {
    source,
    knowledge: new StoredTable(sizes, facts),
    subjectNames: names.subject.list,
    relationNames: names.relation.list,
    answerNames: names.answer.list,
    merged,
  };
}

class Names {
  readonly list: string[] = [];
  private readonly indices = new Map<string, number>();

  index(name: string): number {
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    this.indices.set(name, this.list.length);
    this.list.push(name);
    return this.list.length - 1;
  }
}

interface Row {
  readonly cells: readonly [subject: string, relation: string, answer: string];
  readonly line: number;
}

function parseRows(text: string, source: string): Row[] {
  // csv-parse 7.0.3 counts a CRLF inside quotes as two lines. With LF only, its line numbers are right.
  // A file with carriage returns only comes from an old Mac.
  const normalized = text.includes('\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n');
  const records: { cells: string[]; lastLine: number }[] = [];
  try {
    parse(normalized, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: '\n',
      on_record: (record: string[], { lines }) => {
        records.push({ cells: record, lastLine: lines });
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw csvFault(error, normalized, source);
    throw error;
  }
  const header = records.shift();
  if (header === undefined) {
    throw new InputError('is empty', `start it with the header ${COLUMNS.join(',')}`, { file: source, line: 1 });
  }
  const titles = header.cells.map((title) => title.trim());
  if (titles.length !== COLUMNS.length || titles.some((title, i) => title !== COLUMNS[i])) {
    throw new InputError(
      `the header is "${shortened(titles.join(','))}"`,
      `it must be exactly ${COLUMNS.join(',')}, separated by commas`,
      {
        file: source,
        line: firstLineOf(header),
      },
    );
  }
  return records.map((entry) => {
    const line = firstLineOf(entry);
    const cells = entry.cells.map((cell) => cell.trim());
    if (cells.length !== COLUMNS.length) {
      throw new InputError(
        `has ${cells.length} column${cells.length === 1 ? '' : 's'} instead of ${COLUMNS.length}`,
        'write subject,relation,answer, and put names that contain a comma in double quotes',
        { file: source, line },
      );
    }
    const empty = cells.indexOf('');
    if (empty !== -1) {
      throw new InputError(`the ${COLUMNS[empty]} is empty`, 'name it, or delete the line', { file: source, line });
    }
    return { cells: [cells[0], cells[1], cells[2]], line };
  });
}

/** The line a record begins on. The parser gives the line it ends on, and names may contain line breaks. */
function firstLineOf({ cells, lastLine }: { cells: readonly string[]; lastLine: number }): number {
  const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
  return lastLine - breaks;
}

function csvFault(error: CsvError, text: string, source: string): InputError {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new InputError('a double quote is opened and never closed', 'close it, or double it inside a quoted name', {
      file: source,
      line: lineOfOpenQuote(text),
    });
  }
  const line = typeof error['lines'] === 'number' ? error['lines'] : undefined;
  return new InputError(
    error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE'
      ? 'a double quote is inside an unquoted name, or text follows a closing quote'
      : `is not CSV (${error.code})`,
    'put the whole name in double quotes and double the quotes inside it',
    line === undefined ? { file: source } : { file: source, line },
  );
}

/** The line that opens an unclosed quote. The parser reports the end of the file instead. */
function lineOfOpenQuote(text: string): number {
  let line = 1;
  let opened = 0;
  let inside = false;
  for (const character of text) {
    if (character === '"') {
      inside = !inside;
      if (inside) opened = line;
    } else if (character === '\n') line++;
  }
  return opened;
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError('is not UTF-8', 'save it as UTF-8', { file, line: lineOfBadByte(bytes) });
  }
}

function lineOfBadByte(bytes: Buffer): number {
  // A line feed byte is never part of a longer UTF-8 sequence, so lines can be decoded one at a time.
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
