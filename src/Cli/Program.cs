using Rossby.Core;

return ExitCode.Usage;
