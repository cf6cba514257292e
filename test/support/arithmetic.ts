/**
 * Exact fractions over bigint, and a reader of the formulas that the tree of reasons prints. It shares nothing with the
 * product: no decimal library, no rounding but what a formula spells out.
 */
type Fraction = Readonly<{ n: bigint; d: bigint }>;

const fraction = (n: bigint, d: bigint): Fraction => {
  if (d === 0n) throw new Error('division by zero');
  return d < 0n ? { n: -n, d: -d } : { n, d };
};
const literal = (text: string): Fraction => {
  const [whole = '', decimals = ''] = text.split('.');
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
};
const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });
const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
};

const scale = (a: Fraction, decimals: Fraction): Readonly<{ scaled: Fraction; unit: bigint }> => {
  const unit = 10n ** (decimals.n / decimals.d);
  return { scaled: multiply(a, { n: unit, d: 1n }), unit };
};
const down = (a: Fraction, decimals: Fraction): Fraction => {
  const { scaled, unit } = scale(a, decimals);
  return fraction(scaled.n / scaled.d, unit);
};
const round = (a: Fraction, decimals: Fraction): Fraction => {
  const { scaled, unit } = scale(a, decimals);
  const size = scaled.n < 0n ? -scaled.n : scaled.n;
  const nearest = (2n * size + scaled.d) / (2n * scaled.d);
  return fraction(scaled.n < 0n ? -nearest : nearest, unit);
};

const call = (name: string, values: readonly Fraction[]): Fraction => {
  const [first, second] = values;
  if (first === undefined) throw new Error(`${name} of nothing`);
  if (name === 'min') return values.reduce((least, value) => (compare(value, least) < 0 ? value : least), first);
  if (second === undefined) throw new Error(`${name} needs a number of decimals`);
  if (name === 'round') return round(first, second);
  if (name === 'down') return down(first, second);
  throw new Error(`no such function: ${name}`);
};

const TOKEN = /\s*(-?\d+(?:\.\d+)?|[a-z]+|[()+−×÷/,])/gy;

/** What a formula comes to, exactly. */
export const evaluate = (formula: string): Fraction => {
  const tokens = [...formula.matchAll(TOKEN)].map((match) => match[1] ?? '');
  if (tokens.join('') !== formula.replaceAll(/\s/g, '')) throw new Error(`cannot read ${formula}`);
  let at = 0;
  const take = (token: string): void => {
    if (tokens[at] !== token) throw new Error(`expected ${token} at ${at} of ${formula}`);
    at += 1;
  };
  const atom = (): Fraction => {
    const token = tokens[at] ?? '';
    if (token === '(') {
      take('(');
      const inside = sum();
      take(')');
      return inside;
    }
    at += 1;
    if (!/^[a-z]/.test(token)) return literal(token);
    take('(');
    const values = [sum()];
    while (tokens[at] === ',') {
      take(',');
      values.push(sum());
    }
    take(')');
    return call(token, values);
  };
  const product = (): Fraction => {
    let value = atom();
    for (let sign = tokens[at]; sign === '×' || sign === '÷' || sign === '/'; sign = tokens[at]) {
      take(sign);
      value = sign === '×' ? multiply(value, atom()) : divide(value, atom());
    }
    return value;
  };
  const sum = (): Fraction => {
    let value = product();
    for (let sign = tokens[at]; sign === '+' || sign === '−'; sign = tokens[at]) {
      take(sign);
      value = add(value, sign === '+' ? product() : negate(product()));
    }
    return value;
  };
  const value = sum();
  if (at !== tokens.length) throw new Error(`something is left over in ${formula}`);
  return value;
};

export const addUp = (formulas: readonly string[]): Fraction => formulas.map(evaluate).reduce(add, { n: 0n, d: 1n });

/** Whether a chain such as `0.3 < 127/168 < 1.0` holds. */
export const holds = (rule: string): boolean => {
  const parts = rule.split(/\s([<≤>])\s/);
  for (let at = 1; at < parts.length; at += 2) {
    const order = compare(evaluate(parts[at - 1] ?? ''), evaluate(parts[at + 1] ?? ''));
    const sign = parts[at];
    if (!(sign === '<' ? order < 0 : sign === '≤' ? order <= 0 : order > 0)) return false;
  }
  return parts.length > 1;
};
