/**
 * A function of a text that remembers what it gave last: a post asks for the same of its name and its words several times,
 * and readers who talk to each other keep their names.
 *
 * @param most How many texts are remembered.
 */
export function remembered<Result>(of: (text: string) => Result, most = 100): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const given = known.get(text) ?? of(text);
    known.delete(text);
    known.set(text, given);
    const [oldest] = known.size > most ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return given;
  };
}
