import type { RegisterCommand } from "./command.js";
export const registerRun: RegisterCommand = () => undefined;
