import { XmlElement } from 'libxml2-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/report/text/junit.js';
import { legibleText } from '../../src/report/words/legible-text.js';
import type { Report } from '../../src/report/data/schema.js';
import { readJunit } from '../kit/junit.js';
import { hostileReport, HOSTILE_TEXTS, reportOfWords } from '../kit/sample-report.js';

let report: Report;

beforeAll(() => {
  report = hostileReport();
});

/** The elements that a path finds. */
function elements(xml: string, path: string): XmlElement[] {
  return readJunit(xml)
    .find(path)
    .filter((node) => node instanceof XmlElement);
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

describe('junit.xml', () => {
  it('tells every verdict: expected ones pass, contrary and undecided ones fail, and the table has a suite of its own', () => {
    const outcomes = elements(renderJunit(report), '//testcase/*').map((element) => {
      const name = attribute(element.parent as XmlElement, 'name');
      return [name, element.name, attribute(element, 'type')];
    });
    expect(outcomes).toEqual([
      ['H toy', 'system-out', undefined],
      ['R toy', 'failure', 'REFUTED'],
      ['U toy', 'system-out', undefined], // a control, refuted as expected
      ['I toy', 'failure', 'undecided'],
      ['W toy', 'system-out', undefined],
      ['Z toy', 'failure', 'undecided'],
      ['V toy', 'failure', 'undecided'],
      ['F toy', 'failure', 'undecided'],
      ['E toy', 'error', 'ERROR'],
      ['N toy', 'system-out', undefined],
      ['Q toy', 'failure', 'REFUTED'],
      ['A toy', 'skipped', undefined],
      ['M1 memory-recall on the table', 'skipped', undefined],
      ['T3 pairwise-convergence on the table', 'skipped', undefined],
    ]);
    const asked = report.table?.claims.filter(({ verdict }) => verdict.word !== 'SKIPPED');
    expect(asked?.map(({ id }) => id)).toEqual(['M1', 'T3']);
  });

  it('has no case for a claim that was not asked, and names it in the output of its suite', () => {
    const outputs = elements(renderJunit(report), '//testsuite/system-out').map(({ content }) => content);
    expect(outputs).toEqual([
      'skipped: K (decided from the standard budget on)',
      `skipped: ${(report.table?.claims.length ?? 0) - 2} claims that --claims leaves out`,
    ]);
  });

  it('counts what it tells', () => {
    const xml = renderJunit(report);
    for (const suite of elements(xml, '//testsuite')) {
      const number = (path: string) => String(suite.find(path).length);
      expect([
        attribute(suite, 'tests'),
        attribute(suite, 'failures'),
        attribute(suite, 'errors'),
        attribute(suite, 'skipped'),
      ]).toEqual([number('testcase'), number('testcase/failure'), number('testcase/error'), number('testcase/skipped')]);
    }
    const [all] = elements(xml, '/testsuites');
    expect(['tests', 'failures', 'errors', 'time'].map((name) => attribute(all, name))).toEqual(['14', '6', '1', '1.5']);
  });

  it('says of a failure what is claimed, what was found, why it stopped, and how to replay it', () => {
    const [failure] = elements(renderJunit(report), '//testcase[@name="R toy"]/failure');
    expect(attribute(failure, 'message')).toMatch(/^REFUTED, expected HOLDS: \d+ of \d+ cases violate it, rate > /);
    expect(failure.content.split('\n')).toEqual([
      attribute(failure, 'message'),
      'Claimed: a number is what it should be',
      expect.stringMatching(/^Stopped because the interval lay on one side of the tolerance after /),
      expect.stringMatching(/^Case: the number \d+; the margin misses by 1\.$/),
      'In the folder of the report: ic-recall replay counterexamples/R-exception.json',
    ]);
  });

  it('is the same for the same report, byte for byte', () => {
    expect(renderJunit(structuredClone(report))).toBe(renderJunit(report));
  });

  it.each(HOSTILE_TEXTS.map((words) => [words.slice(0, 40), words]))('has %j for a text', (_, words) => {
    const xml = renderJunit(reportOfWords(report, words));
    const [suite] = elements(xml, '//testsuite[2]');
    const kept = legibleText(words.replaceAll('\t', ' ')).replaceAll(
      /[^\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      '\uFFFD',
    );
    expect(attribute(suite, 'name')).toBe(`the table ${kept}`);
    const [error] = elements(xml, '//error');
    expect(error.content).toContain(`\nClaimed: ${kept}\nStopped because `);
    expect(elements(xml, '//*').map(({ name }) => name)).toEqual(elements(renderJunit(report), '//*').map(({ name }) => name));
  });

  it('is held to a schema that refuses what readers would', () => {
    const xml = renderJunit(report);
    const broken = (from: string | RegExp, to: string) => () => readJunit(xml.replace(from, to));
    expect(broken(/<testcase name="[^"]*"/, '<testcase')).toThrow(/name/);
    expect(broken('<testsuites ', '<testsuites skipped="1" ')).toThrow(/skipped/);
    expect(broken('<system-out>', '<note/><system-out>')).toThrow(/note/);
    expect(broken(/failures="\d+"/, 'failures="some"')).toThrow(/failures/);
    expect(broken(/time="[\d.]+"/, 'time="1e-7"')).toThrow(/time/);
    expect(broken('toy', 'toy\u0001')).toThrow(/PCDATA|invalid|Char/i);
  });
});
