import { connect } from './connect';

/** A further database on the server that `url` names, for work that leaves nothing behind. */
export const createDatabase = async (
  url: string,
  name: string,
): Promise<Readonly<{ url: string; drop(): Promise<void> }>> => {
  const asked = async (statement: 'create' | 'drop') => {
    const sql = connect(url, { connectionsMax: 1 });
    try {
      if (statement === 'create') await sql`create database ${sql(name)}`;
      else await sql`drop database if exists ${sql(name)} with (force)`;
    } finally {
      await sql.end({ timeout: 5 });
    }
  };
  await asked('create');
  const address = new URL(url);
  address.pathname = `/${name}`;
  return { url: address.toString(), drop: () => asked('drop') };
};
