/** Where the runner says what went wrong; the application brings it. */
export type Log = (line: string) => void;
