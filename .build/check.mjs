// node .build/check.mjs SCRIPT...: runs npm scripts beside each other. The last one, which takes longest, is heard while it
// runs; of the others what the failed ones said is printed when they end.
import { spawn } from "node:child_process";

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;

function run(script, place, scripts) {
  return new Promise((resolve) => {
    const isHeard = place === scripts.length - 1;
    const child = spawn("npm", ["run", "--silent", script], {
      shell: process.platform === "win32",
      stdio: isHeard ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(chunk));
    child.on("close", (code) => {
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${script} (${seconds()})`);
      if (code !== 0) process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

const ended = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = ended.every(Boolean) ? 0 : 1;
