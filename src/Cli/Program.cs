using Rossby.Cli;

// The process that looks at files begins while others wait for it: it needs no command line to be understood.
return args is [DamageWatch.Verb] ? LookVerb.Run() : CommandLine.Invoke(args);
