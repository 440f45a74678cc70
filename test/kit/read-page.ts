/** An element of a page, or the text between elements. */
export type PageNode = PageElement | string;

/** An element. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly PageNode[];
}

const VOID = new Set(['meta', 'link', 'wbr']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };

/** Reads a page as strictly as XML, and more so: known entities, quoted attributes, every element closed where it should be. */
export function readPage(html: string): PageElement {
  interface Open {
    readonly tag: string;
    readonly attributes: Map<string, string>;
    readonly children: PageNode[];
  }
  const root: Open = { tag: '', attributes: new Map(), children: [] };
  const stack: Open[] = [root];
  let at = html.startsWith('<!doctype html>\n') ? 16 : 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${html.slice(at, at + 80)}`);
  };
  while (at < html.length) {
    const open = stack[stack.length - 1];
    if (open.tag === 'style' || open.tag === 'script') {
      const end = html.indexOf(`</${open.tag}>`, at);
      open.children.push(html.slice(at, end));
      at = end;
    }
    if (html[at] !== '<') {
      const next = html.indexOf('<', at);
      const text = html.slice(at, next === -1 ? html.length : next);
      open.children.push(decoded(text));
      at += text.length;
      continue;
    }
    if (html[at + 1] === '/') {
      const [whole, tag] = /^<\/([a-zA-Z0-9]+)>/.exec(html.slice(at, at + 40)) ?? fail('no closing tag');
      if (open.tag !== tag) fail(`</${tag}> closes <${open.tag}>`);
      stack.pop();
      at += whole.length;
      continue;
    }
    const end = html.indexOf('>', at);
    const [, tag, words, slash] =
      /^<([a-zA-Z0-9]+)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)(\/?)>$/.exec(html.slice(at, end + 1)) ?? fail('no tag');
    const attributes = new Map(
      [...words.matchAll(/ ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?/g)].map(([, name, value]): [string, string] => [
        name,
        decoded(value ?? ''),
      ]),
    );
    const element: Open = { tag, attributes, children: [] };
    open.children.push(element);
    if (slash === '' && !VOID.has(tag)) stack.push(element);
    at = end + 1;
  }
  if (stack.length > 1) fail(`<${stack[stack.length - 1].tag}> is not closed`);
  return root;
}

function decoded(text: string): string {
  return text.replaceAll(/&([^;]*);/g, (_, name: string) => {
    const sign = ENTITIES[name];
    if (sign === undefined) throw new Error(`the entity &${name}; is not one of ours`);
    return sign;
  });
}

/** Every element below one, in the order of the page. */
export function elementsOf(element: PageElement): PageElement[] {
  return element.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsOf(child)]));
}

/** Elements of a tag. */
export function elementsWith(page: PageElement, tag: string): PageElement[] {
  return elementsOf(page).filter((element) => element.tag === tag);
}

/** What is read of an element. */
export function textOf(node: PageNode): string {
  if (typeof node === 'string') return node;
  return node.children.map(textOf).join('');
}
