/**
 * Numbers the distinct keys of a small set from 0 in order of first appearance; the number of a key is its *place*. It is made and
 * filled faster than a Map. It uses plain arrays, since a small typed array takes several times as long to allocate.
 */
export class PlaceTable {
  private readonly keysByPlace: number[] = [];
  private readonly slots: number[] = []; // place + 1; 0 where empty
  private readonly mask: number;

  /** @param capacity - the largest number of keys that will be added */
  constructor(capacity: number) {
    let slots = 4;
    while (slots < 2 * capacity) slots *= 2; // at most half full, so that probing ends soon
    for (let slot = 0; slot < slots; slot++) this.slots.push(0);
    this.mask = slots - 1;
  }

  get size(): number {
    return this.keysByPlace.length;
  }

  /** The place of a key in 0 … 2³¹ − 1; adds the key if it is new. */
  place(key: number): number {
    const slot = this.slotOf(key);
    if (this.slots[slot] === 0) this.slots[slot] = this.keysByPlace.push(key);
    return this.slots[slot] - 1;
  }

  /** The place of a key, or −1 if it was never added. */
  find(key: number): number {
    return this.slots[this.slotOf(key)] - 1;
  }

  /** The keys in order of place. */
  keys(): readonly number[] {
    return this.keysByPlace;
  }

  clear(): void {
    this.keysByPlace.length = 0;
    this.slots.fill(0);
  }

  private slotOf(key: number): number {
    const { keysByPlace, slots, mask } = this;
    let slot = (Math.imul(key, SCATTER) >>> 16) & mask;
    while (slots[slot] !== 0 && keysByPlace[slots[slot] - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }
}

/** 2³² / golden ratio, made odd: neighbouring keys get distant slots. */
const SCATTER = 0x9e3779b1;
