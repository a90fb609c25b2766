import type { TestSpecification, Vitest } from "vitest/node";
import { BaseSequencer } from "vitest/node";
import { defineConfig } from "vitest/config";
import { changingModules, slowTests } from "../vitest.config.js";

/** Small files first, the test of the same name as the changed file before all: most changes are noticed at once. */
class NearestFirst extends BaseSequencer {
  constructor(private readonly vitest: Vitest) {
    super(vitest);
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [changed = ""] = (this.vitest.config as { related?: string[] }).related ?? [];
    const own = changed.replace(/\.ts$/, ".test.ts");
    const bySize = (await super.sort(files)).reverse();
    return bySize.sort((left, right) => Number(right.moduleId === own) - Number(left.moduleId === own));
  }
}

const folders = (process.env["FLP_MUTATE_TESTS"] ?? "src").split(",");

/** The tests that `npm run mutate` asks. */
export default defineConfig({
  test: {
    include: folders.map((path) => (path.endsWith(".ts") ? path : `${path}/**/*.test.ts`)),
    exclude: [...slowTests, ...changingModules],
    testTimeout: 240_000,
    isolate: false,
    sequence: { sequencer: NearestFirst },
  },
});
