/** What a picture is drawn over, from left to right or from bottom to top. */
export interface PhaseAxis {
  readonly name: string;
  readonly values: readonly number[];
  readonly scale: 'linear' | 'log';
}

/** A quantity at one place: its mean over draws, with the least and the greatest. */
export interface PhaseCell {
  readonly x: number;
  readonly y: number;
  readonly mean: number;
  readonly least: number;
  readonly greatest: number;
  readonly draws: number;
}

/** Quantities over two parameters of tables, prompts or model: what the domains of the claims are cut out of. */
export interface PhasePicture {
  readonly id: string;
  readonly title: string;
  /** What was drawn, in words. */
  readonly drawn: string;
  readonly x: PhaseAxis;
  readonly y: PhaseAxis;
  /** Every quantity with its cells; places that have no table are left out. */
  readonly quantities: readonly { readonly name: string; readonly cells: readonly PhaseCell[] }[];
}

/** A picture that is still to be drawn: what one draw at one place comes to. */
export interface PhasePlan extends Omit<PhasePicture, 'quantities'> {
  readonly quantities: readonly string[];
  /** The quantities of one draw, in their order; null where the place has no table. */
  measure(place: { readonly x: number; readonly y: number }, seed: number): readonly number[] | null;
}
