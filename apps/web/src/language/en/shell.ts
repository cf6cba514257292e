import { type TextsLike } from '../texts-like';
import type * as zh from '../zh/shell';

export const shell: TextsLike<typeof zh.shell> = {
  product: 'XAY Credit Desk',
  tagline: 'Credit and receivables',
  skip: 'Skip to the main content',
  navigation: 'Main navigation',
  language: 'Language',
  desk: 'Desk',
  customers: 'Customers',
  applications: 'Applications',
  aging: 'Aging',
  bank: 'Bank',
  demo: 'Demo data',
  demoHint: 'The customers and amounts here are made up, for trying things out.',
  asOf: 'as of {{date}}',
  loading: 'Loading',
  noSuchPage: 'There is no such page',
  noSuchPageHint: 'The address may be mistyped, or the content has moved.',
  toDesk: 'Back to the desk',
};

export const failure: TextsLike<typeof zh.failure> = {
  unreachable: 'The server cannot be reached',
  unreachableHint: 'Check that XAY is running and that the network works. What the page still shows was read earlier.',
  unreadable: 'The answer of the server is not what was agreed',
  unreadableHint: 'Status {{status}}, at {{where}}. Page and server may be of different versions: reload the page.',
  crashed: 'This page cannot be drawn',
  crashedHint:
    'Most likely the server has just changed its version: reload the page. If that does not help, tell your administrator the sentence below.',
  retry: 'Try again',
  reload: 'Reload the page',
  correlation: 'When asking for help, quote {{id}}',
};

export const paging: TextsLike<typeof zh.paging> = {
  range: '{{from}}–{{to}} of {{total}}',
  more: 'More',
  clear: 'Clear filters',
};
