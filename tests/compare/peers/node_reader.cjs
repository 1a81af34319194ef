// Be a process in which a reader of node's reads: `node node_reader.cjs wink|compromise`, in turns as `dateline.benching` has them.
// The packages (wink-nlp with wink-eng-lite-web-model, or compromise) are looked for where NODE_PATH says.
"use strict";
const readline = require("node:readline");

const READERS = {
  wink() {
    const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
    const version = require("wink-nlp/package.json").version;
    return [(text) => nlp.readDoc(text).entities().length(), `wink-nlp ${version}, its whole pipeline; dates and amounts are all that it names`];
  },
  compromise() {
    const nlp = require("compromise");
    const people = (text) => {
      const doc = nlp(text);
      return doc.people().length + doc.places().length + doc.organizations().length;
    };
    return [people, `compromise ${nlp.version}: people, places, organizations, by rules and lists`];
  },
};

function peak() {
  return Math.round(process.resourceUsage().maxRSS / 102.4) / 10;
}

function answer(told) {
  process.stdout.write(JSON.stringify({ ...told, peak: peak() }) + "\n");
}

function main() {
  const [read, note] = READERS[process.argv[2]]();
  let parts = null;
  let at = 0;
  readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const asked = JSON.parse(line);
    if (parts === null) {
      parts = slices(asked, 8);
      read(asked[0]);
      answer({ note });
      return;
    }
    const total = { articles: 0, words: 0, bytes: 0, found: 0 };
    const began = [process.cpuUsage(), performance.now()];
    do {
      const part = parts[at];
      for (const text of part.texts) total.found += read(text);
      total.articles += part.texts.length;
      total.words += part.words;
      total.bytes += part.bytes;
      at = (at + 1) % parts.length;
    } while (performance.now() - began[1] < 1000 * asked);
    const { user, system } = process.cpuUsage(began[0]);
    answer({ ...total, cpu: (user + system) / 1e6, wall: (performance.now() - began[1]) / 1000 });
  });
}

function slices(texts, count) {
  const parts = [];
  for (let part = 0; part < count; part++) {
    const some = texts.slice((texts.length * part) / count, (texts.length * (part + 1)) / count);
    if (some.length === 0) continue;
    parts.push({
      texts: some,
      words: some.reduce((sum, text) => sum + text.trim().split(/\s+/).length, 0),
      bytes: some.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    });
  }
  return parts;
}

main();
