// The same session as python_clients.py, by Node: node_client.mjs PATH.
import readline from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";

const path = process.argv[2];
const open = async () => {
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  return { instance, connection: await instance.connect() };
};
const one = async (news, sql) => (await news.connection.runAndReadAll(sql)).getRowsJson()[0][0];

let news = await open();
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line.trim() === "again") {
    news.connection.closeSync();
    news.instance.closeSync();
    news = await open();
  }
  console.log(JSON.stringify([
    Number(await one(news, "SELECT count(*) FROM articles")),
    Number(await one(news, "SELECT count(*) FROM search_articles('body')")),
    await one(news, "SELECT CAST(max(published_at) AS VARCHAR) FROM snapshot_info"),
    await one(news, "SELECT authors FROM articles ORDER BY article_id LIMIT 1"),
  ]));
}
