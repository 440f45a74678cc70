import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { BUNDLED_FACTS } from '../../src/package-root.js';
import { parseFactTable, readFactTable } from '../../src/task/input/read-fact-table.js';

const HEADER = 'subject,relation,answer\n';

describe('reading a fact table', () => {
  it('reads the bundled countries', async () => {
    const table = await readFactTable(BUNDLED_FACTS);
    const { subjects, relations, answers, facts } = table.knowledge;
    expect([subjects, relations, answers, facts, table.merged]).toEqual([72, 6, 345, 429, 0]);
    expect(table.answerNames).toContain('Washington, D.C.');
    const index = table.subjectNames.indexOf('Italy');
    expect(table.answerNames[table.knowledge.answerOf(index, table.relationNames.indexOf('capital'))]).toBe('Rome');
  });

  it('keeps commas, quotes, line breaks, white space inside names, and any Unicode', () => {
    const table = parseFactTable(`${HEADER}"a, ""b""\nc",→ \u{1F30D} ,  Ελλάδα  x \n`, 'f.csv');
    expect(table.subjectNames).toEqual(['a, "b"\nc']);
    expect(table.relationNames).toEqual(['→ \u{1F30D}']);
    expect(table.answerNames).toEqual(['Ελλάδα  x']);
  });

  it('accepts a byte order mark, CRLF, blank lines and a missing last line break', () => {
    const table = parseFactTable(`\uFEFFsubject,relation,answer\r\na,b,c\r\n\r\nd,b,e`, 'f.csv');
    expect(table.knowledge.facts).toBe(2);
  });

  it('keeps a subject and an answer of the same name apart', () => {
    const table = parseFactTable(`${HEADER}Singapore,capital,Singapore\n`, 'f.csv');
    expect([table.subjectNames, table.answerNames]).toEqual([['Singapore'], ['Singapore']]);
  });

  it('accepts names that are words of JavaScript', () => {
    const table = parseFactTable(`${HEADER}__proto__,constructor,toString\n`, 'f.csv');
    expect(table.subjectNames).toEqual(['__proto__']);
  });

  it('merges repeated facts, and counts them', () => {
    const table = parseFactTable(`${HEADER}a,b,c\na,b,c\na,b,c\n`, 'f.csv');
    expect([table.knowledge.facts, table.merged]).toEqual([1, 2]);
  });

  it.each([
    ['', 'f.csv:1: is empty'],
    ['a,b,c\n', 'f.csv:1: the header is "a,b,c"; it must be exactly subject,relation,answer'],
    ['relation,subject,answer\n1,2,3\n', 'f.csv:1: the header is'],
    [HEADER, 'f.csv: has no facts'],
    [`${HEADER}a,b\n`, 'f.csv:2: has 2 columns instead of 3'],
    [`${HEADER}a,b,c\na,b,c,d\n`, 'f.csv:3: has 4 columns instead of 3'],
    [`${HEADER}a,b,c\n"x\ny",b,c\n"z,b,c\n`, 'f.csv:5: a double quote is opened and never closed'],
    [`${HEADER}a,,c\n`, 'f.csv:2: the relation is empty'],
    [`${HEADER}a,b,"  "\n`, 'f.csv:2: the answer is empty'],
    [`${HEADER}"x\r\ny",b,c\r\na,b\r\n`, 'f.csv:4: has 2 columns'],
    [`${HEADER}a,b,c\nz,b,c\na,b,d\n`, 'f.csv:4: "a" has two answers under "b": "c" (line 2) and "d"'],
    [`${HEADER}a,b,c"d\n`, 'f.csv:2: a double quote is inside an unquoted name'],
    [`${HEADER}"a"x,b,c\n`, 'f.csv:2: a double quote is inside an unquoted name'],
  ])('refuses %j', (text, message) => {
    expect(() => parseFactTable(text, 'f.csv')).toThrow(message);
  });

  it('names the line that is not UTF-8, and reports a file that cannot be read', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'latin1.csv');
    await writeFile(file, Buffer.concat([Buffer.from(`${HEADER}a,b,c\nMal`), Buffer.from([0xe9]), Buffer.from(',b,c\n')]));
    await expect(readFactTable(file)).rejects.toThrow(`${file}:3: is not UTF-8; save it as UTF-8`);
    await expect(readFactTable(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv: cannot be read \(ENOENT\)/);
    await expect(readFactTable(folder)).rejects.toThrow(/cannot be read \(EISDIR\)/);
  });

  it('keeps its errors on one line', () => {
    expect(() => parseFactTable(`${HEADER}"a\nb",r,x\n"a\nb",r,y\n`, 'f.csv')).toThrow(/^f\.csv:4: "a b" has two answers[^\n]*$/);
  });
});
