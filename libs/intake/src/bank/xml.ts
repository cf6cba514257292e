import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Problem } from '@app/kernel/problem';

const STARTS = XMLParser.getMetaDataSymbol() as unknown as symbol;
const TEXT = '#text';

/** An element: what is in it by name, without prefixes, as texts and elements. Nothing is guessed to be a number. */
export class Element {
  constructor(
    private readonly node: unknown,
    private readonly lineAt: (index: number) => number,
  ) {}

  all(name: string): Element[] {
    const { node } = this;
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return [];
    const found: unknown = (node as Record<string, unknown>)[name];
    return (Array.isArray(found) ? found : [found]).map((each) => new Element(each, this.lineAt));
  }

  /** The first at the end of a path, e.g. `Acct/Id/IBAN`. */
  at(path: string): Element | undefined {
    let here: Element | undefined = new Element(this.node, this.lineAt);
    for (const name of path.split('/')) here = here?.all(name)[0];
    return here;
  }

  /** The text at the end of a path; undefined where there is none, or it is empty. */
  text(path?: string): string | undefined {
    const found = path === undefined ? this.node : this.at(path)?.node;
    const value: unknown =
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[TEXT] : found;
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? undefined : text;
  }

  attribute(name: string): string | undefined {
    return this.text(`@${name}`);
  }

  names(): string[] {
    return typeof this.node === 'object' && this.node !== null ? Object.keys(this.node) : [];
  }

  get line(): number | undefined {
    const meta = (this.node as Record<symbol, Readonly<{ startIndex?: number }> | undefined> | null)?.[STARTS];
    return meta?.startIndex === undefined ? undefined : this.lineAt(meta.startIndex);
  }
}

const lineFinder = (text: string): ((index: number) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (index) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return low + 1;
  };
};

/** So many characters that are written as `&…;` a statement may hold; entities of its own it may not declare at all. */
const REFERENCES_MAX = 1_000_000;

/**
 * Parses XML that somebody sent. A document type is refused, and with it every entity that would grow or fetch something;
 * nesting is bounded by the parser. Throws `bank-file-doctype`, `bank-file-xml` with the line.
 */
export const parsedXml = (given: string, file: string): Element => {
  const text = given.replace(/\r\n?/g, '\n');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Problem('bank-file-doctype', { file });
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Problem('bank-file-xml', { file, line: valid.err.line, what: valid.err.msg });
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: TEXT,
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    captureMetaData: true,
    processEntities: { maxTotalExpansions: REFERENCES_MAX, maxExpandedLength: text.length + REFERENCES_MAX },
    htmlEntities: true,
  });
  try {
    return new Element(parser.parse(text), lineFinder(text));
  } catch (error) {
    throw new Problem('bank-file-xml', { file, line: 1, what: error instanceof Error ? error.message : String(error) });
  }
};
