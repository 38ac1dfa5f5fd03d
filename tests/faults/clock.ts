/** The time of day, which can be put forward: rests and breakers of minutes are over at once. */

export type Clock = { forward(ms: number): void; restore(): void };

/** Programs that keep `Date.now` must be started after it. */
export function startClock(): Clock {
  const real = Date.now;
  let ahead = 0;
  Date.now = () => real() + ahead;
  return {
    forward(ms) {
      ahead += ms;
    },
    restore() {
      Date.now = real;
    },
  };
}
