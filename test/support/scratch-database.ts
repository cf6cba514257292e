import { randomBytes } from 'node:crypto';
import { connect } from '@app/postgres/connect';

export type ScratchDatabase = Readonly<{ url: string; drop(): Promise<void> }>;

const serverUrl = (): string => {
  const url = process.env['XAY_TEST_DATABASE_URL'];
  if (url === undefined)
    throw new Error('Run specs through config/jest.config.cjs: its global setup starts the Postgres.');
  return url;
};

const onServer = async (statement: string): Promise<void> => {
  const sql = connect(serverUrl(), { connectionsMax: 1, applicationName: 'xay-scratch' });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
};

/** An empty database of its own for one spec file, on the one server of the run; spec files run side by side. */
export const scratchDatabase = async (): Promise<ScratchDatabase> => {
  const name = `scratch_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
};
