using Rossby.Cli;

return CommandLine.Invoke(args);
