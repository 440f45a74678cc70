import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { experimentsOnRandomTables, experimentsOnTable } from '../../properties/index.js';
import { describeFacts } from '../../properties/table-facts.js';
import { CLAIMS } from '../../spec/index.js';
import { G1 } from '../../spec/claims/g1-pretrained-memory.js';
import { PAPER } from '../../spec/paper.js';
import { usageError } from '../input-error.js';
import { VERSION } from '../package-root.js';
import { evidenceLine, exclusiveLine } from '../report/evidence-line.js';
import { makeReport, type TableFacts } from '../report/make-report.js';
import type { ClaimReport, Report } from '../report/schema.js';
import { toJson, writeReport } from '../report/write-report.js';
import { prepareFolder } from '../write-files.js';
import { namesOf } from '../task/naming.js';
import { BUDGET_NAMES, isLeftOut, type BudgetName } from '../verify/claim.js';
import { countDecided, countOpen, runOnGiven, runSuite, type ClaimResult, type SuiteOptions } from '../verify/run-suite.js';
import { loadPretrainer } from '../training/load-pretrainer.js';
import type { Pretrainer } from '../training/pretraining.js';
import type { EngineName } from '../engine/engine.js';
import { engineLabel } from '../engine/load-engine.js';
import { engineName, notePassedOver, openFacts, openNamedEngine, seedOption } from './options.js';
import { Progress } from './progress.js';
import { columns, printable } from './text.js';

interface VerifyOptions {
  readonly claims?: string;
  readonly facts?: string;
  readonly budget: BudgetName;
  readonly seed: bigint;
  readonly engine: EngineName;
  readonly out: string;
  readonly json?: true;
}

/** `ic-recall verify`. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'run the claims and their controls on random tables, and on a fact table of yours; write report.json and report.md',
    )
    .option('--claims <ids>', 'only these claims, as in T3,G3; G3 stands for G3a, G3b and so on')
    .option('--facts <file>', 'also hold the claims to this fact table (CSV; "countries" is the bundled one)')
    .addOption(new Option('--budget <name>', 'how many cases each claim gets').choices(BUDGET_NAMES).default('quick'))
    .addOption(seedOption('the one seed of the run'))
    .option('--engine <name>', 'which engine evaluates the model', engineName, 'sparse')
    .option('--out <folder>', 'where the report goes', 'reports/latest')
    .option('--json', 'print the report as JSON instead of a summary')
    .action(verify);
}

async function verify(options: VerifyOptions): Promise<void> {
  const started = performance.now();
  const only = selectClaims(options.claims);
  const table = options.facts === undefined ? null : await openFacts(options.facts);
  await prepareFolder(options.out);

  const progress = new Progress(process.stderr);
  const engine = await openNamedEngine(options.engine, progress);
  const pretrainer = await pretrainerFor(only, options.budget, progress);
  const onRandom = experimentsOnRandomTables(engine.open, pretrainer?.pretrain);
  const onTable = table === null ? [] : experimentsOnTable(table.knowledge, namesOf(table), engine.open);
  const selected = { seed: options.seed, budget: options.budget, only };
  // α is split over what can be decided: a given table that breaks an assumption takes no share.
  const claims = countDecided(onRandom, selected) + countOpen(onTable, selected);
  const suite = (where: string): SuiteOptions => ({
    ...selected,
    claims,
    onResult: ({ claim, verdict }: ClaimResult) => progress.note(`${claim.id}${where}: ${verdict.word}`),
    onProgress: (running, done, planned) =>
      progress.state(`${running.map(({ id }) => id).join(', ')}${where}: ${done} of ${planned} cases`),
  });
  const results = inOrderOfSpec(runSuite(onRandom, suite('')));
  const section: TableFacts | null =
    table === null ? null : { ...describeFacts(table), results: inOrderOfSpec(runOnGiven(onTable, suite(' on the table'))) };
  progress.clear();

  const report = makeReport(
    {
      tool: { name: 'ic-recall', version: VERSION },
      paper: PAPER,
      seed: String(options.seed),
      engine: engineLabel(engine) + (pretrainer === null ? '' : `, pretraining on ${pretrainer.backend}`),
      budget: options.budget,
      claims,
      seconds: Math.round((performance.now() - started) / 100) / 10,
    },
    results,
    section,
  );
  const files = await writeReport(report, options.out);
  process.stdout.write(options.json === true ? `${toJson(report)}\n` : summaryText(report));
  progress.line(`wrote ${files.join(' and ')}`);
  process.exitCode = report.summary.exitCode;
}

/** The claims of a list; "G3" stands for G3a, G3b and so on. */
function selectClaims(list: string | undefined): ReadonlySet<string> | null {
  if (list === undefined) return null;
  const known = CLAIMS.map(({ id }) => id);
  return new Set(
    list.split(',').flatMap((word) => {
      const wanted = word.trim().toLowerCase();
      if (wanted === '') throw usageError('--claims has an empty name', `choose from ${known.join(', ')}`);
      const ids = known.filter((id) => id.toLowerCase() === wanted || familyOf(id) === wanted);
      if (ids.length === 0) throw usageError(`no claim is called "${word.trim()}"`, `choose from ${known.join(', ')}`);
      return ids;
    }),
  );
}

