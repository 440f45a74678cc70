/**
 * When an import loads its module: before the importing module runs, only when it is called for, or never, since it takes types alone.
 * The type `import('./a.js').A` counts as called for.
 */
type Loading = 'before' | 'on call' | 'never';

export interface ModuleImport {
  readonly path: string;
  readonly loading: Loading;
}

/** A statement with or without `from`: its braces and names hold neither quotes nor calls. */
const STATEMENT = /^(?:import|export)\b( type\b)?(?:[\s\w$*,{}]*?\bfrom)?\s*'([^']+)'/gm;
const CALL = /\bimport\('([^']+)'\)/g;

/** The modules that the text of a module imports or exports from. */
export function importsIn(text: string): ModuleImport[] {
  return [
    ...Array.from(text.matchAll(STATEMENT), ([, type, path]): ModuleImport => {
      return { path, loading: type === undefined ? 'before' : 'never' };
    }),
    ...Array.from(text.matchAll(CALL), ([, path]): ModuleImport => ({ path, loading: 'on call' })),
  ];
}
