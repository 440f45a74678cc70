import { Option, type Command } from 'commander';
import { BUDGET_NAMES } from '../../verify/claim.js';
import { engineOption } from '../options/engine-option.js';
import { caseLimitOption, timeLimitOption, workersOption } from '../options/limit-options.js';
import { idsOf } from '../options/maps-option.js';
import { corpusOptions, githubOptions, outOption, reportJsonOption } from '../options/report-options.js';
import { seedOption } from '../options/seed-option.js';
import { shardOption } from '../options/shard-option.js';
import { verify } from '../run/verify.js';

/** Declares the options of `ic-recall verify`, and what it does. */
export function declareVerify(command: Command): void {
  const options = [
    new Option('--claims <ids>', 'only these claims, as in T3,G3; G3 stands for G3a, G3b and so on'),
    new Option('--facts <file>', 'also hold the claims to this fact table (CSV; "countries" is the bundled one)'),
    new Option('--budget <name>', 'how many cases each claim gets').choices(BUDGET_NAMES).default('quick'),
    seedOption('the one seed of the run'),
    engineOption('which engine evaluates the model').default('sparse'),
    outOption(),
    new Option(
      '--controls [ids]',
      `also hold every claim to these broken models, or to all of them, and to planted defects of growing size (${idsOf('controls')})`,
    ),
    new Option('--ablate [ids]', `also drop these assumptions of every claim in turn, or all of them (${idsOf('ablation')})`),
    new Option('--phases', 'also draw phase pictures (sparse engine): accuracy, mass and balance over sizes, powers, hubs and β'),
    new Option('--plan', 'print what the run could tell, and run nothing'),
    shardOption(),
    ...corpusOptions('where unexpected failures are kept, to be evaluated first the next time'),
    workersOption(),
    caseLimitOption(),
    timeLimitOption(),
    ...githubOptions(),
    reportJsonOption(),
  ];
  for (const option of options) command.addOption(option);
  command.action(verify);
}
