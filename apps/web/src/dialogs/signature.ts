const REMEMBERED = 'xay.signature';

// A header carries Latin letters only, so a signature does too.
const SIGNATURE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const isSignature = (typed: string): boolean => SIGNATURE.test(typed);

// A browser may forbid storage; whoever signs then writes the name each time.
export const rememberedSignature = (): string => {
  try {
    return window.localStorage.getItem(REMEMBERED) ?? '';
  } catch {
    return '';
  }
};
export const rememberSignature = (by: string): void => {
  try {
    window.localStorage.setItem(REMEMBERED, by);
  } catch {
    return;
  }
};
