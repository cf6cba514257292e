/** A file to be kept rather than shown, by its name for browsers of every age: RFC 6266, with the letters that RFC 5987 leaves bare. */
export const disposition = (name: string): string => {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="attachment"; filename*=UTF-8''${encoded}`;
};
