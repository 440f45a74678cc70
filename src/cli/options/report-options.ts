import { Option } from 'commander';

export function outOption(): Option {
  return new Option('--out <folder>', 'where the report goes').default('reports/latest');
}

export function corpusOptions(description: string): Option[] {
  return [
    new Option('--corpus <folder>', description).default('reports/corpus'),
    new Option('--no-corpus', 'keep none, and evaluate none'),
  ];
}

/** Inside a GitHub workflow --github is on by default. */
export function githubOptions(): Option[] {
  return [
    new Option('--github', 'tell GitHub: annotations on standard error, and a step summary').default(
      process.env['GITHUB_ACTIONS'] === 'true',
      'in its workflows only',
    ),
    new Option('--no-github', 'none of these'),
  ];
}

export function reportJsonOption(): Option {
  return new Option('--json', 'print the report as JSON instead of a summary');
}
