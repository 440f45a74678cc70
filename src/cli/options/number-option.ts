import { usageError } from '../../input-error.js';

/** Parses a whole number within limits; for commander's option parsers. */
export function wholeNumber(flag: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw usageError(`${flag} must be a whole number in ${min} … ${max}, not "${text}"`, 'see --help');
    }
    return value;
  };
}

/** Limits of a real number: a least one, or one that it must be above, and a largest. */
interface RealLimits {
  readonly min: number;
  readonly above?: boolean;
  readonly max?: number;
}

/** Parses a finite number within limits. */
export function realNumber(flag: string, { min, above = false, max = Infinity }: RealLimits): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(Number.isFinite(value) && (above ? value > min : value >= min) && value <= max)) {
      const most = max === Infinity ? '' : ` and at most ${max}`;
      throw usageError(`${flag} must be a number ${above ? 'above' : 'of at least'} ${min}${most}, not "${text}"`, 'see --help');
    }
    return value;
  };
}

/** Parses a comma-separated list, every item by the same rule. */
export function listOf<Item>(parse: (text: string) => Item): (text: string) => Item[] {
  return (text) => text.split(',').map((item) => parse(item.trim()));
}
