/**
 * Numbers the distinct keys of a small set from 0 in order of first appearance: a Map of numbers that is sooner made, filled and forgotten. Plain
 * arrays, since a small typed array takes several times as long to make.
 */
export class PlaceTable {
  private readonly keys: number[] = []; // by place
  private readonly slots: number[] = []; // place + 1, 0 where empty
  private readonly mask: number;

  /** @param capacity - the most keys that will be placed */
  constructor(capacity: number) {
    let slots = 4;
    while (slots < 2 * capacity) slots *= 2; // at most half full, so that a search ends soon
    for (let slot = 0; slot < slots; slot++) this.slots.push(0);
    this.mask = slots - 1;
  }

  /** How many keys there are. */
  get size(): number {
    return this.keys.length;
  }

  /** The place of a key ≥ 0 below 2³¹, a new one where it has none. */
  place(key: number): number {
    const slot = this.slotOf(key);
    if (this.slots[slot] === 0) this.slots[slot] = this.keys.push(key);
    return this.slots[slot] - 1;
  }

  /** The place of a key; −1 where it has none. */
  find(key: number): number {
    return this.slots[this.slotOf(key)] - 1;
  }

  /** The keys, by place. */
  placed(): readonly number[] {
    return this.keys;
  }

  /** Forgets all keys. */
  clear(): void {
    this.keys.length = 0;
    this.slots.fill(0);
  }

  private slotOf(key: number): number {
    const { keys, slots, mask } = this;
    let slot = (Math.imul(key, SCATTER) >>> 16) & mask;
    while (slots[slot] !== 0 && keys[slots[slot] - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }
}

/** 2³² / golden ratio, odd: near keys get far slots. */
const SCATTER = 0x9e3779b1;
