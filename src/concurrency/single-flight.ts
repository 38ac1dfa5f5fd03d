/** Identical work in flight is done once. */
export type SingleFlight<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/** Whoever asks for a key while its work goes on gets the same promise; nothing is kept afterwards. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Promise<T>>();
  return (key, work) => {
    const flying = flights.get(key);
    if (flying !== undefined) return flying;
    const flight = work().finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
}
