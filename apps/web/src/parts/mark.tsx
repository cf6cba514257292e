const PATHS = {
  check: 'M5 10.5l3.3 3.3L15 6.8',
  cross: 'M6 6l8 8m0-8l-8 8',
  bang: 'M10 5v6m0 3.4v.2',
  stop: 'M4.7 15.3L15.3 4.7M17 10a7 7 0 11-14 0 7 7 0 0114 0z',
  down: 'M5.5 8l4.5 4.5L14.5 8',
} as const;

/** Signs drawn rather than typed: not every font has them. The words beside them say the same. */
export const Mark = ({ sign, size = 14 }: Readonly<{ sign: keyof typeof PATHS; size?: number }>) => (
  <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="mark">
    <path
      d={PATHS[sign]}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
