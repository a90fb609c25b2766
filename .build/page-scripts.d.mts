import type { Plugin } from "vitest/config";

export function pageScripts(): Plugin;
