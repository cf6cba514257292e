/** Lets callers in one after the other, in the order in which they came. */
export const oneAtATime = (): (<Result>(action: () => Promise<Result>) => Promise<Result>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const turn = last.then(action, action);
    last = turn.catch(() => undefined);
    return turn;
  };
};
