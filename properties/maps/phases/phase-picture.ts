/** An axis of a picture: its values from left to right, or from bottom to top. */
export interface PhaseAxis {
  readonly name: string;
  readonly values: readonly number[];
  readonly scale: 'linear' | 'log';
}

/** A quantity at one place: its mean over draws, its least and its greatest value. */
export interface PhaseCell {
  readonly x: number;
  readonly y: number;
  readonly mean: number;
  readonly least: number;
  readonly greatest: number;
  readonly draws: number;
}

/** Quantities over two parameters of tables, prompts or the model. It shows where the domains of claims end. */
export interface PhasePicture {
  readonly id: string;
  readonly title: string;
  /** What was drawn, in words. */
  readonly drawn: string;
  readonly x: PhaseAxis;
  readonly y: PhaseAxis;
  /** Every quantity with its cells; places without a table are left out. */
  readonly quantities: readonly { readonly name: string; readonly cells: readonly PhaseCell[] }[];
}

/** A picture to draw, and how one draw at one place is measured. */
export interface PhasePlan extends Omit<PhasePicture, 'quantities'> {
  readonly quantities: readonly string[];
  /** The quantities of one draw, in order; null if the place has no table. */
  measure(place: { readonly x: number; readonly y: number }, seed: number): readonly number[] | null;
}
