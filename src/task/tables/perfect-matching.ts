import type { RandomStream } from '../../random/random-stream.js';

/**
 * Draws a random perfect matching of `size` members to as many places, by augmenting paths: members are matched in random order,
 * each trying its allowed places in random order. The draw is not uniform over matchings.
 *
 * @param isAllowed - whether a member may get a place
 * @returns the member at each place
 * @throws RangeError when no perfect matching exists
 */
export function drawPerfectMatching(
  size: number,
  isAllowed: (member: number, place: number) => boolean,
  random: RandomStream,
): Int32Array {
  const preference = Array.from({ length: size }, () => random.permutation(size));
  const holder = new Int32Array(size).fill(-1); // place → member
  for (const member of random.permutation(size)) {
    if (!assign(member, preference, isAllowed, holder, new Uint8Array(size))) {
      throw new RangeError(`no perfect matching of ${size} members exists: allow more places`);
    }
  }
  return holder;
}

function assign(
  member: number,
  preference: readonly Int32Array[],
  isAllowed: (member: number, place: number) => boolean,
  holder: Int32Array,
  visited: Uint8Array,
): boolean {
  for (const place of preference[member]) {
    if (visited[place] === 1 || !isAllowed(member, place)) continue;
    visited[place] = 1;
    if (holder[place] === -1 || assign(holder[place], preference, isAllowed, holder, visited)) {
      holder[place] = member;
      return true;
    }
  }
  return false;
}