/** G3a → g3: what stands for all letters of a number. */
function familyOf(id: string): string {
  return id.replace(/[a-z]$/, '').toLowerCase();
}

/** tfjs is loaded only for the claim about pretrained memories, and only where it will be decided. */
async function pretrainerFor(only: ReadonlySet<string> | null, budget: BudgetName, progress: Progress): Promise<Pretrainer | null> {
  if (isLeftOut(G1, budget) || (only !== null && !only.has(G1.id))) return null;
  const pretrainer = await loadPretrainer();
  notePassedOver(pretrainer, progress);
  return pretrainer;
}

function inOrderOfSpec(results: readonly ClaimResult[]): ClaimResult[] {
  return results.toSorted((one, other) => CLAIMS.indexOf(one.claim) - CLAIMS.indexOf(other.claim));
}

function summaryText(report: Report): string {
  const lines = [...verdictLines(report.claims)];
  if (report.table !== null) {
    const { table } = report;
    lines.push(
      '',
      `${printable(table.source)}: ${table.facts} facts, S = ${table.subjects}, R = ${table.relations}, A = ${table.answers}`,
      ...columns(
        table.assumptions.map(({ name, offenders }) => [
          `  ${name}`,
          offenders.length === 0
            ? 'met'
            : `broken: ${printable(offenders[0])}${offenders.length > 1 ? ` (+${offenders.length - 1})` : ''}`,
        ]),
        [0, 1],
      ),
      `  ${exclusiveLine(table)}`,
      ...verdictLines(table.claims),
    );
  }
  const all = [...report.claims, ...(report.table?.claims ?? [])];
  lines.push('', conclusionLine(report, all));
  return `${lines.join('\n')}\n`;
}

/** What the run came to: claims that were not applicable decided nothing, and are not counted as if they had. */
function conclusionLine({ seed, budget, engine }: Report, all: readonly ClaimReport[]): string {
  const decided = all.filter(({ verdict }) => verdict.word !== 'NOT APPLICABLE');
  const contrary = decided.filter(({ asExpected }) => !asExpected);
  const rest = all.length - decided.length;
  const run = `(seed ${seed}, budget ${budget}, engine ${engine})`;
  if (decided.length === 0) return `nothing was decided: no claim is applicable ${run}`;
  const beside = rest === 0 ? '' : `, ${rest} not applicable`;
  if (contrary.length > 0) {
    return `${contrary.length} of ${decided.length} verdicts are not as expected: ${contrary.map(({ id }) => id).join(', ')}${beside}`;
  }
  return `${decided.length === 1 ? 'the verdict is' : `all ${decided.length} verdicts are`} as expected${beside} ${run}`;
}

function verdictLines(claims: readonly ClaimReport[]): string[] {
  return columns(
    claims.map((claim) => [`  ${claim.id}`, claim.slug, coloured(claim), printable(evidenceLine(claim))]),
    [0, 1, 2, 3],
  );
}

function coloured({ verdict, asExpected }: ClaimReport): string {
  if (verdict.word === 'NOT APPLICABLE') return verdict.word;
  return styleText(asExpected ? 'green' : 'red', asExpected ? verdict.word : `${verdict.word} (unexpected)`, {
    stream: process.stdout,
  });
}
