import { useSearchParams } from 'react-router';

/** Filters live in the address, so a filtered list can be bookmarked, sent, and gone back to. */
export const useSearchState = () => {
  const [params, setParams] = useSearchParams();
  const value = (name: string): string | undefined => {
    const given = params.get(name);
    return given === null || given === '' ? undefined : given;
  };
  const page = Math.max(1, Math.trunc(Number(params.get('page') ?? '1')) || 1);
  /** Anything but a turn of the page begins again at page 1. */
  const set = (changes: Readonly<Record<string, string | undefined>>, options: { replace?: boolean } = {}): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (!('page' in changes)) after.delete('page');
        for (const [name, next] of Object.entries(changes)) {
          if (next === undefined || next === '') after.delete(name);
          else after.set(name, next);
        }
        return after;
      },
      { replace: options.replace ?? false },
    );
  return { value, page, set };
};
