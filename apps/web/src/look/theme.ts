import { type ThemeConfig } from 'antd';

// Ant Design waits for the end of its animations, so they are switched off there and not in the style sheet.
const motion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Ant Design's tokens, set so that text and controls keep a contrast of 4.5 to 1 on white. */
export const theme: ThemeConfig = {
  token: {
    motion,
    colorPrimary: '#0958d9',
    // Lighter, as it comes, would leave white letters on a button under the mouse at 4.2 to 1.
    colorPrimaryHover: '#0b4bb8',
    colorInfo: '#0958d9',
    colorLink: '#0958d9',
    colorError: '#c0271b',
    colorErrorHover: '#a51f14',
    colorText: '#171c26',
    colorTextSecondary: '#4d5666',
    colorTextDescription: '#5a6475',
    colorTextPlaceholder: '#667085',
    colorBorder: '#d5d9e0',
    colorBorderSecondary: '#e7e9ee',
    colorBgLayout: '#f6f7f9',
    borderRadius: 8,
    controlHeight: 34,
    fontSize: 14,
    fontFamily: 'var(--font)',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Empty: { colorTextDescription: '#5a6475' },
    Segmented: { itemColor: '#4d5666', trackBg: '#eceef2' },
  },
};
