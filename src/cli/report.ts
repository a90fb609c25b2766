import type { RegisterCommand } from "./command.js";
export const registerReport: RegisterCommand = () => undefined;
