import { styleText } from 'node:util';

/** Says what a command is doing, on standard error, so that standard output holds results only. */
export class Progress {
  private readonly moving: boolean;
  private shown = false;
  private lastDrawn = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.moving = stream.isTTY && process.env['CI'] === undefined && process.env['TERM'] !== 'dumb';
  }

  /** A line that stays. */
  line(text: string): void {
    this.clear();
    this.stream.write(`${text}\n`);
  }

  /** A line for logs. A terminal does not get it: there the moving state and the results say it already. */
  note(text: string): void {
    if (!this.moving) this.line(text);
  }

  /** A warning that stays. */
  warn(text: string): void {
    this.line(`${styleText('yellow', 'warning:', { stream: this.stream })} ${text}`);
  }

  /** A state that the next one replaces. Shown on a terminal only, at most ten times a second. */
  state(text: string): void {
    if (!this.moving || performance.now() - this.lastDrawn < 100) return;
    this.lastDrawn = performance.now();
    this.clear();
    this.stream.write(text.slice(0, (this.stream.columns || 80) - 1));
    this.shown = true;
  }

  /** Removes the state that is shown. */
  clear(): void {
    if (this.shown) this.stream.write('\r\u001B[2K');
    this.shown = false;
  }
}
