/** Numbers the distinct keys of a small set from 0 in order of first appearance: a Map of numbers that makes no garbage. */
export class PlaceTable {
  /** How many keys there are. */
  size = 0;
  private readonly keys: Int32Array; // by place
  private readonly slots: Int32Array; // place + 1, 0 where empty
  private readonly mask: number;

  /** @param capacity - the most keys that will be placed */
  constructor(capacity: number) {
    let slots = 4;
    while (slots < 2 * capacity) slots *= 2; // at most half full, so that a search ends soon
    this.keys = new Int32Array(capacity);
    this.slots = new Int32Array(slots);
    this.mask = slots - 1;
  }

  /** The place of a key ≥ 0 below 2³¹, a new one where it has none. */
  place(key: number): number {
    const slot = this.slotOf(key);
    if (this.slots[slot] === 0) {
      this.keys[this.size] = key;
      this.slots[slot] = ++this.size;
    }
    return this.slots[slot] - 1;
  }

  /** The place of a key; −1 where it has none. */
  find(key: number): number {
    return this.slots[this.slotOf(key)] - 1;
  }

  /** The keys, by place. */
  placed(): Int32Array {
    return this.keys.subarray(0, this.size);
  }

  /** Forgets all keys. */
  clear(): void {
    this.size = 0;
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
