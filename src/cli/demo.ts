import type { RegisterCommand } from "./command.js";
export const registerDemo: RegisterCommand = () => undefined;
